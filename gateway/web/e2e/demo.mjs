import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DESK_SIZE, PHONE_SIZE, enter } from './browser.mjs'
import { judge } from './pages.mjs'
import { as } from './people.mjs'

/** The demo county fills itself in this time, also on a busy machine. */
const LIVES_WITHIN_MS = 120_000

/** Reads nothing again by the clock, so that what changes has come by the stream. */
const neverAgain = (page) => page.addInitScript(() => {
  const every = setInterval
  globalThis.setInterval = (task, ms, ...more) => (ms >= 10_000 ? 0 : every(task, ms, ...more))
})

/** What somebody who tries the demo finds on the pages that nobody there fills by themselves. */
export function demoTests(stage) {
  test('org_onTheDemo_hasATeamOrdersAndActivities', async () => {
    const { page, faults, close } = await enter(stage.browser, stage.base, '/org', { viewport: DESK_SIZE })
    await page.locator('.org-teams li').nth(5).waitFor({ timeout: LIVES_WITHIN_MS })
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

  test('org_onTheDemo_showsAtOnceWhatOthersDo', async () => {
    const { page, close } = await enter(stage.browser, stage.base, '/org', { viewport: DESK_SIZE, prepare: neverAgain })
    await page.locator('.org-orders li').nth(1).waitFor({ timeout: LIVES_WITHIN_MS })
    await page.locator('.org-teams li').nth(5).waitFor()
    const staff = await as(stage.base, 'community', 'c-1')
    const { teams } = await staff.get('/v1/teams')
    await staff.post(`/v1/teams/${teams[0].id}/members/v-9/invite`, {})
    await page.locator('.org-teams li').nth(6).waitFor()
    const { orders } = await staff.get('/v1/orders?state=OPEN,ASSIGNED,SUBMITTED&pageSize=200')
    await staff.post(`/v1/orders/${orders.find((order) => order.residentId === 'o-1').id}/cancel`, { reason: 'NOT_NEEDED' })
    await page.locator('.org-orders h3', { hasText: '已经结束' }).waitFor()
    await close()
  })
}
