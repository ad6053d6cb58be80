import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DESK_SIZE, barriers, colours, enter, picture } from './browser.mjs'
import { judge } from './pages.mjs'
import { until } from './until.mjs'

/** Fewer colours are an empty map; ground, borders, names and people make many more. */
const DRAWN = 6
/** The demo county fills itself in this time, also on a busy machine. */
const LIVES_WITHIN_MS = 120_000
const chosen = (page) => page.locator('.row.chosen').getAttribute('id')

/** A stream that a test can cut, and mend. */
async function cuttable(page) {
  const wire = { cut: false, sockets: [] }
  await page.routeWebSocket(/\/v1\/stream$/, (socket) => {
    if (wire.cut) return void socket.close({ code: 4503, reason: 'cut by the test' })
    socket.connectToServer()
    wire.sockets.push(socket)
  })
  wire.kill = async () => {
    wire.cut = true
    for (const socket of wire.sockets.splice(0)) await socket.close({ code: 4503, reason: 'cut by the test' })
  }
  return wire
}
const opened = async (stage, lang, prepare) => {
  const seat = await enter(stage.browser, stage.base, '/dispatch', { lang, viewport: DESK_SIZE, prepare })
  await seat.page.locator('.shelves button').nth(3).click()
  await seat.page.locator('.row').nth(2).waitFor({ timeout: LIVES_WITHIN_MS })
  await seat.page.locator('.map-box canvas').waitFor()
  await until('the map is drawn', async () => (await colours(stage.browser, seat.page, '.map-box')) >= DRAWN)
  return seat
}

export function dispatchTests(stage) {
  test('dispatch_onTheDemo_drawsListsExplainsAndAnswersKeys', async () => {
    const { page, faults, close } = await opened(stage, 'zh')
    await judge(page, faults, 'dispatch-zh', DESK_SIZE)
    await page.keyboard.press('j')
    const first = await chosen(page)
    await page.keyboard.press('j')
    await until('j goes on', async () => (await chosen(page)) !== first)
    await page.keyboard.press('k')
    await page.keyboard.press('Enter')
    await page.locator('.detail h2').waitFor()

    await page.keyboard.press('y')
    await page.locator('.why-panel :is(.who, .nobody, .passed, .remedies)').first().waitFor()
    await picture(page, 'dispatch-why-zh')
    await page.keyboard.press('Escape')
    await page.locator('.why-panel').waitFor({ state: 'detached' })
    await page.keyboard.press('Escape')
    await page.locator('.pick').waitFor()

    await page.keyboard.press('/')
    await page.locator('.finder input:focus').waitFor()
    await page.keyboard.type('zzzz')
    await page.locator('.left .empty b').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('.row').first().waitFor()

    await page.keyboard.press('?')
    await page.locator('.help-box[open]').waitFor()
    await picture(page, 'dispatch-keys-zh')
    await page.keyboard.press('Escape')
    await page.locator('.help-box[open]').waitFor({ state: 'detached' })
    // An explanation that is late (503) is asked for again.
    assert.deepEqual(faults.filter((fault) => !/^503: .*\/explanation$|^console: .*status of 503/.test(fault)), [])
    await close()
  })

  test('dispatch_withoutWebGl_listsAndOpensAllTheSame', async () => {
    const blind = (page) => page.addInitScript(() => {
      const given = HTMLCanvasElement.prototype.getContext
      HTMLCanvasElement.prototype.getContext = function (kind, ...more) { return /webgl/.test(kind) ? null : given.call(this, kind, ...more) }
    })
    const { page, close } = await enter(stage.browser, stage.base, '/dispatch', { lang: 'en', viewport: DESK_SIZE, prepare: blind })
    await page.locator('.no-map').waitFor()
    await page.locator('.sketch .county').waitFor()
    await page.locator('.shelves button').nth(3).click()
    await page.locator('.row').nth(1).waitFor({ timeout: LIVES_WITHIN_MS })
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.locator('.detail h2').waitFor()
    await page.locator('.people li').first().waitFor()
    assert.deepEqual(await barriers(page), [], 'axe')
    await picture(page, 'dispatch-without-webgl-en')
    await close()
  })

  test('dispatch_streamIsCut_saysThatThePictureIsOldUntilItIsBack', async () => {
    let wire
    const { page, faults, close } = await opened(stage, 'en', async (page) => (wire = await cuttable(page)))
    await judge(page, faults, 'dispatch-en', DESK_SIZE)
    await wire.kill()
    await page.locator('.dead-banner[role=alert]').waitFor()
    await picture(page, 'dispatch-stale-en')
    wire.cut = false
    await page.locator('.dead-banner').waitFor({ state: 'detached' })
    await close()
  })
}
