export const zh = {
  title: '应急', open: '应急台',
  kinds: { STORM: '风雨', OUTBREAK: '疫情', OTHER: '突发情况' } as Record<string, string>,
  now: (kind: string) => `应急中 · ${kind}`, until: (when: string) => `到${when}自动结束`, since: (when: string) => `${when}开始`,
  everywhere: '全境', some: (names: string) => `只限${names}`,
  /** What it means for whoever reads the page. */
  means: {
    resident: '急需照常受理。不急的会先放一放，应急结束后接着办，您不用重新下单。', volunteer: '现在只派急需的单子。已经接下的照常去，路上当心。', leader: '活动是否照常，请看社区通知。', agent: '急需照常受理；不急的照样登记，告诉来电人会晚一些。', community: '急需照常受理；不急的单子会先放一放，一张也不会丢。',
  } as Record<string, string>,
  paused: '暂缓', pausedLine: (until: string) => `应急期间先放一放，最晚${until}以后接着为您找人。`, pausedStaff: (until: string) => `应急期间先放一放，最晚${until}以后接着派。`,
  figures: { paused: '暂缓的单', expired: '暂缓中过期', called: '已征召', yes: '能来', no: '来不了', reserves: '可征召' },
  begin: {
    title: '进入应急状态', kind: '什么情况', text: '告诉大家的话', textHint: '比如：台风过境，请留在室内', textEn: '英文（可不填）', lowest: '还照常受理的最低级别', none: '都照常受理', hours: '多久以后自动结束', hoursOf: (n: number) => `${n} 小时`,
    where: '社区（不填就是全境，用顿号隔开）', look: '看看会怎样', sure: '会这样', will: (paused: number) => `有 ${paused} 张还没有人接的单会先放一放，一张也不会丢，结束后接着派。`, goOn: '已经接下的照常进行；已经发出的邀请，志愿者仍可以接。', reserves: (n: number) => `有 ${n} 位后备志愿者可以征召，进入以后由您决定叫谁。`, ends: (when: string) => `到${when}自动结束，随时可以延长或提前结束。`, go: '进入应急状态', change: '再改改',
  },
  end: { key: '结束应急', sure: '结束以后，放一放的单马上接着派；征召来的志愿者下岗，正在路上或上门的做完再下。', go: '确定结束', extend: (n: number) => `延长 ${n} 小时` },
  call: { title: '征召后备', communities: '社区（可不填）', skills: '要会什么（可不选）', most: '最多叫几位', go: '发出征召', done: (n: number) => (n ? `已经问了 ${n} 位，能来的会自己上岗。` : '没有可以征召的人了。'), hint: '先问最近出力少的。来不了不影响任何人。' },
  bulk: {
    title: '按楼栋下单', community: '社区', building: '楼栋（地址里有的字）', buildingHint: '比如：3栋', service: '什么服务', priority: '级别', minutes: '每户多久', within: '多久以内', notes: '说给志愿者的话', number: '第几批', look: '看看是哪些户', go: (n: number) => `给 ${n} 户下单`, empty: '没有这样的住户',
    count: (n: number) => `共 ${n} 户`, people: (n: number) => `${n} 人`, reads: '看过谁家的地址会记下来，居民看得到。',
    outcome: { NEW: '待下单', NO_PLACE: '没有位置，先补登记', EXISTS: '这一批已下过', CREATED: '已下单', REFUSED: '没有下成', CANCELLED: '已取消' } as Record<string, string>,
    batches: '已下的批次', batch: (n: number) => `第 ${n} 批`, line: (orders: number, waiting: number, served: number) => `${orders} 单 · 待派 ${waiting} · 已完成 ${served}`, cancel: '取消没开始的', cancelled: (n: number) => `取消了 ${n} 单`,
  },
  reserve: { title: '应急后备', body: '有突发情况时，可以问我能不能来。来不了没关系。', on: '愿意', off: '先不' },
  up: { title: '需要您', body: (until: string) => `有突发情况，人手不够。能来就值班到${until}，只派急需的单子。`, yes: '能来', no: '这次来不了', said: '收到，谢谢您告诉我们。', changed: '改主意了，能来', safe: '注意安全，量力而行。' },
}

export const en: typeof zh = {
  title: 'Emergency', open: 'Emergency desk',
  kinds: { STORM: 'storm', OUTBREAK: 'outbreak', OTHER: 'emergency' },
  now: (kind) => `Emergency · ${kind}`, until: (when) => `ends by itself at ${when}`, since: (when) => `since ${when}`,
  everywhere: 'everywhere', some: (names) => `only ${names}`,
  means: {
    resident: 'What is urgent is done as ever. What can wait waits until it is over, and then goes on; you need not order again.', volunteer: 'Only what is urgent is offered now. What you have accepted goes on. Take care on the way.', leader: 'Ask your community whether activities take place.', agent: 'What is urgent is done as ever. Take in the rest too, and tell callers that it will be later.', community: 'What is urgent is done as ever. The rest is taken in and waits; nothing is lost.',
  },
  paused: 'Waits', pausedLine: (until) => `Waits because of the emergency. We look for somebody again after ${until} at the latest.`, pausedStaff: (until) => `Waits because of the emergency, until ${until} at the latest; then it is given out again.`,
  figures: { paused: 'orders waiting', expired: 'lapsed meanwhile', called: 'called up', yes: 'come', no: 'cannot', reserves: 'reserves left' },
  begin: {
    title: 'Begin an emergency', kind: 'What it is', text: 'What people are told (Chinese)', textHint: 'what happens, and what to do', textEn: 'In English (may be left out)', lowest: 'Lowest priority that is still served', none: 'serve everything', hours: 'Ends by itself after', hoursOf: (n) => `${n} hours`,
    where: 'Communities (none: everywhere; commas between)', look: 'See what it would do', sure: 'This will happen', will: (paused) => `${paused} orders that nobody has taken yet wait. Nothing is lost; they go on when it is over.`, goOn: 'What is accepted goes on. Offers that are out may still be accepted.', reserves: (n) => `${n} reserves can be called up; whom to call is yours to decide afterwards.`, ends: (when) => `It ends by itself at ${when}, and can be made longer or shorter at any time.`, go: 'Begin the emergency', change: 'Change it',
  },
  end: { key: 'End it', sure: 'What waited is served at once. Reserves who were called up go off duty, those on the way or at a door when they have finished.', go: 'Yes, end it', extend: (n) => `${n} hours longer` },
  call: { title: 'Call up reserves', communities: 'Communities (may be left out)', skills: 'Who can (may be left out)', most: 'At most', go: 'Call them up', done: (n) => (n ? `${n} were asked. Who can come goes on duty.` : 'Nobody is left to call up.'), hint: 'Those who have served least lately are asked first. A no costs nothing.' },
  bulk: {
    title: 'Order by building', community: 'Community', building: 'Building (words of the address)', buildingHint: 'such as: building 3', service: 'Service', priority: 'Priority', minutes: 'Minutes for each', within: 'Within', notes: 'For the volunteers', number: 'Batch', look: 'See which households', go: (n) => `Order for ${n} households`, empty: 'No such household',
    count: (n) => `${n} households`, people: (n) => (n === 1 ? '1 person' : `${n} people`), reads: 'Whose address you see is written down, and they can see it.',
    outcome: { NEW: 'to be ordered', NO_PLACE: 'no position on file', EXISTS: 'ordered in this batch', CREATED: 'ordered', REFUSED: 'not ordered', CANCELLED: 'cancelled' },
    batches: 'Batches so far', batch: (n) => `Batch ${n}`, line: (orders, waiting, served) => `${orders} orders · ${waiting} waiting · ${served} done`, cancel: 'Cancel what has not begun', cancelled: (n) => `${n} cancelled`,
  },
  reserve: { title: 'Emergency reserve', body: 'In an emergency you may ask me whether I can come. A no is fine.', on: 'Yes', off: 'Not now' },
  up: { title: 'You are needed', body: (until) => `There is an emergency and too few hands. A yes is duty until ${until}, for urgent orders only.`, yes: 'I can come', no: 'Not this time', said: 'Noted, thank you for telling us.', changed: 'I can come after all', safe: 'Take care, and no more than you can.' },
}
