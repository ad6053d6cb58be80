// Pictures of every page, in both languages and in its trouble: npm run screens [-- name …]. Needs `npm run build` before.
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium } from 'playwright-core'
import { preview } from 'vite'
import { activity, assignment, at, fixesOf, fixtureNow, fullOrder, install, invitation, offer, participants, readings, repeats, signInAs, stormFrame, world } from './fixture.mjs'

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const out = process.env.SCREENS ?? 'screens'
mkdirSync(out, { recursive: true })
const only = process.argv.slice(2)
const phone = { width: 390, height: 844 }
const desk = { width: 1440, height: 900 }
const { volunteers, orders } = world()
const visit = (over) => [{ id: 'o-1-1', state: 'OPEN', start: at(25), end: at(145), ...over }]
const mine = (over = {}, visits = visit({})) => fullOrder(orders[5], { id: 'o-1', state: 'OPEN', service: 'escort', serviceName: '陪同就医', priority: 'SOON', window: { start: at(20), end: at(180) }, createdAt: at(-1), codeWord: '松月27', visits, ...over })
const past = [1, 2, 3].map((n) => fullOrder(orders[n + 10], { id: `o-past-${n}`, state: 'CLOSED', service: ['meal', 'chat', 'repair'][n - 1], createdAt: at(-n * 3000), window: { start: at(-n * 3000), end: at(-n * 3000 + 60) }, stars: 5, visits: [{ id: `p${n}`, state: 'CONFIRMED', volunteerName: '罗小梅' }] }))
const taken = visit({ state: 'ASSIGNED', volunteerId: 'v-4', volunteerName: '罗小梅', greeting: '石榴' })

const resident = (more) => ({ path: '/', role: 'resident', subject: 'r-1', size: phone, mine: past, ...more })
const volunteer = (more) => ({ path: '/volunteer', role: 'volunteer', subject: 'v-1', size: phone, ...more })
const dispatch = (more) => ({ path: '/dispatch', role: 'dispatcher', subject: 'd-1', size: desk, snapshot: { orders, duties: [] }, fixes: fixesOf(volunteers), until: '.county-map[data-drawn=true]', ...more })
const leader = (more) => ({ path: '/leader', role: 'leader', subject: 'l-1', size: phone, ...more })
const own = (state, more = {}) => ({ own: { state, waitingNumber: 0, guest: false, creditedMinutes: 0, ...more } })
const events = (lang) => [
  activity(lang, 0, 20, { joined: 12, waiting: 0, ...own('JOINED') }), activity(lang, 3, 1500, { joined: 6, places: 6, waiting: 4, ...own('WAITING', { waitingNumber: 3 }) }),
  activity(lang, 1, 4300, { series: 's-1', joined: 5, eligibility: { skills: [{ skill: 'first-aid', level: 1 }] } }), activity(lang, 2, 2800, { joined: 12, waiting: 2 }), activity(lang, 4, 5800, { joined: 1, places: 4, eligibility: { leastAge: 16 } }),
]
const GUESTS = { zh: ['周一义剪', '教老人用手机', '社区义诊'], en: ['Monday haircuts', 'Help with your phone', 'Health check'] }
const helped = (lang) => GUESTS[lang].map((title, n) => activity(lang, n, [1200, 90, 2800][n], { title, guestPlaces: 20, guests: [20, 8, 3][n], guestsWaiting: [4, 0, 0][n], guestEligibility: [{ leastAge: 80, circumstances: ['LOW_INCOME', 'DISABLED'] }, {}, { circumstances: ['LOW_INCOME', 'DISABLED'] }][n], mustState: n === 2, ...(n === 0 ? { series: 's-1', ...own('WAITING', { waitingNumber: 3, guest: true }) } : n === 1 ? own('JOINED', { guest: true }) : {}) }))
const toGuests = (more) => async (page) => { await page.locator('.to-activities').click(); await page.locator('.guest-one, .guest-none').first().waitFor(); if (more) await more(page) }
const led = (lang) => [activity(lang, 0, -10, { joined: 5, onSite: 3, waiting: 1, places: 5, people: participants(lang, ['ON_SITE', 'ON_SITE', 'ON_SITE', 'JOINED', 'JOINED', 'WAITING']) }), activity(lang, 1, 4300, { joined: 2, series: 's-1', people: participants(lang, ['JOINED', 'JOINED']) }), activity(lang, 2, -4300, { state: 'CLOSED', joined: 0 })]
const openFirst = async (page) => { await page.locator('.own-list li button').first().click(); await page.locator('.sheet .person').first().waitFor() }
const crewOf = (lang, more) => {
  const [name, org, people] = lang === 'en' ? ['College Volunteers', 'Qingzhen College', ['Wang Fang', 'Li Ming', 'Zhao Lei', 'Chen Jing', 'Wu Tao']] : ['学院志愿队', '邻里学院', ['王芳', '李明', '赵磊', '陈静', '吴涛']]
  return { id: 't-1', version: 3, name, leaderId: 'l-1', communities: ['红枫湖社区'], organisation: 'o-1', organisationName: org, joined: 4, invited: 1, minutes: 5460, people: people.map((one, n) => ({ id: n ? `v-${n}` : 'l-1', name: one, state: n === 4 ? 'INVITED' : 'JOINED' })), ...more }
}
const crewOffer = (lang, more) => {
  const [reasons, why] = lang === 'en' ? [['4 of the team can come then', 'Of the same or a partner community', 'The team’s members have not served in the last 7 days'], 'Something else is at that time.'] : [['队里有 4 人当时能去', '本社区或结对社区的志愿者', '队员近 7 天还没有服务过'], '那段时间有别的安排']
  return { offerId: 'o-1.t1', orderId: 'o-1', teamId: 't-1', teamName: crewOf(lang).name, state: 'SENT', service: 'cleaning', serviceName: lang === 'en' ? 'Cleaning' : '打扫', area: '红枫湖社区', location: { lat: 26.556, lng: 106.47 }, start: at(420), end: at(540), durationMinutes: 120, seats: 3, fewest: 3, expiresAt: at(24), skills: [], leaderSkills: [], named: [], reasons: reasons.map((text, n) => ({ code: `r-${n}`, amount: n, text })), people: crewOf(lang).people.filter((one) => one.state === 'JOINED').map((one, n) => ({ id: one.id, name: one.name, may: n !== 2, ...(n === 2 ? { why } : {}) })), ...more }
}
const partners = (lang) => [{ id: 'o-1', version: 1, name: crewOf(lang).organisationName, kind: 'COLLEGE', creditCode: '12520181MB0000001A', communities: ['红枫湖社区', '桂花园社区'], accounts: ['college-1'] }]
const organ = (more) => ({ path: '/org', role: 'org', subject: 'college-1', size: phone, ...more })
const partnersFull = (lang) => partners(lang).map((one) => ({ ...one, ...(lang === 'en' ? { contactName: 'Ms Zhou', contactPhone: '0851-8200001' } : { contactName: '周老师', contactPhone: '0851-8200001' }) }))
const orgVisits = (lang, ...states) => states.map((state, n) => ({ id: `o-${n}`, state, ...(['OPEN', 'OFFERED'].includes(state) ? {} : { volunteerId: `v-${n + 1}`, volunteerName: crewOf(lang).people[n + 1].name }) }))
const orgOrders = (lang) => [
  fullOrder(orders[1], { id: 'o-1', state: 'ASSIGNED', service: 'shopping', serviceName: undefined, people: 3, residentId: 'college-1', community: '红枫湖社区', codeWord: '松月27', address: lang === 'en' ? 'College gate, hall 2' : '学院东门 2 号礼堂', notes: undefined, window: { start: at(1500), end: at(1680) }, visits: orgVisits(lang, 'ASSIGNED', 'ASSIGNED', 'OPEN') }),
  fullOrder(orders[2], { id: 'o-2', state: 'OPEN', service: 'chat', serviceName: undefined, residentId: 'r-7', community: '桂花园社区', window: { start: at(400), end: at(520) }, visits: orgVisits(lang, 'OPEN') }),
  fullOrder(orders[3], { id: 'o-3', state: 'CLOSED', service: 'repair', serviceName: undefined, residentId: 'r-9', community: '红枫湖社区', window: { start: at(-3000), end: at(-2900) }, visits: orgVisits(lang, 'CONFIRMED') }),
]
const orgPlans = (lang) => [activity(lang, 0, 1500, { community: '红枫湖社区', leaderId: 'l-1', joined: 9, places: 12, waiting: 0 }), activity(lang, 1, 2900, { community: '桂花园社区', joined: 6, places: 6, waiting: 2, series: 's-1' }), activity(lang, 2, 4300, { community: '桂花园社区', joined: 1, state: 'CANCELLED', reason: 'too-few' })]
const orgHome = (lang, more) => organ({ lang, organisations: partnersFull(lang), teams: [crewOf(lang)], mine: orgOrders(lang), activities: orgPlans(lang), shown: '.org-orders li', ...more })
const orgForm = async (page) => { await page.locator('.org-orders header .key').click(); await page.locator('.org-choice .key').nth(1).click(); await page.locator('.org-order .key.next').click() }
const pickTwo = async (page) => { for (const n of [0, 1]) await page.locator('.team-names input').nth(n).check() }
const hotline = (more) => ({ path: '/hotline', role: 'agent', subject: 'a-1', size: { width: 1366, height: 768 }, ...more })
const community = (more) => ({ path: '/community', role: 'community', subject: 'c-1', size: desk, ...more })
const tabbed = (name, then) => async (page) => { await page.locator(`[data-tab=${name}]`).click(); if (then) await then(page) }
const listed = tabbed('waiting', (page) => page.locator('.enrol-row').first().waitFor())
const made = tabbed('sheet', async (page) => {
  await page.locator('.sheet-bar .input').fill('红枫社区')
  await page.locator('.sheet-bar .key').first().click()
  await page.locator('.sheet').waitFor()
})
const results = async (page) => {
  await made(page)
  await page.locator('.sheet-bar .key').nth(2).click()
  await page.locator('input[type=file]').setInputFiles({ name: '停电表.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') })
  const times = page.locator('.sheet-results input[type=time]')
  for (const [n, text] of ['09:05', '10:10', '09:40', '10:05'].entries()) await times.nth(n).fill(text)
  await page.locator('.sheet-results .key.next').click()
  await page.locator('.sheet-results td[role=status]:not(:empty)').first().waitFor()
}
const filled = async (page) => {
  await page.locator('.round-form .input').nth(await page.locator('.round-find').count()).fill('周玉珍')
  await page.locator('.round-form input[type=tel]').fill('13985510009')
  await page.locator('.round-keys .key').nth(1).click()
}
const kept = async (page) => { await filled(page); await page.locator('.round-form > .key.next').click(); await page.locator('.round-drafts li').first().waitFor() }
const first = (page) => listed(page).then(() =>  page.locator('button.enrol-row').first().click()).then(() => page.locator('.person-file').waitFor())
const people = (then) => tabbed('people', async (page) => { await page.locator('.people-find input').fill('3 栋'); await page.locator('button.enrol-row').first().click(); await page.locator('.people-form').waitFor(); await then(page) })
const table = async (page) => {
  await page.locator('[data-tab=table]').click()
  await page.locator('input[type=file]').setInputFiles({ name: '居民.csv', mimeType: 'text/csv', buffer: Buffer.from('姓名,电话\n') })
  await page.locator('.table-in .key.next').click()
  await page.locator('.table-reply').waitFor()
}
const said = async (page, text) => {
  await page.keyboard.type('13985510001')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}
const call = async (page, text) => {
  await said(page, text)
  await page.locator('.best .said-line, .band').first().waitFor()
}

const door = async (page, need, address) => {
  await said(page, need)
  await page.locator('.intake .input').nth(3).fill(address)
  await page.locator('.hotline-place').waitFor()
}

const unfold = (n, more) => async (page) => { await page.locator('.fold summary').nth(n).click(); await more(page) }
const reach = unfold(0, (page) => page.locator('.reach-wishes').waitFor())
const number = unfold(0, async (page) => { await page.locator('.reach-number .key').first().click(); await page.locator('.reach-number input').first().fill('13985510002'); await page.locator('.reach-number .key.next').click(); await page.locator('.reach-number input').nth(1).waitFor() })
const ofFamily = async (page) => { await page.locator('.fold summary').nth(1).click(); await page.locator('.reach-wishes').waitFor() }
const read = unfold(1, (page) => page.locator('.readers li').first().waitFor())
const again = async (page) => {
  await page.locator('.verb').nth(1).click()
  await page.locator('.days .key').nth(1).click()
  await page.locator('.hours .key').nth(1).click()
  await page.locator('.repeat .three .key').nth(2).click()
  await page.locator('.foreseen').waitFor()
}
const alter = async (page) => {
  await page.locator('.repeats .past').click()
  await page.locator('.small-key').nth(1).click()
}

const bulk = async (page) => {
  await page.locator('.emergency-note .key').click()
  await page.locator('.bulk .input').first().fill('百花社区')
  await page.locator('.bulk .keys .key').click()
  await page.locator('.homes').waitFor()
  await page.locator('.bulk .homes').scrollIntoViewIfNeeded()
}

const round = (lang) => {
  const task = assignment(lang, 'ON_SITE')
  const names = lang === 'zh' ? ['王秀英', '李国强', '陈桂兰'] : ['Wang Xiuying', 'Li Guoqiang', 'Chen Guilan']
  const address = (n) => (lang === 'zh' ? `百花社区 ${n} 栋 1 单元 ${n}02` : `Baihua, building ${n}, door ${n}02`)
  return { ...task, visit: { ...task.visit, stops: names.map((residentName, n) => ({ number: n + 1, residentName, address: address(n + 3), location: { lat: 26.55, lng: 106.46 }, state: ['DONE', 'WAITING', 'WAITING'][n] })) } }
}

const several = orders.map((order, n) => (n === 2 ? { ...order, priority: 'SOON', windowStart: at(420), windowEnd: at(600), state: 'OPEN', visits: [1, 2, 3].map((k) => ({ ...order.visits[0], visitId: `${order.orderId}-${k}`, state: 'OPEN', start: at(420), end: at(540), volunteerId: undefined, plannedVolunteerId: undefined, offers: { asked: 0, declined: 0, lapsed: 0, waiting: 0 } })) } : order))
const crewOrder = (more) => dispatch({ theme: 'day', snapshot: { orders: several.slice(2, 3).concat(several.slice(4)), duties: [] }, ...more })
const pickSeveral = (then) => async (page) => { await page.locator(`.row`).first().waitFor(); for (const row of await page.locator('.row').all()) { await row.click(); await page.locator('.detail h2').waitFor(); if ((await page.locator('.visits li').count()) === 3) break } if (then) await then(page) }
const askTeam = async (page) => { await page.locator('.acts .key', { hasText: /队伍|team/ }).click(); await page.locator('.team-ask-form .none, .team-choices').first().waitFor() }
const expired = orders.map((order, n) => (n > 3 && n % 4 === 0 ? { ...order, state: 'EXPIRED', offers: order.offers && { ...order.offers, waiting: 0 }, visits: order.visits.map((visit) => ({ ...visit, state: 'EXPIRED', plannedVolunteerId: undefined, offers: visit.offers && { ...visit.offers, waiting: 0 }, volunteerId: undefined, volunteerName: undefined })) } : order))

const scenes = {
  'resident-sign-in': resident({ role: null }),
  ...Object.fromEntries([['resident', '/'], ['volunteer', '/volunteer'], ['leader', '/leader'], ['community', '/community'], ['hotline', '/hotline'], ['dispatch', '/dispatch'], ['org', '/org']].flatMap(([name, path]) => ['zh', 'en'].map((lang) => [`sign-in-${name}-${lang}`, { path, role: null, size: ['resident', 'volunteer'].includes(name) ? phone : desk, lang, region: { demo: false }, shown: '.with-code', act: async (page) => { if (name === 'resident') { await page.locator('input').first().fill('13985510001'); await page.locator('.with-code .key').first().click(); await page.locator('.with-code .digits').waitFor() } } }]))),
  'resident-home': resident(),
  'resident-home-en': resident({ lang: 'en' }),
  'resident-home-wide': resident({ size: { width: 1280, height: 900 } }),
  'resident-elder': resident({ elder: true, mine: [mine(), ...past] }),
  'resident-when': resident({ act: async (page) => { await page.locator('.verb').first().click(); await page.locator('.days .key').nth(1).click() } }),
  'resident-where': resident({ act: async (page) => { await page.locator('.verb').nth(2).click(); await page.locator('.when-now').click() } }),
  'resident-repeat': resident({ act: again }),
  'resident-repeat-en': resident({ lang: 'en', act: again }),
  'resident-repeats': resident({ repeats: repeats('zh'), act: alter }),
  'resident-repeats-en': resident({ lang: 'en', repeats: repeats('en'), act: alter }),
  'resident-waiting': resident({ mine: [mine()], act: (page) => page.locator('.door-note').click() }),
  'resident-coming': resident({ mine: [mine({ state: 'ASSIGNED' }, taken), ...past], act: (page) => page.locator('.door-note').click() }),
  'resident-coming-en': resident({ lang: 'en', mine: [mine({ state: 'ASSIGNED' }, taken)], act: (page) => page.locator('.door-note').click() }),
  'resident-confirm': resident({ mine: [mine({ state: 'DONE' }, visit({ state: 'DONE', volunteerName: '罗小梅' }))], act: (page) => page.locator('.door-note').click() }),
  'resident-rate': resident({ mine: [mine({ state: 'CLOSED' }, visit({ state: 'CONFIRMED', volunteerName: '罗小梅' }))], act: (page) => page.locator('.past').first().click() }),
  'resident-alarm': resident({ act: (page) => page.locator('.alarm').click() }),
  'resident-alarm-120': resident({ act: async (page) => { await page.locator('.alarm').click(); await page.locator('.kind').first().click() } }),
  'resident-reach': resident({ act: reach }),
  'resident-reach-en': resident({ lang: 'en', act: reach }),
  'resident-reach-elder': resident({ elder: true, act: number }),
  'resident-reach-wide-en': resident({ lang: 'en', size: { width: 1280, height: 900 }, act: number }),
  'resident-reach-family': resident({ family: [{ id: 'r-2', name: '李永福' }, { id: 'r-3', name: '周玉珍' }], mine: [mine({ residentId: 'r-2', state: 'ASSIGNED' }, taken), ...past], act: ofFamily }),
  'resident-reach-family-en': resident({ lang: 'en', family: [{ id: 'r-2', name: 'Li Yongfu' }], act: ofFamily }),
  'resident-readers': resident({ readings: readings('zh'), act: read }),
  'resident-readers-en': resident({ lang: 'en', readings: readings('en'), act: read }),
  'resident-activities': resident({ activities: helped('zh'), family: [{ id: 'r-2', name: '李永福' }], act: toGuests() }),
  'resident-activities-en': resident({ lang: 'en', activities: helped('en'), act: toGuests((page) => page.locator('.guest-one:not(.own) .next').first().click()) }),
  'resident-activities-elder': resident({ elder: true, activities: helped('zh'), act: toGuests((page) => page.locator('.guest-one.own .plain').first().click()) }),
  'resident-activities-wide-en': resident({ lang: 'en', size: { width: 1280, height: 900 }, activities: helped('en'), act: toGuests() }),
  'resident-activities-empty': resident({ act: toGuests() }),
  'resident-empty': resident({ mine: [] }),
  'resident-offline': resident({ offline: true }),
  'resident-error': resident({ downAll: true, shown: '.problem' }),
  'volunteer-off': volunteer({ duty: { on: false } }),
  'volunteer-rest': volunteer(),
  'volunteer-offer': volunteer({ snapshot: { offers: [offer('zh', 74)] } }),
  'volunteer-offer-en': volunteer({ lang: 'en', snapshot: { offers: [offer('en', 74)] } }),
  'volunteer-decline': volunteer({ snapshot: { offers: [offer('zh', 74)] }, act: (page) => page.locator('.decline').click() }),
  'volunteer-late': volunteer({ snapshot: { offers: [offer('zh', 74)] }, until: '.plain-answer', onHello: (say) => setTimeout(() => say({ type: 'offer.closed', seq: '1-101', offerId: 'o-offer-1-1', visitId: 'o-offer-1', state: 'WITHDRAWN', reason: 'taken' }), 1500) }),
  'volunteer-task': volunteer({ snapshot: { assignments: [assignment('zh', 'ASSIGNED')] } }),
  'volunteer-round': volunteer({ snapshot: { assignments: [round('zh')] } }),
  'volunteer-round-en': volunteer({ lang: 'en', snapshot: { assignments: [round('en')] } }),
  'volunteer-arrive': volunteer({ snapshot: { assignments: [assignment('zh', 'EN_ROUTE')] } }),
  'volunteer-on-site-en': volunteer({ lang: 'en', snapshot: { assignments: [assignment('en', 'ON_SITE')] } }),
  'volunteer-offline': volunteer({ snapshot: { assignments: [assignment('zh', 'EN_ROUTE')] }, offline: true, act: async (page) => { await page.locator('.code-field').fill('松月27'); await page.locator('.do-next').click(); await page.locator('.kept').waitFor() } }),
  'volunteer-near': volunteer({ snapshot: { invitations: [0, 1, 2].map((n) => invitation('zh', n)) }, act: (page) => page.locator('.tabs button').nth(1).click() }),
  'volunteer-near-empty': volunteer({ act: (page) => page.locator('.tabs button').nth(1).click() }),
  'volunteer-mine': volunteer({ act: (page) => page.locator('.tabs button').nth(3).click() }),
  'volunteer-mine-en': volunteer({ lang: 'en', act: (page) => page.locator('.tabs button').nth(3).click() }),
  'volunteer-reach': volunteer({ act: async (page) => { await page.locator('.tabs button').nth(3).click(); await reach(page); await page.locator('.reach-wishes').scrollIntoViewIfNeeded() } }),
  'volunteer-readers': volunteer({ readings: readings('zh'), act: async (page) => { await page.locator('.tabs button').nth(3).click(); await read(page); await page.locator('.readers').scrollIntoViewIfNeeded() } }),
  'volunteer-readers-en': volunteer({ lang: 'en', readings: readings('en'), act: async (page) => { await page.locator('.tabs button').nth(3).click(); await read(page); await page.locator('.readers').scrollIntoViewIfNeeded() } }),
  'volunteer-activities': volunteer({ activities: events('zh'), act: (page) => page.locator('.tabs button').nth(2).click() }),
  'volunteer-activities-en': volunteer({ lang: 'en', activities: events('en'), act: (page) => page.locator('.tabs button').nth(2).click() }),
  'volunteer-activities-wide': volunteer({ size: desk, activities: events('zh'), act: (page) => page.locator('.tabs button').nth(2).click() }),
  'volunteer-activities-empty': volunteer({ act: (page) => page.locator('.tabs button').nth(2).click() }),
  'leader-list': leader({ activities: led('zh') }),
  'leader-empty': leader(),
  'leader-running': leader({ activities: led('zh'), act: openFirst }),
  'leader-running-en': leader({ lang: 'en', activities: led('en'), act: openFirst }),
  'leader-running-wide': leader({ size: desk, activities: led('zh'), act: openFirst }),
  'leader-running-wide-en': leader({ size: desk, lang: 'en', activities: led('en'), act: openFirst }),
  'leader-team': leader({ activities: [], teams: [crewOf('zh')], teamOffers: [crewOffer('zh')], shown: '.team-names input', act: pickTwo }),
  'leader-team-wide-en': leader({ size: desk, lang: 'en', activities: led('en'), teams: [crewOf('en')], teamOffers: [crewOffer('en')], shown: '.team-names input', act: pickTwo }),
  'leader-team-taken': leader({ activities: [], teams: [crewOf('zh')], teamOffers: [crewOffer('zh', { state: 'ACCEPTED', seats: 1, fewest: 1, named: ['l-1', 'v-1', 'v-2'] })], shown: '.team-names input' }),
  'volunteer-team': volunteer({ teams: [crewOf('zh', { people: undefined, ownState: 'INVITED' })], shown: '.team-ask' }),
  'volunteer-team-en': volunteer({ lang: 'en', teams: [crewOf('en', { people: undefined, ownState: 'INVITED' })], shown: '.team-ask' }),
  'community-teams': community({ teams: [crewOf('zh')], organisations: partners('zh'), act: tabbed('teams', (page) => page.locator('.team-columns .enrol-row').first().waitFor()) }),
  'community-teams-form-phone-en': community({ size: phone, lang: 'en', teams: [crewOf('en')], organisations: partners('en'), act: tabbed('teams', async (page) => { await page.locator('.team-columns .enrol-row').first().click(); await page.locator('.team-form').waitFor() }) }),
  'org-home': orgHome('zh'),
  'org-home-wide': orgHome('zh', { size: desk }),
  'org-home-wide-en': orgHome('en', { size: desk }),
  'org-home-en': orgHome('en'),
  'org-none': organ({ shown: '.org-none' }),
  'org-none-wide-en': organ({ lang: 'en', size: desk, shown: '.org-none' }),
  'org-empty': orgHome('zh', { teams: [], mine: [], activities: [], shown: '.org-empty' }),
  'org-order': orgHome('zh', { act: orgForm }),
  'org-order-wide-en': orgHome('en', { size: desk, act: orgForm }),
  'org-one': orgHome('zh', { act: (page) => page.locator('.org-orders li button').nth(1).click() }),
  'org-one-cancel-wide-en': orgHome('en', { size: desk, act: async (page) => { await page.locator('.org-orders li button').nth(1).click(); await page.locator('.org-one .key').nth(1).click() } }),
  'org-error': organ({ downAll: true, shown: '.problem' }),
  'org-down': organ({ down: true, shown: '.problem' }),
  'sign-in-outside-en': { path: '/community', role: null, size: desk, lang: 'en', region: { demo: false, outsideSignIn: 'County Services' }, shown: '.with-code' },
  'sign-in-outside-phone': { path: '/', role: null, size: phone, lang: 'zh', region: { demo: false, outsideSignIn: '县政务' }, shown: '.with-code' },
  'sign-in-leader-phone': { path: '/leader', role: null, size: phone, lang: 'zh', region: { demo: false }, shown: '.with-code' },
  'leader-publish': leader({ activities: led('zh'), act: (page) => page.locator('.own-list header .key').click() }),
  'leader-publish-wide-en': leader({ size: desk, lang: 'en', activities: led('en'), act: (page) => page.locator('.own-list header .key').click() }),
  'emergency-resident': resident({ storm: true, snapshot: { emergency: stormFrame('zh') }, mine: [mine({ priority: 'ROUTINE' })], act: (page) => page.locator('.door-note').click() }),
  'emergency-resident-en': resident({ lang: 'en', storm: true, snapshot: { emergency: stormFrame('en') } }),
  'emergency-volunteer': volunteer({ storm: true, duty: { on: false }, snapshot: { emergency: stormFrame('zh'), callUp: { emergencyId: 'e-1', state: 'ASKED' } } }),
  'emergency-volunteer-en': volunteer({ lang: 'en', storm: true, duty: { on: false }, snapshot: { emergency: stormFrame('en'), callUp: { emergencyId: 'e-1', state: 'ASKED' } } }),
  'emergency-hotline': hotline({ storm: true }),
  'emergency-community': community({ storm: true, act: (page) => page.locator('.emergency-note .key').click() }),
  'emergency-begin': dispatch({ theme: 'day', act: (page) => page.locator('.bar-keys .word-key').first().click() }),
  'emergency-begin-en': dispatch({ lang: 'en', theme: 'day', act: (page) => page.locator('.bar-keys .word-key').first().click() }),
  'emergency-begin-sure': dispatch({ theme: 'day', act: async (page) => { await page.locator('.bar-keys .word-key').first().click(); await page.locator('.begin .input').first().fill('暴雨红色预警，请留在室内'); await page.locator('.begin .next').click(); await page.locator('.sure').waitFor() } }),
  'emergency-running': dispatch({ theme: 'day', storm: true, snapshot: { orders, duties: [], emergency: stormFrame('zh') } }),
  'emergency-desk-night': dispatch({ theme: 'night', storm: true, snapshot: { orders, duties: [], emergency: stormFrame('zh') }, act: bulk }),
  'emergency-desk-en': dispatch({ lang: 'en', theme: 'day', storm: true, snapshot: { orders, duties: [], emergency: stormFrame('en') }, act: bulk }),
  'dispatch-team': crewOrder({ act: pickSeveral(askTeam) }),
  'dispatch-team-night-en': crewOrder({ theme: 'night', lang: 'en', asked: 'SENT', act: pickSeveral(askTeam) }),
  'dispatch-team-asked': crewOrder({ asked: 'SENT', act: pickSeveral() }),
  'dispatch-team-taken-en': crewOrder({ lang: 'en', asked: 'ACCEPTED', act: pickSeveral() }),
  'dispatch-team-none': crewOrder({ noTeams: true, act: pickSeveral(askTeam) }),
  'dispatch-paused': dispatch({ theme: 'day', storm: true, snapshot: { orders, duties: [], emergency: stormFrame('zh') }, act: (page) => page.locator('.row', { has: page.locator('.paused-mark') }).first().click().then(() => page.locator('.detail h2').waitFor()) }),
  'dispatch-paused-night-en': dispatch({ lang: 'en', theme: 'night', storm: true, snapshot: { orders, duties: [], emergency: stormFrame('en') }, act: (page) => page.locator('.row', { has: page.locator('.paused-mark') }).first().click().then(() => page.locator('.detail h2').waitFor()) }),
  'dispatch-expired': dispatch({ theme: 'day', snapshot: { orders: expired, duties: [] }, act: (page) => page.locator('[role=tab], .shelves button').nth(2).click().then(() => page.locator('.row').first().click()).then(() => page.locator('.detail h2').waitFor()) }),
  'dispatch-expired-night-en': dispatch({ lang: 'en', theme: 'night', snapshot: { orders: expired, duties: [] }, act: (page) => page.locator('[role=tab], .shelves button').nth(2).click().then(() => page.locator('.row').first().click()).then(() => page.locator('.detail h2').waitFor()) }),
  'dispatch-day': dispatch({ theme: 'day' }),
  'dispatch-night': dispatch({ theme: 'night' }),
  'dispatch-en': dispatch({ lang: 'en', theme: 'day', keys: ['j', 'j', 'j', 'j', 'j', 'j', 'Enter'] }),
  'dispatch-why': dispatch({ theme: 'night', keys: ['2', 'j', 'Enter', 'y'] }),
  'dispatch-why-day': dispatch({ theme: 'day', keys: ['j', 'j', 'Enter', 'y'] }),
  'dispatch-assign': dispatch({ theme: 'day', keys: ['j', 'j', 'Enter', 'a'] }),
  'dispatch-whistle': dispatch({ theme: 'night', keys: ['j', 'Enter', 'w'] }),
  'dispatch-repeat': dispatch({ theme: 'day', repeating: true, act: (page) => page.locator('.row').nth(2).click().then(() => page.locator('.detail h2').waitFor()) }),
  'dispatch-repeat-night-en': dispatch({ lang: 'en', theme: 'night', repeating: true, act: (page) => page.locator('.row').nth(2).click().then(() => page.locator('.detail h2').waitFor()) }),
  'dispatch-keys': dispatch({ theme: 'day', keys: ['?'] }),
  'dispatch-stale': dispatch({ theme: 'day', stale: true, passes: 14_500, until: '.dead-banner' }),
  'dispatch-stale-night': dispatch({ theme: 'night', stale: true, passes: 14_500, until: '.dead-banner' }),
  'dispatch-empty': dispatch({ theme: 'day', snapshot: { orders: [] }, fixes: [] }),
  'dispatch-down': dispatch({ theme: 'day', down: true, until: '.left .problem' }),
  'hotline-ready': hotline(),
  'hotline-call': hotline({ act: (page) => call(page, '家里水龙头漏水，修一下') }),
  'hotline-duplicate': hotline({ file: { openOrders: [fullOrder(orders[6], { service: 'repair', window: { start: at(40), end: at(140) } })] }, act: (page) => call(page, '家里水龙头漏水，修一下') }),
  'hotline-call-en': hotline({ lang: 'en', act: (page) => call(page, 'the kitchen tap drips, repair') }),
  'hotline-alarm': hotline({ act: (page) => call(page, '我妈胸痛，喘不上气') }),
  'hotline-unknown': hotline({ file: null, act: (page) => said(page, '想找人说说话') }),
  'hotline-place': hotline({ file: null, act: (page) => door(page, '想找人说说话', '红枫湖路 7 号 2 栋 301') }),
  'hotline-place-map-en': hotline({ lang: 'en', file: null, act: (page) => door(page, 'somebody to talk to', '7 Hongfeng Road, building 2, door 301').then(() => page.locator('.place-keys .key').first().click()).then(() => page.locator('.place-map[data-drawn=true]').waitFor()) }),
  'hotline-done': hotline({ mine: [mine()], act: async (page) => { await call(page, '家里水龙头漏水，修一下'); await page.keyboard.press('Control+Enter'); await page.locator('.done').waitFor() } }),
  'community-order-phone': community({ size: phone, act: (page) => page.locator('.round-find input').fill('3 栋').then(() => page.locator('.round-find li').first().waitFor()) }),
  'community-order-phone-en': community({ size: phone, lang: 'en', act: filled }),
  'community-order-offline': community({ size: phone, offline: true, act: kept }),
  'community-order-refused': community({ size: phone, refusing: true, act: kept }),
  'community-order': community({ act: kept }),
  'community-people': community({ act: people((page) => page.locator('.place-keys .key').first().click().then(() => page.locator('.place-map[data-drawn=true] .place-pin').waitFor())) }),
  'community-people-phone-en': community({ size: phone, lang: 'en', act: people((page) => page.locator('.place-keys .key').first().click().then(() => page.locator('.place-map[data-drawn=true] .place-pin').waitFor())) }),
  'community-people-reach': community({ act: people((page) => page.locator('.fold summary').click().then(() => page.locator('.reach-wishes').waitFor())) }),
  'community-people-new-en': community({ lang: 'en', act: tabbed('people', (page) => page.locator('.enrol-list .key').last().click()) }),
  'community-order-place': community({ size: phone, act: (page) => page.locator('.place-keys .key').first().click().then(() => page.locator('.place-map[data-drawn=true]').waitFor()).then(() => page.locator('.place-map').click()).then(() => page.locator('.place-pin').waitFor()) }),
  'community-look': community({ act: tabbed('look', (page) => page.locator('.look-row').first().click().then(() => page.locator('.look-ways .key').nth(1).click())) }),
  'community-look-en': community({ lang: 'en', act: tabbed('look', (page) => page.locator('.look-row').nth(1).click().then(() => page.locator('.look-ways .key').nth(2).click())) }),
  'community-look-phone': community({ size: phone, act: tabbed('look', (page) => page.locator('.look-row').first().waitFor()) }),
  'community-late': community({ act: tabbed('late', (page) => page.locator('.enrol-row').first().click().then(() => page.locator('.late-scan').waitFor())) }),
  'community-late-en': community({ lang: 'en', act: tabbed('late', (page) => page.locator('.enrol-row').nth(1).click().then(() => page.locator('.late-note').waitFor())) }),
  'community-late-form': community({ act: tabbed('late', (page) => page.locator('.enrol-list .key').first().click().then(() => page.locator('.late-form select').first().waitFor())) }),
  'community-late-form-phone': community({ size: phone, act: tabbed('late', (page) => page.locator('.enrol-list .key').first().click().then(() => page.locator('.late-form select').first().waitFor())) }),
  'community-late-form-phone-en': community({ size: phone, lang: 'en', act: tabbed('late', (page) => page.locator('.enrol-list .key').first().click().then(() => page.locator('.late-form select').first().waitFor())) }),
  'community-sheet': community({ act: made }),
  'community-sheet-print-en': community({ size: { width: 1047, height: 740 }, lang: 'en', act: async (page) => { await made(page); await page.emulateMedia({ media: 'print' }) } }),
  'community-sheet-results': community({ act: results }),
  'community-confirm': community({ act: tabbed('confirm', (page) => page.locator('.hour input').first().check()) }),
  'community-confirm-en': community({ lang: 'en', act: tabbed('confirm', (page) => page.locator('.hours-bar input').check()) }),
  'community-confirm-phone': community({ size: phone, act: tabbed('confirm', (page) => page.locator('.hour').first().waitFor()) }),
  'community-disputed': community({ act: tabbed('disputed', (page) => page.locator('.settle .key').first().click()) }),
  'community-disputed-en': community({ lang: 'en', act: tabbed('disputed', (page) => page.locator('.settle .key').first().click()) }),
  'volunteer-disputed': volunteer({ questioned: true, act: (page) => page.locator('.tabs button').nth(3).click() }),
  'community-list': community({ act: listed }),
  'community-file': community({ applicant: 'adult', act: first }),
  'community-file-en': community({ lang: 'en', applicant: 'adult', act: first }),
  'community-minor-phone': community({ size: phone, applicant: 'minor', act: first }),
  'community-refuse': community({ applicant: 'adult', act: async (page) => { await first(page); await page.locator('.person-keys .key').nth(1).click() } }),
  'community-list-phone': community({ size: phone, act: listed }),
  'community-list-phone-en': community({ size: phone, lang: 'en', act: listed }),
  'community-table': community({ act: table }),
  'community-table-phone-en': community({ size: phone, lang: 'en', act: table }),
  'community-empty': community({ empty: true, act: tabbed('confirm', (page) => page.locator('.hours .quiet').waitFor()) }),
  'community-error': community({ down: true, act: tabbed('confirm', (page) => page.locator('.problem').waitFor()) }),
}

/** What tells that a page has heard what it needs. */
const SHOWN = { '/': '.verbs:not(.waiting)', '/volunteer': '.task, .resting, .offer, .duty-card', '/leader': '.own-list li, .own-list .resting-line', '/dispatch': '.row, .left .empty', '/hotline': '.number:focus', '/community': '.round-form' }
/** Once letters are there, nothing moves any more and all is painted. */
const still = async () => {
  await document.fonts.ready
  await Promise.all(document.getAnimations().filter((one) => Number.isFinite(one.effect?.getComputedTiming().endTime)).map((one) => one.finished.catch(() => {})))
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
}

async function shoot(browser, name, scene) {
  const lang = scene.lang ?? 'zh'
  const context = await browser.newContext({ viewport: scene.size, deviceScaleFactor: scene.size.width < 500 ? 2 : 1, locale: lang === 'zh' ? 'zh-CN' : 'en-GB', permissions: ['geolocation'], geolocation: { latitude: 26.5561, longitude: 106.4662 }, reducedMotion: 'no-preference', serviceWorkers: 'block' })
  const page = await context.newPage()
  const said = []
  page.on('console', (message) => message.type() === 'error' && said.push(message.text()))
  page.on('pageerror', (error) => said.push(String(error)))
  await page.clock.install({ time: fixtureNow })
  await page.addInitScript(([elder, theme]) => {
    localStorage.setItem('linli.elder', elder ? 'yes' : 'no')
    if (theme) localStorage.setItem('linli.theme', theme)
  }, [scene.elder, scene.theme])
  if (scene.role) await signInAs(page, scene.role, scene.subject)
  await install(page, { volunteers, orders, ...scene })
  await page.goto(`${base}${scene.path}?lang=${lang}`)
  await page.locator(scene.shown ?? (scene.role ? SHOWN[scene.path] : '.person')).first().waitFor()
  if (scene.offline) await context.setOffline(true)
  if (scene.act) await scene.act(page)
  for (const key of scene.keys ?? []) await page.keyboard.press(key)
  if (scene.passes) await page.clock.fastForward(scene.passes)
  if (scene.until) await page.locator(scene.until).first().waitFor()
  await page.evaluate(still)
  await page.screenshot({ path: `${out}/${name}.png`, fullPage: scene.size.width < 500 && !name.includes('volunteer') })
  await page.evaluate(readFileSync(axe, 'utf8'))
  const found = await page.evaluate(() => globalThis.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }))
  const faults = found.violations.map((violation) => `${violation.id}: ${violation.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' | ')}`)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  console.log(name, faults.length ? `\n   axe ${faults.join('\n   axe ')}` : '', wide > 0 ? `\n   wider than the screen by ${wide}` : '', said.filter((text) => !/ERR_FAILED|ERR_INTERNET/.test(text)).slice(0, 3).map((text) => `\n   ${text.slice(0, 200)}`).join(''))
  await context.close()
}

const server = await preview({ preview: { port: 0 }, logLevel: 'error' })
const base = server.resolvedUrls.local[0].replace(/\/$/, '')
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
})
for (const [name, scene] of Object.entries(scenes)) {
  if (!only.length || only.some((part) => name.startsWith(part))) await shoot(browser, name, scene).catch((error) => console.log(name, 'FAILED', error.message.split('\n')[0]))
}
await browser.close()
await server.close()
