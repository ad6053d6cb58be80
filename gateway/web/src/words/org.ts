export const zh = {
  title: '单位',
  nothing: { title: '这个账号还没有登记到单位', body: (account: string) => `请把账号“${account}”告诉结对的社区，由社区工作人员登记到您的单位；登记好以后，刷新这一页就能看到。` },
  several: '账号所属的单位',
  file: {
    code: '统一社会信用代码', partners: '结对社区', noPartners: '还没有结对社区', contact: '联系人', phone: '联系电话', none: '还没有填', change: '修改名称和联系人', name: '单位名称', save: '保存', back: '不改了', saved: '保存好了。',
    fixed: '类别、代码、结对社区和账号由社区工作人员登记，要改请找他们。',
  },
  teams: {
    title: '队伍', none: '还没有队伍。建一支，邀请本单位的志愿者加入；结对社区有要几个人一起去的单子，就会来问队长。', make: '建一支队伍', name: '队名', nameHint: '例如 学院志愿队', leader: '队长（志愿者编号）', leaderHint: '队长在自己的手机上答应接单、点名谁去。', go: '建队', back: '不建了', made: '队伍建好了。请队长和队员登录后答应加入。',
    close: '暂停接单', open: '恢复接单', closeAsk: '停下以后，系统不再问这支队伍；已经接下的还是要去。', closeNo: '不停了',
  },
  orders: {
    title: '求助单', none: '还没有下过单。可以为本单位下，也可以替结对社区的居民下。', make: '下一单', open: '正在办', past: '已经结束', waiting: '还没有人接', coming: (names: string) => `${names} 会来`, seats: (taken: number, all: number) => `${all} 人里已有 ${taken} 人`, forUs: '本单位', forResident: (id: string) => `居民 ${id}`,
    who: '谁来', when: '时间', where: '地点', notes: '备注', code: '口令', codeHint: '来人会先问，请答这个口令', nobody: '还没有人', cancel: '取消这一单', cancelWhy: '为什么取消', cancelGo: '确定取消', cancelNo: '不取消', back: '返回', rate: '满意吗？', stars: (n: number) => `${n} 星`, rated: (n: number) => `已评 ${n} 星，谢谢。`, placed: '单子已经收下，正在找人。', looked: '单子已经收下，社区看过就开始找人。',
  },
  activities: {
    title: '活动', none: '结对社区和本单位的队伍近来没有活动。', noPartners: '还没有结对社区。社区登记以后，那里的活动会列在这里。', ledBy: (team: string) => `${team}的队长负责`, off: '取消了',
  },
  form: {
    title: '下一单', whose: '给谁', us: '本单位', resident: '结对社区的居民', residentId: '居民编号', residentHint: '由结对社区告诉您', community: '哪个社区', noPartners: '要先有结对社区，才能替居民下单。请找社区登记。', service: '需要什么', people: '要几个人', day: '哪一天', from: '几点开始', to: '几点前结束', address: '门牌', addressHint: '只有接单的人看得到', notes: '要交代的', team: '想请哪支队伍', anyone: '谁合适谁来', go: '下单', back: '不下了',
    past: '开始时间已经过了，请改到以后。', end: '结束要晚于开始。', noResident: '请写居民编号。', noService: '请选一项服务。', noPlace: '请标出地点，来的人才找得到。', minutes: (text: string) => `约 ${text}`,
  },
}

export const en: typeof zh = {
  title: 'Organisation',
  nothing: { title: 'This account belongs to no organisation yet', body: (account) => `Please tell your partner community the account “${account}”. Once its staff have entered it in your organisation’s file, open this page again.` },
  several: 'Organisations of this account',
  file: {
    code: 'Unified social credit code', partners: 'Partner communities', noPartners: 'No partner communities yet', contact: 'Contact', phone: 'Telephone', none: 'not given', change: 'Change name and contact', name: 'Name', save: 'Save', back: 'Leave as it was', saved: 'Saved.',
    fixed: 'Kind, code, partner communities and accounts are entered by community staff; please ask them for changes.',
  },
  teams: {
    title: 'Teams', none: 'No team yet. Begin one and invite your volunteers; when a partner community needs several people at once, its leader is asked.', make: 'Begin a team', name: 'Name', nameHint: 'such as College Volunteers', leader: 'Leader (a volunteer’s id)', leaderHint: 'The leader accepts on an own telephone, and names who goes.', go: 'Begin', back: 'Not now', made: 'The team is there. Its leader and people sign in and say yes to joining.',
    close: 'Take no more orders', open: 'Take orders again', closeAsk: 'The team will be asked no more; what it has taken stays its own.', closeNo: 'Go on as before',
  },
  orders: {
    title: 'Orders', none: 'No orders yet. You may order for yourselves, or for residents of partner communities.', make: 'New order', open: 'Under way', past: 'Over', waiting: 'Nobody has taken it yet', coming: (names) => `${names} will come`, seats: (taken, all) => `${taken} of ${all} people`, forUs: 'For us', forResident: (id) => `Resident ${id}`,
    who: 'Who comes', when: 'When', where: 'Where', notes: 'Notes', code: 'Code word', codeHint: 'they ask first, you answer with it', nobody: 'nobody yet', cancel: 'Cancel this order', cancelWhy: 'Why', cancelGo: 'Cancel it', cancelNo: 'Keep it', back: 'Back', rate: 'How was it?', stars: (n) => (n === 1 ? '1 star' : `${n} stars`), rated: (n) => `Rated ${n} of 5. Thank you.`, placed: 'We have it, and are looking for people.', looked: 'We have it; the community looks at it first.',
  },
  activities: {
    title: 'Activities', none: 'Nothing is planned in your partner communities or by your teams.', noPartners: 'No partner community yet. Once one is entered, its activities are listed here.', ledBy: (team) => `Run by the leader of ${team}`, off: 'Called off',
  },
  form: {
    title: 'New order', whose: 'For whom', us: 'Ourselves', resident: 'A resident of a partner community', residentId: 'Resident’s id', residentHint: 'the partner community tells you', community: 'Community', noPartners: 'Ordering for residents needs a partner community first. Please ask the community to enter one.', service: 'What is needed', people: 'How many people', day: 'Day', from: 'From', to: 'Done by', address: 'Door', addressHint: 'shown only to who takes it', notes: 'What they should know', team: 'Which team', anyone: 'Whoever suits', go: 'Order', back: 'Not now',
    past: 'That time has passed; please choose a later one.', end: 'It must end after it starts.', noResident: 'Please write the resident’s id.', noService: 'Please choose what is needed.', noPlace: 'Please mark the place, so that it can be found.', minutes: (text) => `about ${text}`,
  },
}
