export const zh = {
  title: '志愿者',
  tabs: { now: '现在', near: '附近', activities: '活动', mine: '我的' },
  duty: {
    off: '没有值班', start: '开始值班', stop: '下班', on: '值班中', until: (clock: string) => `${clock} 自动结束`, offHint: '值班时才会收到单子，也只在值班时看您的位置。', long: '值多久', by: '怎么去', hours: (n: number) => `${n} 小时`, farthest: '最远',
  },
  rest: { title: '没有新单子', body: '有合适的会马上响在这里。可以先忙自己的。' },
  offer: {
    title: '有一单想请您去', travel: '路上', area: '大概位置', exact: '接单后显示门牌', long: '大约', skills: '要会', points: (n: string) => `${n} 分`, pointsLabel: '积分', why: '为什么问您',
    accept: '接单', decline: '不接', extend: '再想一会儿', extended: '已延长一次', left: '还可以考虑', seconds: '秒', late: '刚才时间到了，也可以试着按“接单”。',
    declineAsk: '告诉我们一声就好，不影响您', reasons: { TOO_FAR: '太远了', NOT_NOW: '现在不方便', NOT_THIS_KIND: '不会做这个', UNWELL: '身体不舒服', OTHER: '别的原因' },
    taken: '这单已由附近的邻居接走了，谢谢您愿意帮忙。', lapsed: '时间到了，这单已经去问别的邻居，谢谢您看过。', withdrawn: '这单有了更近的安排，谢谢您愿意帮忙。', enough: '人已经够了，这单不用再添人，谢谢您愿意帮忙。', declined: '知道了，谢谢您答复。', accepted: '接好了，谢谢您。', fine: '知道了',
  },
  round: { title: '这一趟要去的几家', door: (n: number) => `第 ${n} 家`, onMap: '在地图上看', state: { WAITING: '还没去', DONE: '送到了', MISSED: '没人在' }, served: '送到了，拍一张', missed: '没人在家' },
  task: {
    title: '手上的单子', depart: '我出发了', arrive: '我到了', finish: '完成了', greet: (word: string) => `到门口先说“${word}”`, code: '居民的暗号', codeHint: '居民听了会告诉您，写在这里', door: '门牌', call: '打给居民', note: '要留意', handBack: '去不了，交回', handBackAsk: '为什么去不了？', free: (left: string) => `${left}内交回不留记录`, tooFew: '这单没凑够人手，先不去了。谢谢您，不算您的。',
    position: '用我现在的位置', noPosition: '看不到您的位置。', demoPosition: '用这家门口的位置（演示）', waiting: '已经到时间，等居民确认', credited: (text: string) => `记下 ${text}`, next: '下一单',
    later: '先存在手机里，连上网就上传', laterCount: (n: number) => `${n} 条等待上传`, laterSent: '已经上传',
    refused: (why: string) => `有一条没有上传成：${why}`,
  },
  near: { title: '附近可以抢的单', claim: '抢单', none: '附近现在没有等人抢的单。', until: (clock: string) => `${clock} 前可抢`, claimed: '抢到了，谢谢您。', lost: '这单刚被别的邻居抢走了，谢谢您愿意帮忙。' },
  mine: { hours: '服务时长', points: '积分', tier: '等级', score: '信用分', entries: '每一笔都有凭据', none: '完成第一单后，这里会记下您的时长。', kind: { SERVICE: '服务', ACTIVITY: '活动', ADJUSTMENT: '更正', REDEMPTION: '兑换', TRANSFER: '转赠' } as Record<string, string>, proof: '看凭据', proofText: (n: number, of: number) => `第 ${n} 笔，共 ${of} 笔，已锁进账本，改动一处都会被发现。`, confirmedAs: { resident: '居民确认', family: '家属确认', community: '社区工作人员确认', agent: '热线核实确认', reviewer: '复核后记入', dispatcher: '调度员确认', admin: '管理员确认', org: '单位确认', staff: '工作人员确认', default: '到期自动确认' } as Record<string, string>, noTier: '还没有等级' },
  skill: '会',
  offline: '现在没有网络，手上的单子照样能签到、签退。',
}

export const en: typeof zh = {
  title: 'Volunteers',
  tabs: { now: 'Now', near: 'Near', activities: 'Activities', mine: 'Mine' },
  duty: {
    off: 'Off duty', start: 'Go on duty', stop: 'Go off duty', on: 'On duty', until: (clock) => `ends by itself at ${clock}`, offHint: 'Only on duty are you asked, and only then is your position seen.', long: 'For how long', by: 'Getting there', hours: (n) => `${n} h`, farthest: 'at most',
  },
  rest: { title: 'Nothing new', body: 'Anything that suits you appears here at once. Carry on with your day.' },
  offer: {
    title: 'Would you go?', travel: 'Getting there', area: 'Roughly here', exact: 'the door appears once you accept', long: 'about', skills: 'You need', points: (n) => `${n} pt`, pointsLabel: 'Points', why: 'Why you',
    accept: 'Accept', decline: 'Decline', extend: 'Give me a moment', extended: 'Extended once', left: 'left to think', seconds: 's', late: 'The time has just run out. You may still try “Accept”.',
    declineAsk: 'One tap is enough, and nobody minds', reasons: { TOO_FAR: 'Too far', NOT_NOW: 'Not now', NOT_THIS_KIND: 'Not my kind of thing', UNWELL: 'Not feeling well', OTHER: 'Another reason' },
    taken: 'A neighbour close by has taken this one. Thank you for being willing.', lapsed: 'The time is up and another neighbour is being asked. Thank you for looking.', withdrawn: 'Somebody nearer was found for this one. Thank you for being willing.', enough: 'There are enough of them now. Thank you for being willing.', declined: 'Understood. Thank you for answering.', accepted: 'It is yours. Thank you.', fine: 'All right',
  },
  round: { title: 'The doors of this round', door: (n) => `Door ${n}`, onMap: 'on the map', state: { WAITING: 'To come', DONE: 'Served', MISSED: 'Nobody in' }, served: 'Served: take a picture', missed: 'Nobody in' },
  task: {
    title: 'In hand', depart: 'I am on my way', arrive: 'I am here', finish: 'All done', greet: (word) => `At the door say “${word}” first`, code: 'The resident’s code word', codeHint: 'they answer with it; write it here', door: 'Door', call: 'Call the resident', note: 'Note', handBack: 'I cannot go, hand back', handBackAsk: 'Why can you not go?', free: (left) => `within ${left} it leaves no trace`, tooFew: 'Not enough people were found for this one, so you need not go. Thank you; it does not count against you.',
    position: 'Use my position', noPosition: 'We cannot see your position.', demoPosition: 'Use the position of this door (demo)', waiting: 'Finished. The resident confirms next', credited: (text) => `${text} written down`, next: 'Next',
    later: 'Kept on this phone and sent once you are connected', laterCount: (n) => `${n} waiting to be sent`, laterSent: 'Sent',
    refused: (why) => `One could not be sent: ${why}`,
  },
  near: { title: 'Near you, for whoever is first', claim: 'Take it', none: 'Nothing near you is waiting to be taken.', until: (clock) => `until ${clock}`, claimed: 'It is yours. Thank you.', lost: 'Another neighbour was a moment faster. Thank you for being willing.' },
  mine: { hours: 'Time given', points: 'Points', tier: 'Tier', score: 'Score', entries: 'Every entry has its evidence', none: 'After your first visit your time is written down here.', kind: { SERVICE: 'Service', ACTIVITY: 'Activity', ADJUSTMENT: 'Correction', REDEMPTION: 'Redeemed', TRANSFER: 'Given away' }, proof: 'See the proof', proofText: (n, of) => `Entry ${n} of ${of} is locked into the ledger. Any change to it would show.`, confirmedAs: { resident: 'confirmed by the resident', family: 'confirmed by the family', community: 'confirmed by community staff', agent: 'confirmed through the hotline', reviewer: 'settled by a reviewer', dispatcher: 'confirmed by the dispatcher', admin: 'confirmed by an administrator', org: 'confirmed by the organisation', staff: 'confirmed by staff', default: 'counted, for nobody objected' }, noTier: 'No tier yet' },
  skill: 'can do',
  offline: 'There is no network. You can still check in and out of what is in hand.',
}
