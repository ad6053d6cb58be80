export const zh = {
  title: '怎样联系我', staffTitle: '怎样联系本人',
  familyTitle: (name: string) => `怎样联系${name}`, familyHint: (name: string) => `您是档案里登记的家人，可以替${name}改。${name}看得到是您改的。`, urgentFamily: '紧急的事还是会马上告诉本人。',
  order: '先用哪个？', orderHint: '先点的先用。一个也不点，就按本地的惯例。', channels: { SMS: '短信', VOICE: '打电话', WECHAT: '微信' } as Record<string, string>, nth: (n: number) => `第 ${n} 个`,
  notCarried: '本地还没有开通，先记下。',
  quiet: '什么时候别打扰？', any: '随时都行', night: '夜里别打扰', from: '从', until: '到', urgent: '紧急的事还是会马上告诉您。',
  language: '短信和电话用',
  save: '保存', saved: '记下了。',
  number: '联系电话', noNumber: '还没有留电话', change: '换号码', fresh: '新号码', sendCode: '发验证码到新号码', sent: '验证码已经发到新号码，五分钟内有效。', code: '新号码收到的六位数字', go: '换成这个号码', changed: '号码换好了，下次用新号码登录。', staffHint: '请先核对本人身份。号码也用来登录。', staffGo: '保存号码', staffChanged: '号码换好了。',
  readers: {
    title: '谁看过、改过我的资料', none: '还没有别人看过，也没有别人改过。', changes: { WISHES: '改了怎样联系我', NUMBER: '改了我的电话号码' } as Record<string, string>,
    who: { agent: '热线坐席', community: '社区工作人员', dispatcher: '调度员', reviewer: '复核员', admin: '管理员', resident: '家人', volunteer: '志愿者', leader: '领队', org: '单位', auditor: '审计员', system: '系统' } as Record<string, string>,
    what: { ADDRESS: '地址', PHONE: '电话', POSITION: '我在哪里' } as Record<string, string>, file: '看了档案', order: '看了单子', visit: '上门服务',
    table: { residents: '导出了居民表', volunteers: '导出了志愿者表', orders: '导出了订单表', sheet: '打印了停电表' } as Record<string, string>,
  },
}

export const en: typeof zh = {
  title: 'How I want to be reached', staffTitle: 'How to reach this person',
  familyTitle: (name) => `How to reach ${name}`, familyHint: (name) => `You are family in ${name}’s file, and may change this for them. ${name} can see that you did.`, urgentFamily: 'In an emergency they are told at once all the same.',
  order: 'Which way first?', orderHint: 'The first you press is tried first. Press none, and it is done as usual here.', channels: { SMS: 'Text message', VOICE: 'Telephone call', WECHAT: 'WeChat' }, nth: (n) => `No. ${n}`,
  notCarried: 'Not yet available here; it is noted for later.',
  quiet: 'When should it be quiet?', any: 'Any time is fine', night: 'Not at night', from: 'From', until: 'Until', urgent: 'In an emergency you are told at once all the same.',
  language: 'Messages and calls in',
  save: 'Save', saved: 'Noted.',
  number: 'Telephone number', noNumber: 'No number yet', change: 'Change it', fresh: 'New number', sendCode: 'Send a code to the new number', sent: 'The code is on its way to the new number. It is good for five minutes.', code: 'The six digits that came there', go: 'Take this number', changed: 'Done. Sign in with the new number from now on.', staffHint: 'Please make sure who it is first. The number is also their sign-in.', staffGo: 'Save the number', staffChanged: 'The number is changed.',
  readers: {
    title: 'Who has seen or changed my details', none: 'Nobody else has yet.', changes: { WISHES: 'changed how I am reached', NUMBER: 'changed my telephone number' },
    who: { agent: 'Hotline agent', community: 'Community staff', dispatcher: 'Dispatcher', reviewer: 'Reviewer', admin: 'Administrator', resident: 'Family', volunteer: 'Volunteer', leader: 'Leader', org: 'Organisation', auditor: 'Auditor', system: 'System' },
    what: { ADDRESS: 'address', PHONE: 'number', POSITION: 'where I am' }, file: 'looked at the file', order: 'looked at the order', visit: 'came to help',
    table: { residents: 'took out the table of residents', volunteers: 'took out the table of volunteers', orders: 'took out the table of orders', sheet: 'printed the blackout sheet' },
  },
}
