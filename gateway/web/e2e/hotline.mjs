import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DESK_SIZE, enter, picture } from './browser.mjs'
import { PHONE, as } from './people.mjs'

/** Advice that a newer question overtakes is given up, and advice that is late (503) is asked for again. */
const EXPECTED = /^failed: .*\/v1\/recommendations net::ERR_ABORTED|^503: .*\/v1\/recommendations$|^console: .*status of 503/

const onDuty = async (base) => (await as(base, 'volunteer', 'v-1')).put('/v1/volunteers/v-1/duty', { on: true })
const call = async (page, need) => {
  await page.keyboard.type(PHONE)
  await page.locator('.who-line', { hasText: '陈玉珍' }).waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.keyboard.type(need)
}

export function hotlineTests(stage) {
  test('hotline_aKnownNumber_bringsFileAdviceAndOrderWithoutAMouse', async () => {
    await onDuty(stage.base)
    const { page, faults, close } = await enter(stage.browser, stage.base, '/hotline', { viewport: DESK_SIZE })
    await page.locator('.number:focus').waitFor()
    await call(page, '想找人说说话')
    await page.locator('.who-line .alone').waitFor()
    await page.locator('.services [aria-checked=true]', { hasText: '陪聊' }).waitFor()
    await page.locator('.best .said-line', { hasText: '罗小梅' }).waitFor()
    await picture(page, 'hotline-call')

    await page.reload()
    await page.locator('.restored').waitFor()
    assert.equal(await page.locator('.number').inputValue(), PHONE)
    assert.equal(await page.locator('textarea').inputValue(), '想找人说说话')

    await page.keyboard.press('Control+Enter')
    await page.locator('.done h1', { hasText: '暗号' }).waitFor()
    await picture(page, 'hotline-done')
    const { residents } = await (await as(stage.base, 'agent', 'a-1')).get(`/v1/residents?phone=${PHONE}`)
    assert.deepEqual(residents.map(({ id }) => id), ['r-1'], 'no second file')
    await page.keyboard.press('Control+Enter')
    await page.locator('.number:focus').waitFor()
    assert.equal(await page.locator('.number').inputValue(), '')
    assert.deepEqual(faults.filter((fault) => !EXPECTED.test(fault)), [])
    await close()
  })

  test('hotline_wordsOfDanger_bringTheScriptBeforeTheForm', async () => {
    const { page, close } = await enter(stage.browser, stage.base, '/hotline', { viewport: DESK_SIZE })
    await page.locator('.number:focus').waitFor()
    await call(page, '我妈胸痛，喘不上气')
    const band = page.locator('.band[role=alert]', { hasText: '120' })
    await band.waitFor()
    const [script, form] = [await band.boundingBox(), await page.locator('.intake').boundingBox()]
    assert.ok(script.y + script.height <= form.y, 'the script stands above the form')
    await picture(page, 'hotline-alarm')
    await close()
  })
}
