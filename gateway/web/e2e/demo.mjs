import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DESK_SIZE, PHONE_SIZE, enter } from './browser.mjs'
import { judge } from './pages.mjs'

/** The demo county fills itself in this time, also on a busy machine. */
const LIVES_WITHIN_MS = 120_000

/** What somebody who tries the demo finds on the pages that nobody there fills by themselves. */
export function demoTests(stage) {
  test('org_onTheDemo_hasATeamOrdersAndActivities', async () => {
    const { page, faults, close } = await enter(stage.browser, stage.base, '/org', { viewport: DESK_SIZE })
    await page.locator('.org-teams .roll-list li, .org-teams ol li').nth(5).waitFor({ timeout: LIVES_WITHIN_MS })
    await page.locator('.org-orders li').nth(1).waitFor({ timeout: LIVES_WITHIN_MS })
    await page.locator('.org-activities li').nth(2).waitFor({ timeout: LIVES_WITHIN_MS })
    await judge(page, faults, 'org-demo', DESK_SIZE)
    assert.deepEqual(faults, [])
    await close()
  })

  test('leader_onTheDemo_isAskedForTheTeam', async () => {
    const { page, faults, close } = await enter(stage.browser, stage.base, '/leader', { viewport: PHONE_SIZE })
    await page.locator('.team-offer').first().waitFor({ timeout: LIVES_WITHIN_MS })
    await page.locator('.own-list li').nth(2).waitFor()
    await judge(page, faults, 'leader-demo', PHONE_SIZE)
    assert.deepEqual(faults, [])
    await close()
  })
}
