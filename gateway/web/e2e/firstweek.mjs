import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DESK_SIZE, barriers, enter, picture } from './browser.mjs'
import { ADDRESS, DOOR, PHONE, as } from './people.mjs'
import { until } from './until.mjs'

const HOUR_MS = 3_600_000
const after = (hours) => new Date(Date.now() + hours * HOUR_MS).toISOString()

/** What people do on their first days: come to something, say how they are reached, and are put on the map. */
export function firstWeekTests(stage) {
  test('guest_onThePage_comesToAHaircut_andGivesThePlaceBack', async () => {
    const leader = await as(stage.base, 'leader', 'l-1')
    const { id } = await leader.post('/v1/activities', { title: '周一义剪', placeName: '百花社区活动室', location: DOOR, community: '百花社区', places: 4, guestPlaces: 1, guestEligibility: { leastAge: 70 }, window: { start: after(20), end: after(22) }, signUpUntil: after(19) })
    const { page, faults, close } = await enter(stage.browser, stage.base, '/')
    await page.locator('.to-activities').click()
    await page.locator('.guest-one', { hasText: '周一义剪' }).locator('.next').click()
    await page.locator('.guest-one.own .guest-standing', { hasText: '已经给您留了位置' }).waitFor()
    await picture(page, 'guest-joined', true)
    assert.deepEqual(await barriers(page), [], 'axe')
    assert.equal((await leader.get(`/v1/activities/${id}`)).people[0].guest, true)

    await page.locator('.guest-one.own .plain').click()
    await page.locator('.guest-ask .key').first().click()
    await page.locator('.guest-said').waitFor()
    await page.locator('.guest-one:not(.own) .next').waitFor()
    assert.deepEqual(faults, [])
    await leader.post(`/v1/activities/${id}/cancel`, { reason: 'test' })
    await close()
  })

  test('wishes_onThePage_areKept', async () => {
    const { page, faults, close } = await enter(stage.browser, stage.base, '/')
    await page.locator('.fold summary', { hasText: '怎样联系我' }).click()
    await page.locator('.reach-way', { hasText: '打电话' }).click()
    await page.locator('.reach-way', { hasText: '短信' }).click()
    await page.locator('.reach-wishes .key', { hasText: '夜里别打扰' }).click()
    await page.locator('.reach-wishes .next').click()
    await page.locator('.reach-said', { hasText: '记下了' }).waitFor()
    assert.deepEqual(await barriers(page), [], 'axe')
    const { messages } = await (await as(stage.base, 'resident', 'r-1')).get('/v1/contacts/r-1')
    assert.deepEqual(messages, { channels: ['VOICE', 'SMS'], quietFrom: '22:00', quietUntil: '07:00' })
    assert.deepEqual(faults, [])
    await close()
  })

  test('wishes_ofARelative_areSaidByTheFamilyThatTheFileNames_andTheyAreTold', async () => {
    const staff = await as(stage.base, 'community', 'c-1')
    await staff.put('/v1/residents/r-kin', { name: '陈永福', phone: '14000010009', address: ADDRESS, home: DOOR, relatives: ['r-1'] })
    const { page, faults, close } = await enter(stage.browser, stage.base, '/')
    await page.locator('.fold summary', { hasText: '怎样联系陈永福' }).click()
    await page.locator('.reach-way', { hasText: '短信' }).click()
    await page.locator('.reach-wishes .next').click()
    await page.locator('.reach-said', { hasText: '记下了' }).waitFor()
    assert.equal(await page.locator('.reach-number').count(), 0)
    assert.deepEqual(await barriers(page), [], 'axe')
    const kin = await as(stage.base, 'resident', 'r-kin')
    assert.deepEqual((await kin.get('/v1/contacts/r-kin')).messages, { channels: ['SMS'] })
    const told = (await kin.get('/v1/residents/r-kin/readings')).readings.find((one) => one.what.includes('WISHES'))
    assert.deepEqual([told.by, told.role, told.channel, told.name], ['r-1', 'resident', 'WEB', '陈玉珍'])
    assert.deepEqual(faults, [])
    await close()
  })

  test('position_onTheMap_isSetByATap_andByKeys', async () => {
    const { page, faults, close } = await enter(stage.browser, stage.base, '/community', { viewport: DESK_SIZE })
    const staff = await as(stage.base, 'community', 'c-1')
    await page.locator('[data-tab=people]').click()
    await page.locator('.people-find input').fill(PHONE)
    await page.locator('button.enrol-row').first().click()
    await page.locator('.place-keys .key').first().click()
    await page.locator('.place-map[data-drawn=true] .place-pin').waitFor()
    const { width } = await page.locator('.place-map').boundingBox()
    await page.locator('.place-map').click({ position: { x: width / 2 + 80, y: 120 } })
    await page.locator('.place-pin').focus()
    await page.keyboard.press('ArrowLeft')
    const shown = await page.locator('.place-pick .input').inputValue()
    assert.deepEqual(await barriers(page), [], 'axe')
    await page.locator('.people-end .next').click()
    await page.locator('.people-end span', { hasText: '记下了' }).waitFor()
    assert.notEqual(shown, `${DOOR.lat.toFixed(5)}, ${DOOR.lng.toFixed(5)}`)
    await until(`the position is kept at ${shown}`, async () => {
      const { home } = await staff.get('/v1/residents/r-1')
      return `${home.lat.toFixed(5)}, ${home.lng.toFixed(5)}` === shown
    })

    await page.locator('.place-pick .input').fill(`${DOOR.lat}, ${DOOR.lng}`)
    await page.locator('.place-pick .input').blur()
    await page.locator('.people-end .next').click()
    await until('the typed position is kept', async () => (await staff.get('/v1/residents/r-1')).home.lat === DOOR.lat)
    assert.deepEqual(faults, [])
    await close()
  })
}
