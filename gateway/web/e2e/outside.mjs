import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DESK_SIZE, barriers, open, picture } from './browser.mjs'

const BUTTON = '.with-code .key'
const outside = (page) => page.locator(BUTTON, { hasText: '县政务' })

/** Coming in by an outside issuer, in a browser that goes there and back. */
export function outsideTests(stage) {
  test('staff_byTheOutsideIssuer_comeInOnThePageThatTheyLeft', async () => {
    const { page, faults, close } = await open(stage.browser, stage.base, '/community', { viewport: DESK_SIZE, besides: [stage.issuer.base] })
    await outside(page).waitFor()
    assert.deepEqual(await barriers(page), [], 'axe')
    await picture(page, 'sign-in-outside')
    await outside(page).click()
    await page.locator('#in').click()
    await page.locator('.round-form').waitFor()
    assert.equal(new URL(page.url()).pathname, '/community')
    assert.equal(new URL(page.url()).search, '')
    assert.deepEqual(faults, [])
    await close()
  })

  test('whoComesBackToAnotherPageThanTheyLeft_goesOnWhereTheyLeft', async () => {
    const { page, faults, close } = await open(stage.browser, stage.base, '/hotline', { viewport: DESK_SIZE, besides: [stage.issuer.base] })
    await outside(page).click()
    await page.locator('#in').click()
    await page.locator('.problem', { hasText: '这个账号不能使用本页面' }).waitFor()
    assert.equal(new URL(page.url()).pathname, '/hotline')
    await page.reload()
    await outside(page).waitFor()
    assert.equal(await page.locator('.problem, .wrong').count(), 0, 'nobody is told of it again')
    assert.deepEqual(faults, [])
    await close()
  })

  test('whomTheIssuerLetsNotIn_isToldOnce', async () => {
    const { page, close } = await open(stage.browser, stage.base, '/community', { viewport: DESK_SIZE, besides: [stage.issuer.base] })
    await outside(page).click()
    await page.locator('#out').click()
    await page.locator('.wrong', { hasText: '外部登录没有成功' }).waitFor()
    await picture(page, 'sign-in-outside-refused')
    await close()
  })

  test('whoGaveUpThere_andSimplyOpensThePage_seesNoError', async () => {
    const { page, faults, close } = await open(stage.browser, stage.base, '/community', { viewport: DESK_SIZE, besides: [stage.issuer.base] })
    await outside(page).click()
    await page.locator('#in').waitFor()
    for (const path of ['/community', '/community?state=from-elsewhere']) {
      await page.goto(`${stage.base}${path}`)
      await outside(page).waitFor()
      assert.equal(await page.locator('.problem, .wrong').count(), 0)
    }
    assert.deepEqual(faults, [])
    await close()
  })
}
