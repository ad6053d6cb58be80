export const zh = {
  offer: {
    title: '有一单想请全队去', when: '时间', where: '地点', minutes: '分钟', seats: (n: number) => `要 ${n} 人`, fewest: (few: number, all: number) => (few < all ? `${few} 至 ${all} 人都行` : `要 ${all} 人`), until: (moment: string) => `${moment} 前答复`,
    pick: '点名：谁去？', picked: (n: number, all: number) => `点了 ${n} 人，要 ${all} 人`, none: '队里还没有人加入。', accept: '接', acceptWith: (n: number) => `接，点 ${n} 人`, decline: '不接', why: '为什么现在不接', back: '回去点名',
    reasons: { NOT_NOW: '这段时间去不了', TOO_FAR: '太远', NOT_THIS_KIND: '做不了这类服务', OTHER: '别的原因' } as Record<string, string>,
    taken: (names: string) => `接下了，点了 ${names}。`, open: (n: number) => `还空着 ${n} 个位置，可以再点人`, name: (n: number) => `再点 ${n} 人`, declined: '好的，系统这就去问别的邻居。', lapsed: '答复的时间过了，这单已去问别的邻居，谢谢您。', leaderSkills: (list: string) => `其中一位要会：${list}`, skills: (list: string) => `都要会：${list}`, checking: '正在看谁能去…',
  },
  team: {
    title: '我的队伍', none: '您还没有带队。社区可以为您建一支，也可以自己建。', make: '建一支队伍', name: '队名', nameHint: '例如 桂花园互助队', communities: '为哪些社区', communitiesHint: '用顿号隔开', go: '建队', back: '不建了',
    counts: (joined: number, invited: number) => `${joined} 人已加入，${invited} 人待答复`, invite: '邀请', inviteHint: '志愿者编号，对方自己答应才算加入', remove: '移出', asked: (id: string) => `已邀请 ${id}，等对方答应。`, hours: (text: string) => `队员合计服务 ${text}`, closed: '已停止接单',
    state: { INVITED: '待答复', JOINED: '已加入', LEFT: '不在队里' } as Record<string, string>, leader: '队长', members: '队员',
  },
  invitation: { title: (name: string) => `“${name}”请您加入`, hint: '加入后，队长接了单可以点您的名；点到了不能去，随时可以交回。不加入不影响您自己接单。', join: '加入', no: '不加入', joined: (name: string) => `您已加入“${name}”。`, left: '好的，不加入。', mine: '我的队伍', leave: '退出', leaveAsk: '退出这支队伍？已经点到您的单还是您的。', stay: '不退' },
  desk: {
    organisations: '单位', teams: '队伍', noOrganisations: '还没有单位。可以在这里登记，也可以用“导入表格”一次导入。', noTeams: '还没有队伍。', add: '登记单位', kind: '类别', name: '单位名称', code: '统一社会信用代码', codeHint: '18 位，照着证照填；没有可以空着', communities: '结对社区', accounts: '单位账号', contactName: '联系人', contactPhone: '联系电话', save: '保存', back: '不改了', saved: '保存好了。', made: '登记好了。',
    addTeam: '建队伍', teamName: '队名', leader: '队长（志愿者编号）', of: '所属单位', none: '不属于单位', led: (id: string) => `队长 ${id}`,
    kinds: { COLLEGE: '学院', COMPANY: '企业', SOCIAL: '社会组织', CHARITY: '慈善组织', PUBLIC: '事业单位', OTHER: '其他' } as Record<string, string>,
  },
}

export const en: typeof zh = {
  offer: {
    title: 'An order for your whole team', when: 'When', where: 'Where', minutes: 'minutes', seats: (n) => `${n} people`, fewest: (few, all) => (few < all ? `${few} to ${all} people will do` : `${all} people`), until: (moment) => `answer by ${moment}`,
    pick: 'Who goes?', picked: (n, all) => `${n} named of ${all}`, none: 'Nobody has joined the team yet.', accept: 'Accept', acceptWith: (n) => `Accept, naming ${n}`, decline: 'Decline', why: 'Why not now', back: 'Back to the names',
    reasons: { NOT_NOW: 'Not at that time', TOO_FAR: 'Too far', NOT_THIS_KIND: 'Not this kind of help', OTHER: 'Something else' },
    taken: (names) => `Accepted, with ${names}.`, open: (n) => (n === 1 ? 'One place is open again: name somebody' : `${n} places are open again: name people`), name: (n) => `Name ${n} more`, declined: 'All right. Other neighbours are being asked now.', lapsed: 'The time to answer is over and others are being asked. Thank you.', leaderSkills: (list) => `One of them needs: ${list}`, skills: (list) => `All need: ${list}`, checking: 'Looking who can go…',
  },
  team: {
    title: 'My team', none: 'You lead no team yet. Your community can set one up, or you can.', make: 'Begin a team', name: 'Name', nameHint: 'such as Osmanthus Garden Helpers', communities: 'For which communities', communitiesHint: 'separated by commas', go: 'Begin', back: 'Not now',
    counts: (joined, invited) => `${joined} joined, ${invited} to answer`, invite: 'Invite', inviteHint: 'A volunteer’s id; nobody joins but by an own yes', remove: 'Take off', asked: (id) => `${id} is invited, and decides.`, hours: (text) => `${text} served together`, closed: 'Takes no orders',
    state: { INVITED: 'To answer', JOINED: 'Joined', LEFT: 'Left' }, leader: 'Leader', members: 'People',
  },
  invitation: { title: (name) => `“${name}” asks you to join`, hint: 'Once you have joined, its leader may name you for an order the team takes; you may hand it back. Your own orders stay as they are if you do not.', join: 'Join', no: 'Not now', joined: (name) => `You have joined “${name}”.`, left: 'All right, you have not joined.', mine: 'My teams', leave: 'Leave', leaveAsk: 'Leave this team? What you were named for stays yours.', stay: 'Stay' },
  desk: {
    organisations: 'Organisations', teams: 'Teams', noOrganisations: 'No organisations yet. Add one here, or bring a table in under “Import”.', noTeams: 'No teams yet.', add: 'Add an organisation', kind: 'Kind', name: 'Name', code: 'Unified social credit code', codeHint: '18 characters, as on the certificate; may stay empty', communities: 'Partner communities', accounts: 'Accounts', contactName: 'Contact', contactPhone: 'Telephone', save: 'Save', back: 'Leave as it was', saved: 'Saved.', made: 'Added.',
    addTeam: 'Begin a team', teamName: 'Name', leader: 'Leader (a volunteer’s id)', of: 'Organisation', none: 'None', led: (id) => `led by ${id}`,
    kinds: { COLLEGE: 'College', COMPANY: 'Company', SOCIAL: 'Social organisation', CHARITY: 'Charity', PUBLIC: 'Public institution', OTHER: 'Other' },
  },
}
