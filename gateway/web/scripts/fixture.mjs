/**
 * A node that is not there: answers the pages' calls and speaks their stream inside the browser's own network layer, for pictures and for
 * measuring. Everything in it is fiction and the same at every run.
 */
const NOW = Date.parse('2026-11-23T02:20:00Z') // 10:20 in Qingzhen
const at = (minutes) => new Date(NOW + minutes * 60_000).toISOString()

const storm = (lang) => ({ kind: 'STORM', text: lang === 'zh' ? '暴雨红色预警，请留在室内' : 'Red rainstorm warning, please stay indoors', since: at(-95), until: at(625), communities: [], pausedBelow: 'URGENT' })
/** The same as a frame of the stream. */
export const stormFrame = (lang) => ({ emergencyId: 'e-1', running: true, ...storm(lang) })
const households = (lang) => {
  const names = lang === 'zh' ? ['王秀英', '李国强', '陈桂兰', '周玉珍'] : ['Wang Xiuying', 'Li Guoqiang', 'Chen Guilan', 'Zhou Yuzhen']
  const rows = names.map((name, n) => ({ residentId: `r-${n}`, name, people: n === 1 ? 2 : 1, address: lang === 'zh' ? `百花社区 3 栋 1 单元 ${n + 1}01` : `Baihua, building 3, door ${n + 1}01`, outcome: n === 3 ? 'NO_PLACE' : 'NEW' }))
  return { count: 4, outcomes: { NEW: 3, NO_PLACE: 1 }, households: rows }
}

export const fixtureNow = NOW

const services = [
  ['escort', '陪同就医', 'Escort to the doctor', 120], ['meal', '送餐上门', 'Meal at home', 30], ['repair', '小修小补', 'Small repairs', 60], ['chat', '陪伴聊天', 'Company', 60],
  ['errand', '跑腿代办', 'Errand', 45], ['shopping', '代买东西', 'Shopping', 60], ['welfare-check', '上门看望', 'Welfare check', 30],
].map(([code, name, nameEn, defaultMinutes]) => ({ code, name, nameEn, icon: code, defaultMinutes, maxMinutes: 240, skills: [] }))

export const region = {
  region: '520181', name: '清镇市', nameEn: 'Qingzhen', zone: 'Asia/Shanghai', bounds: { southWest: { lat: 26.38, lng: 106.08 }, northEast: { lat: 26.96, lng: 106.58 } },
  services, skills: [['first-aid', '急救', 'First aid'], ['sign', '手语', 'Sign language'], ['electric', '电工', 'Electrician'], ['drive', '驾驶', 'Driving']].map(([code, name, nameEn]) => ({ code, name, nameEn })),
  papers: [['insurance', '志愿者保险', 'Volunteer insurance'], ['care-training', '照护培训', 'Care training']].map(([code, name, nameEn]) => ({ code, name, nameEn })),
  tiers: ['AAA', 'AA', 'A', 'B', 'C', 'D'], demo: true, tileUrl: null, emergencyPhone: '120', hotlinePhone: '12345',
  boundary: [[106.08, 26.6], [106.2, 26.5], [106.32, 26.42], [106.4, 26.38], [106.5, 26.42], [106.54, 26.52], [106.56, 26.62], [106.54, 26.74], [106.58, 26.82], [106.47, 26.9], [106.37, 26.96], [106.22, 26.92], [106.09, 26.84]],
}

/** A small deterministic chance (mulberry32). */
export function chance(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const surnames = [...'陈杨罗李王张刘吴周黄龙邓何唐']
const given = ['桂兰', '建国', '秀英', '永福', '小梅', '志强', '晓燕', '德昌', '春花', '文斌', '雪琴', '国华', '玉珍', '海涛', '丽萍', '光明']
const communities = ['新华社区', '青龙社区', '云岭社区', '周五井社区', '红枫社区', '塔峰社区', '富强社区', '东门桥社区', '百花社区', '前进社区']
const centres = [[26.556, 106.466], [26.578, 106.46], [26.545, 106.447], [26.5, 106.405], [26.608, 106.365], [26.735, 106.365], [26.665, 106.435], [26.6, 106.25]]

function near(random, spread = 0.03) {
  const [lat, lng] = centres[Math.floor(random() ** 1.8 * centres.length)]
  return { lat: lat + (random() + random() - 1) * spread, lng: lng + (random() + random() - 1) * spread }
}

export function world(people = 220, orderCount = 64) {
  const random = chance(520181)
  const pick = (list) => list[Math.floor(random() * list.length)]
  const volunteers = Array.from({ length: people }, (_, n) => ({
    id: `v-${n + 1}`, name: pick(surnames) + pick(given), tier: pick(['AA', 'A', 'A', 'B', 'B', 'C']), place: near(random), heading: Math.floor(random() * 360),
    age: Math.floor(random() * 20), state: pick(['FREE', 'FREE', 'FREE', 'OFFERED', 'ASSIGNED', 'EN_ROUTE', 'ON_SITE']), skills: [{ skill: pick(['first-aid', 'sign', 'electric', 'drive']), level: 1 }],
    duty: { on: true, since: at(-60), until: at(120), travelMode: pick(['WALK', 'EBIKE', 'CAR']) },
  }))
  const orders = Array.from({ length: orderCount }, (_, n) => orderOf(n, random, pick, volunteers))
  return { volunteers, orders }
}

function orderOf(n, random, pick, volunteers) {
  const service = pick(services)
  const priority = n === 0 ? 'EMERGENCY' : n < 4 ? 'URGENT' : pick(['SOON', 'SOON', 'ROUTINE', 'ROUTINE', 'ROUTINE', 'BULK'])
  const state = n < 4 ? pick(['OPEN', 'INVITED']) : pick(['OPEN', 'OFFERED', 'OFFERED', 'INVITED', 'ASSIGNED', 'EN_ROUTE', 'ON_SITE', 'DONE', 'CONFIRMED'])
  const start = n < 4 ? -10 + n * 6 : Math.round(random() * 180 - 30)
  const orderId = `520181-order-0192f3a4-7c2e-7b31-9${String(n).padStart(3, '0')}-${(0xa1b2c3d4e5 + n * 7919).toString(16)}${n % 10}`
  const held = ['ASSIGNED', 'EN_ROUTE', 'ON_SITE', 'DONE', 'CONFIRMED'].includes(state) ? volunteers[(n * 7) % volunteers.length] : null
  const offers = { asked: state === 'OPEN' ? n % 3 : 3 + (n % 11), declined: n % 5, lapsed: n % 3, waiting: state === 'OPEN' ? 0 : 1 + (n % 8) }
  const visit = {
    visitId: `${orderId}-1`, orderId, state, start: at(start), end: at(start + service.defaultMinutes), offers,
    ...(held ? { volunteerId: held.id, volunteerName: held.name } : {}), ...(!held && n % 3 === 1 ? { plannedVolunteerId: volunteers[(n * 5) % volunteers.length].id } : {}),
  }
  const whole = { ASSIGNED: 'ASSIGNED', EN_ROUTE: 'UNDER_WAY', ON_SITE: 'UNDER_WAY', DONE: 'DONE', CONFIRMED: 'CLOSED' }[state] ?? 'OPEN'
  return {
    orderId, state: whole, version: 2, service: service.code, serviceName: service.name, priority, location: near(random, 0.024), windowStart: at(start), windowEnd: at(start + service.defaultMinutes + 40),
    createdAt: at(-20 - n), visits: [visit], offers, residentId: `r-${1 + (n % 40)}`, community: pick(communities), escalated: n === 2, durationMinutes: service.defaultMinutes,
  }
}

/** An order as GET gives it. */
export const fullOrder = (frame, more = {}) => ({
  id: frame.orderId, state: frame.state, version: frame.version, service: frame.service, serviceName: frame.serviceName, priority: frame.priority, location: frame.location,
  window: { start: frame.windowStart, end: frame.windowEnd }, durationMinutes: frame.durationMinutes, people: 1, residentId: frame.residentId, community: frame.community, createdAt: frame.createdAt,
  escalated: frame.escalated, offers: frame.offers, visits: frame.visits.map(({ visitId, orderId: _, ...rest }) => ({ id: visitId, ...rest })), address: '百花社区 3 栋 2 单元 501', notes: '耳朵不好，请大声敲门', ...more,
})

const reason = (code, amount, text, ref) => ({ code, amount, text, ...(ref ? { ref } : {}) })
export const reasons = {
  zh: [reason('nearest', 380, '离得近，骑电动车 6 分钟'), reason('same-person', 2, '上两次也是您去的，阿姨记得您'), reason('skill', 1, '会手语，而且核实过')],
  en: [reason('nearest', 380, 'Close by: 6 minutes by e-bike'), reason('same-person', 2, 'You went the last two times and she remembers you'), reason('skill', 1, 'You sign, and that is verified')],
}

const candidate = (volunteer, minutes, soft, lang) => ({
  volunteerId: volunteer.id, name: volunteer.name, arrival: at(minutes), travelSeconds: minutes * 60, travelMeters: minutes * 260, score: { hard: 0, medium: 400, soft },
  parts: [{ name: lang === 'zh' ? '路程' : 'travel', level: 'SOFT', amount: -minutes * 60 }, { name: lang === 'zh' ? '同一个人' : 'same person', level: 'SOFT', amount: 900 }, { name: lang === 'zh' ? '均衡' : 'fairness', level: 'SOFT', amount: -120 }],
  reasons: reasons[lang].slice(0, 2),
})

export function explanation(frame, volunteers, lang) {
  const [a, b, c, d] = [volunteers[3], volunteers[12], volunteers[25], volunteers[31]]
  const nobody = frame.visits[0].state === 'OPEN'
  const no = lang === 'zh' ? ['太远：22 分钟，上限 20', '今天已满 4 小时', '没有核实过的急救'] : ['Too far: 22 minutes, at most 20', 'Already 4 hours today', 'First aid is not verified']
  return {
    visits: [{
      visitId: frame.visits[0].visitId, state: frame.visits[0].state, chosen: nobody ? null : candidate(a, 6, -310, lang), runnerUp: nobody ? null : candidate(b, 9, -520, lang), margin: nobody ? undefined : 210,
      passedOver: [{ ...candidate(c, 22, 0, lang), reasons: [reason('too-far', 120, no[0])] }, { ...candidate(d, 12, 0, lang), reasons: [reason('load', 240, no[1])] }, { ...candidate(volunteers[44], 11, 0, lang), reasons: [reason('skill', 1, no[2])] }],
      remedies: nobody ? (lang === 'zh' ? [reason('later', 25, '晚 25 分钟开始，就有 3 位合适'), reason('tier', 1, '等级放宽一级，就有 2 位合适')] : [reason('later', 25, 'Starting 25 minutes later, three people suit'), reason('tier', 1, 'One tier lower, two people suit')]) : [],
    }],
  }
}

export const recommendations = (volunteers, lang) => ({ best: [candidate(volunteers[3], 6, -310, lang), candidate(volunteers[12], 9, -520, lang), candidate(volunteers[18], 14, -700, lang)], passedOver: [] })

export const card = (lang) => ({
  visitId: 'o-offer-1', orderId: 'o-offer', service: 'escort', serviceName: lang === 'zh' ? '陪同就医' : 'Escort to the doctor', area: lang === 'zh' ? '云岭社区一带' : 'around Yunling', location: { lat: 26.556, lng: 106.466 },
  start: at(25), end: at(145), durationMinutes: 120, skills: ['sign'], priority: 'SOON', state: 'OFFERED',
})
export const offer = (lang, seconds) => ({ offerId: 'o-offer-1-1', visit: card(lang), expiresAt: new Date(NOW + seconds * 1000).toISOString(), travelSeconds: 380, points: 2, reasons: reasons[lang], state: 'SENT', extended: false })
export const assignment = (lang, state) => ({
  visitId: 'o-task-1', orderId: 'o-task', volunteerId: 'v-1', volunteerName: '罗小梅', start: at(5), end: at(65), travelSeconds: 300, state,
  visit: { ...card(lang), visitId: 'o-task-1', orderId: 'o-task', service: 'repair', serviceName: lang === 'zh' ? '小修小补' : 'Small repairs', durationMinutes: 60, address: '百花社区 3 栋 2 单元 501', notes: lang === 'zh' ? '水龙头漏水，耳朵不好，请大声敲门' : 'A dripping tap. Hears badly, please knock loudly', residentName: '陈桂兰', greeting: '石榴', state },
  offerId: 'o-task-1-1',
})
export const invitation = (lang, n) => ({ visit: { ...card(lang), visitId: `o-inv-${n}`, orderId: `o-inv-${n}`, service: ['meal', 'chat', 'shopping'][n], serviceName: undefined, area: communities[n + 2], start: at(30 + n * 40), end: at(80 + n * 40), durationMinutes: 45, skills: [] }, until: at(12 + n * 5), travelSeconds: 240 + n * 190, points: 1 + n * 0.5 })

const eventWords = {
  zh: { titles: ['周三大扫除', '周一义剪', '河边捡垃圾', '教老人用手机', '社区篮球裁判'], places: ['红枫湖广场东门', '百花社区活动室', '东门桥头', '青龙社区二楼', '体育馆'], people: ['罗小梅', '陈建国', '李秀英', '周文斌', '龙晓燕', '杨志强'] },
  en: { titles: ['Wednesday clean-up', 'Free haircuts on Monday', 'Litter by the river', 'Phones for the old', 'Basketball referees'], places: ['East gate of the square', 'Baihua community room', 'Dongmen bridge', 'Qinglong, 2nd floor', 'Sports hall'], people: ['Luo Xiaomei', 'Chen Jianguo', 'Li Xiuying', 'Zhou Wenbin', 'Long Xiaoyan', 'Yang Zhiqiang'] },
}
export const activity = (lang, n, startsIn, more = {}) => ({
  id: `520181-activity-${n}`, state: 'PUBLISHED', version: 1, title: eventWords[lang].titles[n], placeName: eventWords[lang].places[n], location: { lat: 26.556, lng: 106.466 }, leaderId: 'l-1',
  window: { start: at(startsIn), end: at(startsIn + 120) }, signUpUntil: at(startsIn - 30), places: 12, fewest: 0, joined: 7, waiting: 0, onSite: 0, guestPlaces: 0, guests: 0, guestsWaiting: 0, eligibility: {}, guestEligibility: {}, ...more,
})
export const participants = (lang, states) => states.map((state, n) => ({ id: `v-${n + 2}`, name: eventWords[lang].people[n], state, waitingNumber: state === 'WAITING' ? 1 : 0, guest: false, creditedMinutes: 0, minor: n === 4, ...(state === 'ON_SITE' ? { checkedInAt: at(-8 + n) } : {}) }))

export const resident = {
  id: 'r-1', name: '陈桂兰', phone: '13985510001', address: '百花社区 3 栋 2 单元 501', home: { lat: 26.556, lng: 106.466 }, livesAlone: true, mobility: '拄拐，上下楼要扶', languages: ['zh'], birthYear: 1943,
  community: '百花社区', doorNotes: '耳朵不好，请大声敲门；养一条小狗', preferredVolunteers: ['v-4'],
}
const entries = [
  { number: 3, at: at(-3000), kind: 'SERVICE', visitId: 'o-1', minutes: 120, points: 2, measuredMinutes: 116, confirmedBy: 'r-1', confirmedAs: 'resident', policyVersion: 1 },
  { number: 2, at: at(-9000), kind: 'SERVICE', visitId: 'o-2', minutes: 60, points: 1, measuredMinutes: 58, confirmedBy: 'r-7', confirmedAs: 'community', policyVersion: 1 },
  { number: 1, at: at(-16000), kind: 'SERVICE', visitId: 'o-3', minutes: 90, points: 1.5, measuredMinutes: 87, confirmedBy: 'r-3', confirmedAs: 'default', policyVersion: 1 },
]

const proven = (minutes, role, id, ...evidence) => ({ at: at(minutes), by: { id, role }, evidence })
const position = (distanceMeters, verified = true) => ({ kind: 'POSITION', verified, distanceMeters })
const evidence = (kind, verified = true) => ({ kind, verified })
const hoursOf = (lang) => ({
  DONE: [
    { id: 'o-1.1', kind: 'VISIT', of: 'o-1', state: 'DONE', title: lang === 'zh' ? '陪同就医' : 'Escort to the doctor', community: '红枫社区', residentName: '陈桂兰', volunteerId: 'v-4', volunteerName: '罗小梅', orderedMinutes: 120, measuredMinutes: 116, checkIn: proven(-300, 'volunteer', 'v-4', position(34), evidence('CODE')), checkOut: proven(-184, 'volunteer', 'v-4', position(12)), confirmDue: at(200) },
    { id: 'o-2.1', kind: 'VISIT', of: 'o-2', state: 'DONE', title: lang === 'zh' ? '小修小补' : 'Small repairs', community: '红枫社区', residentName: '周玉珍', volunteerId: 'v-7', volunteerName: '张国华', orderedMinutes: 60, measuredMinutes: 82, checkIn: proven(-500, 'agent', 'a-1', evidence('HOTLINE'), evidence('CODE')), checkOut: proven(-418, 'volunteer', 'v-7', evidence('PHOTO')), confirmDue: at(900) },
    { id: 'act-1.2', kind: 'ACTIVITY', of: 'act-1', state: 'DONE', title: lang === 'zh' ? '周三大扫除' : 'Wednesday clean-up', community: '红枫社区', leaderName: '王建国', volunteerId: 'v-9', volunteerName: '李秀兰', orderedMinutes: 120, measuredMinutes: 120, checkIn: proven(-1500, 'leader', 'l-1', evidence('LEADER')), checkOut: proven(-1380, 'leader', 'l-1', evidence('LEADER')), confirmDue: at(1100) },
  ],
  DISPUTED: [
    { id: 'o-3.1', kind: 'VISIT', of: 'o-3', state: 'DISPUTED', title: lang === 'zh' ? '陪伴聊天' : 'Company', community: '红枫社区', residentName: '吴婆婆', volunteerId: 'v-5', volunteerName: '何志明', orderedMinutes: 60, measuredMinutes: 60, checkIn: proven(-2000, 'volunteer', 'v-5', position(210), evidence('CODE')), checkOut: proven(-1940, 'volunteer', 'v-5', position(480, false)), dispute: { reason: lang === 'zh' ? '只坐了十几分钟就走了。' : 'He left after a quarter of an hour.', at: at(-1200), by: { id: 'r-5', role: 'resident', name: '吴婆婆' } }, answer: lang === 'zh' ? '中途去楼下药店替她买药，回来又坐了半小时，药店有小票。' : 'I went down to the chemist for her and came back for half an hour; there is a receipt.' },
    { id: 'act-1.4', kind: 'ACTIVITY', of: 'act-1', state: 'DISPUTED', title: lang === 'zh' ? '周三大扫除' : 'Wednesday clean-up', community: '红枫社区', leaderName: '王建国', volunteerId: 'v-8', volunteerName: '赵敏', orderedMinutes: 120, measuredMinutes: 120, checkIn: proven(-1500, 'volunteer', 'v-8', position(20), evidence('CODE')), dispute: { reason: lang === 'zh' ? '签到以后没有留下来打扫。' : 'Checked in and did not stay to clean.' } },
  ],
})

const looksOf = (orders) => [[-12, ['DUPLICATE'], true, 'chat'], [7, ['NO_PHONE', 'FIRST_ORDER'], false, 'escort'], [24, ['SERVICE'], false, 'repair']].map(([due, codes, escalated, service], n) =>
  fullOrder(orders[n + 3], { id: `o-look-${n}`, state: 'SUBMITTED', service, visits: [], escalated, createdAt: at(due - 30), window: { start: at(60 + n * 200), end: at(240 + n * 200) }, look: { codes, due: at(due) } }))

/** A page of paper, drawn: a small SVG would not do where a photograph is expected. */
const PAPER = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4////fwAJ+wP9KobjigAAAABJRU5ErkJggg=='
const lates = (lang) => [
  { id: 'late-1', visitId: 'o-5.1', ordered: true, title: lang === 'zh' ? '送餐上门' : 'Meal at home', community: '红枫社区', residentName: '陈桂兰', volunteerId: 'v-4', volunteerName: '罗小梅', came: at(-1500), left: at(-1465), scanType: 'image/png', enteredBy: { id: 'c-2', role: 'community' }, enteredAt: at(-70), own: false },
  { id: 'late-2', visitId: 'o-6.1', ordered: false, title: lang === 'zh' ? '上门看望' : 'Welfare check', community: '红枫社区', residentName: '吴婆婆', volunteerId: 'v-7', volunteerName: '张国华', came: at(-1400), left: at(-1370), scanType: 'image/png', enteredBy: { id: 'c-1', role: 'community' }, enteredAt: at(-20), own: true },
]

const sheetOf = (lang) => ({ community: '红枫社区', madeAt: at(-20), visits: [
  ['ASSIGNED', '陪同就医', 'Escort to the doctor', 40, '陈桂兰', '百花路 18 号 3 栋 2 单元 501', '拄拐，上下楼要扶', '罗小梅'], ['EN_ROUTE', '送餐上门', 'Meal at home', 10, '吴婆婆', '百花路 20 号 1 栋 101', '', '张国华'],
  ['OPEN', '小修小补', 'Small repairs', 200, '周玉珍', '红枫路 3 号 5 栋 302', '水龙头漏水', ''], ['ASSIGNED', '陪伴聊天', 'Company', 260, '李国安', '红枫路 9 号 2 栋 604', '耳朵不好，请大声敲门', '何志明'],
].map(([state, zh, en, from, residentName, address, notes, volunteerName], n) => ({ visitId: `o-${n}.1`, state, title: lang === 'zh' ? zh : en, start: at(from), end: at(from + 60), residentName, residentPhoneMasked: '139****000' + n, address, ...(notes ? { notes } : {}), ...(volunteerName ? { volunteerId: `v-${n}`, volunteerName, volunteerPhoneMasked: '138****001' + n } : {}) })) })

const crews = { zh: ['学院志愿队', '桂花园互助队', '红枫湖巡河队'], en: ['College Volunteers', 'Osmanthus Helpers', 'Lake Watch'] }
const teamChoices = (lang, scene) => ({ seats: 3, fewest: 2, start: at(420), end: at(540), teams: scene.noTeams ? [] : crews[lang].map((name, n) => ({
  id: `t-${n}`, name, leaderId: `l-${n}`, people: [12, 6, 3][n], able: [9, 4, 1][n], fits: n < 2, servedMinutes: [0, 75, 0][n], ...(n ? {} : { organisationName: lang === 'zh' ? '邻里学院' : 'Qingzhen College' }), distanceMeters: [1240, 480, 6300][n], ...(n === 1 ? { lastServedAt: at(-3000) } : {}),
  reasons: (lang === 'zh' ? [`队里有 ${[9, 4, 1][n]} 人当时能去`, ...(n < 2 ? ['本社区或结对社区的志愿者'] : []), n === 1 ? '队员近 7 天人均服务 1 小时 15 分' : '队员近 7 天还没有服务过'] : [`${[9, 4, 1][n]} of the team can come then`, ...(n < 2 ? ['Of the same or a partner community'] : []), n === 1 ? 'Served 1 h 15 min each in the last 7 days' : 'The team’s members have not served in the last 7 days']).map((text, i) => ({ code: `r-${i}`, amount: 1, text })),
})) })
const teamOffersOf = (lang, state) => [
  { offerId: 'o.t1', teamId: 't-1', teamName: crews[lang][1], state: 'DECLINED', byHand: false, named: [], sentAt: at(-95), expiresAt: at(-65), closedAt: at(-80), declineReason: 'NOT_NOW' },
  { offerId: 'o.t2', teamId: 't-0', teamName: crews[lang][0], state, byHand: true, named: state === 'ACCEPTED' ? ['v-4', 'v-9', 'v-12'] : [], sentAt: at(-6), expiresAt: at(24) },
]

const emptyQueue = { waiting: [], waitingCount: 0, renewals: [], renewalCount: 0, withoutPosition: [], withoutPositionCount: 0 }
const queue = {
  waiting: [
    { id: 'v-31', name: '邓雪琴', since: at(-2900), communities: ['红枫社区'], skills: [{ skill: 'first-aid', level: 1 }], minor: false, consentMissing: false },
    { id: 'v-32', name: '吴小梅', since: at(-1500), communities: ['红枫社区'], skills: [], minor: true, consentMissing: true },
    { id: 'v-33', name: '黄志强', since: at(-90), communities: ['红枫社区', '百花社区'], skills: [{ skill: 'electric', level: 2 }], minor: false, consentMissing: false },
  ],
  waitingCount: 3,
  renewals: [
    { id: 'v-4', name: '罗小梅', kind: 'PAPER', code: 'insurance', until: at(-3000) },
    { id: 'v-7', name: '张国华', kind: 'SKILL', code: 'first-aid', until: at(12_000) },
  ],
  renewalCount: 2,
  withoutPosition: [{ id: 'r-9', name: '周玉珍', kind: 'RESIDENT' }],
  withoutPositionCount: 1,
}
const applicant = {
  adult: { id: 'v-31', state: 'PENDING', name: '邓雪琴', phone: '13985510031', birthYear: 1979, skills: [{ skill: 'first-aid', level: 2, verified: true, verifiedBy: 'c-1', verifiedUntil: at(200_000) }, { skill: 'drive', level: 1 }], languages: ['zh'], communities: ['红枫社区'], organisation: '红枫社工站', papers: [{ paper: 'insurance', until: at(300_000), seenBy: 'c-1' }], guardianConsent: false },
  minor: { id: 'v-32', state: 'PENDING', name: '吴小梅', phone: '13985510032', birthYear: 2010, skills: [], languages: ['zh'], communities: ['红枫社区'], papers: [], guardianConsent: false, guardianName: '吴建国', guardianPhone: '13985510040' },
}
const imported = {
  kind: 'residents', counts: { created: 118, changed: 3, unchanged: 24, refused: 2 }, unknownHeadings: ['序号', '网格员'],
  rows: [
    { row: 17, outcome: 'REFUSED', errors: [{ column: 'phone', value: '无', detail: '不是电话号码，请填 3 至 15 位数字' }] },
    { row: 42, outcome: 'REFUSED', errors: [{ column: 'idNumber', value: '5.20181E+17', detail: '表格软件丢掉了末几位数字，请把这一列设为文本后重新填写' }] },
    { row: 56, outcome: 'CREATED', id: 'p-1', notes: [{ column: 'lat', detail: '还没有位置：请填经纬度，或由社区人员在地图上标出' }] },
  ],
}

/**
 * Makes a page believe in the node. `scene`: {orders, volunteers, mine, snapshot, lang, stale, down, empty}.
 */
export async function install(page, scene) {
  const { lang = 'zh' } = scene
  const json = (route, body, status = 200) => route.fulfill({ status, contentType: status < 400 ? 'application/json' : 'application/problem+json', body: JSON.stringify(body) })
  await page.route('**/v1/**', async (route) => {
    const url = new URL(route.request().url())
    const [path, method] = [url.pathname, route.request().method()]
    if (scene.down && path !== '/v1/region') return route.abort()
    if (scene.downAll) return route.abort()
    if (path === '/v1/emergency/preview') return json(route, { paused: 23, expired: 0, reserves: 46, called: 0, yes: 0, no: 0, batches: [] })
    if (path === '/v1/emergency/orders') return json(route, households(lang))
    if (path === '/v1/emergency' && method === 'GET') return json(route, scene.storm ? { running: true, id: 'e-1', ...storm(lang), figures: { paused: 23, expired: 1, reserves: 26, called: 20, yes: 13, no: 4, batches: [{ id: 'e-1.1', number: 1, orders: 36, waiting: 9, served: 21, cancelled: 0 }] } } : { running: false })
    if (path === '/v1/region') return json(route, { ...region, ...scene.region })
    if (path === '/v1/demo/tokens') return json(route, { token: 'x.y.z' })
    if (path === '/v1/stream/tickets') return json(route, { ticket: 't' }, 201)
    if (path === '/v1/residents' && url.searchParams.has('text')) return json(route, { residents: [resident, { ...resident, id: 'r-9', name: '陈国英', address: '百花社区 3 栋 2 单元 602' }] })
    if (path === '/v1/residents' && url.searchParams.has('phone')) return json(route, { residents: scene.file === null ? [] : [{ ...resident, ...scene.file }] })
    if (path.endsWith('/readings')) return json(route, { readings: scene.readings ?? [] })
    if (path.endsWith('/number')) return json(route, { sent: true, expiresInSeconds: 300 }, 202)
    if (path === '/v1/contacts') return json(route, { family: scene.family ?? [] })
    if (path.startsWith('/v1/contacts/')) return json(route, { id: 'r-1', phone: '13985510001', messages: { channels: ['VOICE', 'SMS'], quietFrom: '21:30', quietUntil: '07:00', language: 'zh' }, carried: ['SMS', 'VOICE'], wechat: false, version: 3 })
    if (path.startsWith('/v1/residents/')) return json(route, resident)
    if (path.startsWith('/v1/orders/') && path.endsWith('/teams')) return json(route, teamChoices(lang, scene))
    if (path === '/v1/recommendations') return json(route, scene.nobody ? { best: [], passedOver: [] } : recommendations(scene.volunteers, lang))
    if (path.endsWith('/explanation')) return json(route, explanation(scene.orders.find((order) => path.includes(order.orderId)) ?? scene.orders[0], scene.volunteers, lang))
    if (path === '/v1/orders' && method === 'POST' && scene.refusing) return json(route, { type: 'https://linli.org/problems/window-invalid', title: lang === 'zh' ? '时间不对' : 'The time is not right', detail: lang === 'zh' ? '这个时段在发出之前已经过去了。' : 'That time had passed before this was sent.' }, 422)
    if (path === '/v1/orders/preview') return json(route, { words: repeatWords(lang), dates: repeatDates(lang) })
    if (path === '/v1/repeats') return json(route, { repeats: scene.repeats ?? [] })
    if (path === '/v1/orders' && method === 'POST') return json(route, { id: scene.mine?.[0]?.id ?? 'o', state: 'OPEN', visits: [], version: 1 }, 201)
    if (path === '/v1/orders' && url.searchParams.get('state') === 'SUBMITTED') return json(route, { orders: scene.empty ? [] : looksOf(scene.orders) })
    if (path === '/v1/orders') return json(route, { orders: scene.mine ?? [] })
    if (path.startsWith('/v1/orders/') && method === 'GET') {
      const id = path.split('/')[3]
      if (id.startsWith('o-look')) return json(route, looksOf(scene.orders).find((order) => order.id === id))
      return json(route, scene.mine?.find((order) => order.id === id) ?? fullOrder(scene.orders.find((order) => order.orderId === id) ?? scene.orders[0], { ...(scene.repeating ? { repeatId: '520181-series-1', repeatWords: repeatWords(lang) } : {}), ...(scene.asked ? { teamOffers: teamOffersOf(lang, scene.asked) } : {}) }))
    }
    if (path === '/v1/hours') {
      const hours = scene.empty || (scene.role === 'volunteer' && !scene.questioned) ? [] : hoursOf(lang)[url.searchParams.get('state') ?? 'DONE']
      return json(route, { hours, count: hours.length })
    }
    if (path === '/v1/late-entries' && method === 'GET') return json(route, { entries: scene.empty ? [] : lates(lang) })
    if (path === '/v1/sheet') return json(route, sheetOf(lang))
    if (path.endsWith('/scan')) return json(route, { type: 'image/png', data: PAPER })
    if (path === '/v1/enrolment') return json(route, scene.empty ? emptyQueue : queue)
    if (path === '/v1/imports') return json(route, { ...imported, dryRun: url.searchParams.get('dryRun') === 'true' })
    if (path === '/v1/volunteers') return json(route, { volunteers: scene.volunteers.map(({ id, name, tier, duty, skills }) => ({ id, name, tier, duty, skills })) })
    if (path.endsWith('/duty')) return json(route, { on: true, since: at(0), until: at(120), travelMode: 'EBIKE', maxTravelMinutes: 30 })
    if (scene.applicant && path.startsWith('/v1/volunteers/')) return json(route, applicant[scene.applicant])
    if (path.startsWith('/v1/volunteers/')) return json(route, { id: 'v-1', name: '罗小梅', tier: 'A', duty: scene.duty ?? { on: true, since: at(-40), until: at(80), travelMode: 'EBIKE', maxTravelMinutes: 30 }, skills: [{ skill: 'sign', level: 1, verified: true }], home: { lat: 26.55, lng: 106.46 } })
    if (path === '/v1/teams' && method === 'GET') return json(route, { teams: scene.teams ?? [] })
    if (path.startsWith('/v1/teams/') && method === 'GET') return json(route, (scene.teams ?? []).find((one) => path.endsWith(one.id)) ?? {})
    if (path === '/v1/team-offers' && method === 'GET') return json(route, { teamOffers: scene.teamOffers ?? [] })
    if (path.startsWith('/v1/team-offers/') && method === 'GET') return json(route, (scene.teamOffers ?? []).find((one) => path.endsWith(one.offerId)) ?? {})
    if (path === '/v1/organisations' && method === 'GET') return json(route, { organisations: scene.organisations ?? [] })
    if (path.startsWith('/v1/organisations/') && method === 'GET') return json(route, (scene.organisations ?? []).find((one) => path.endsWith(one.id)) ?? {})
    if (path === '/v1/activities' && method === 'GET') return json(route, { activities: scene.activities ?? [], family: scene.family ?? [] })
    if (path.endsWith('/code')) return json(route, { code: '407152', until: new Date(NOW + 19_000).toISOString() })
    if (path.startsWith('/v1/activities/') && method === 'GET') return json(route, (scene.activities ?? []).find((one) => path.endsWith(one.id)) ?? {})
    if (path === '/v1/invitations') return json(route, { invitations: scene.invitations ?? [] })
    if (path === '/v1/offers') return json(route, { offers: scene.snapshot?.offers ?? [] })
    if (path === '/v1/visits') return json(route, { visits: scene.snapshot?.assignments ?? [] })
    if (path.includes('/entries/')) return json(route, { number: 3, leaf: 'ab', path: [], peaks: [], entries: 3 })
    if (path.endsWith('/entries')) return json(route, { entries: scene.empty ? [] : entries })
    if (path.startsWith('/v1/accounts/')) return json(route, scene.empty ? { id: 'v-1', minutes: 0, points: 0, tier: null, score: 1000, entries: 0, version: 1 } : { id: 'v-1', minutes: 2670, points: 32.5, tier: 'A', score: 1032, entries: 3, version: 4 })
    return json(route, {})
  })
  await page.routeWebSocket('**/v1/stream', (socket) => {
    const say = (frame) => socket.send(JSON.stringify(frame))
    socket.onMessage((text) => {
      const frame = JSON.parse(text)
      if (frame.type === 'ping' && !scene.stale) say({ type: 'pong' })
      if (frame.type !== 'hello') return
      say({ type: 'welcome', resumed: false, subject: 'x', node: 'n1' })
      say({ type: 'snapshot', seq: '1-100', ...(scene.snapshot ?? {}), last: true })
      for (const later of scene.frames ?? []) say(later)
      if (scene.fixes) say({ type: 'positions', fixes: scene.fixes })
      scene.onHello?.(say)
    })
  })
}

export const signInAs = (page, role, subject) =>
  page.addInitScript(([r, s]) => sessionStorage.setItem(`linli.token.${r}`, JSON.stringify({ token: 'x.y.z', subject: s })), [role, subject])

export const fixesOf = (volunteers) => volunteers.map((v) => ({ volunteerId: v.id, location: v.place, heading: v.heading, ageSeconds: v.age, state: v.state }))
export { at }

export const readings = (lang) => [
  { by: 'r-3', name: lang === 'zh' ? '陈志明' : 'Chen Zhiming', role: 'resident', what: ['WISHES'], visit: false, at: at(-12) },
  { by: 'c-1', name: lang === 'zh' ? '周敏' : 'Zhou Min', role: 'community', what: ['NUMBER'], visit: false, at: at(-20) },
  { by: 'a-1', name: lang === 'zh' ? '吴雪琴' : 'Wu Xueqin', role: 'agent', what: ['ADDRESS', 'PHONE'], visit: false, at: at(-30) },
  { by: 'v-4', name: lang === 'zh' ? '罗小梅' : 'Luo Xiaomei', role: 'volunteer', what: ['ADDRESS'], orderId: 'o-1', visit: true, at: at(-1500) },
  { by: 'c-1', name: lang === 'zh' ? '何国华' : 'He Guohua', role: 'community', what: ['ADDRESS', 'PHONE'], table: 'sheet', visit: false, at: at(-3000) },
]

const repeatWords = (lang) => (lang === 'zh' ? '每周一、周四 09:00，公共假日除外' : 'every Monday and Thursday, 09:00, not on public holidays')
/** Two visits, a holiday, and two more. */
const repeatDates = (lang) =>
  [1, 4, 8, 11, 15].map((day, n) => ({ date: at(day * 1440).slice(0, 10), outcome: n === 2 ? 'HOLIDAY' : 'AS_RULED', start: at(day * 1440), end: at(day * 1440 + 60), ...(n === 2 ? { holiday: lang === 'zh' ? '元旦' : 'New Year' } : {}) }))
export const repeats = (lang) => [{ id: '520181-series-1', state: 'RUNNING', version: 3, service: 'meal', serviceName: lang === 'zh' ? '送餐' : 'A meal brought home', words: repeatWords(lang), time: '09:00', dates: repeatDates(lang) }]
