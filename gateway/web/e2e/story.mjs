import assert from 'node:assert/strict'
import { test } from 'node:test'
import { enter, picture } from './browser.mjs'
import { ADDRESS, DOOR, as } from './people.mjs'
import { until } from './until.mjs'

const points = async (page) => {
  await page.locator('.tabs button').nth(3).click()
  const shown = await page.locator('.sum div:nth-child(2) dd').textContent()
  await page.locator('.tabs button').nth(0).click()
  return Number(shown.replace(/[^\d.]/g, ''))
}

export function storyTests(stage) {
  test('story_orderToPoints_isPlayedThroughThePages', async () => {
    const resident = await enter(stage.browser, stage.base, '/')
    const volunteer = await enter(stage.browser, stage.base, '/volunteer')
    const [asking, helping] = [resident.page, volunteer.page]

    await helping.locator('.start').click()
    await helping.locator('.on-duty').waitFor()
    const before = await points(helping)

    await asking.locator('.verb', { hasText: '陪我说话' }).click()
    await asking.locator('.when-now').click()
    await asking.locator('.send').click()
    await asking.locator('.line', { hasText: '正在为您找人' }).waitFor()
    await picture(asking, 'story-1-waiting', true)

    await helping.locator('.offer', { hasText: '为什么问您' }).waitFor()
    await picture(helping, 'story-2-offer', true)
    await helping.locator('.offer footer .next').click()
    await helping.locator('.task', { hasText: '红枫湖路' }).waitFor()
    await asking.locator('.line', { hasText: '罗小梅' }).waitFor()
    await picture(asking, 'story-3-coming', true)

    await helping.locator('.do-next', { hasText: '我出发了' }).click()
    await asking.locator('.line', { hasText: '已经出门' }).waitFor()
    const code = await asking.locator('.code dd').textContent()
    const greeting = await asking.locator('.greeting dd').textContent()
    await helping.locator('.greet', { hasText: greeting }).waitFor()
    assert.equal((await helping.content()).includes(code), false, 'only the resident knows the code word')
    await helping.locator('.code-field').fill(code)
    await picture(helping, 'story-4-door', true)
    await helping.locator('.do-next', { hasText: '我到了' }).click()
    await asking.locator('.line', { hasText: '到了，正在帮忙' }).waitFor()
    await helping.locator('.do-next', { hasText: '完成了' }).click()

    await asking.locator('.ask-block .next', { hasText: '是的，帮完了' }).click()
    await asking.locator('.stairs button').nth(4).click()
    await asking.locator('h2', { hasText: '您的评价：很好' }).waitFor()
    await picture(asking, 'story-5-rated', true)

    const now = await until('the points rise', async () => { const found = await points(helping); return found > before && found })
    assert.ok(now > before)
    await helping.locator('.tabs button').nth(3).click()
    await helping.locator('.entries li').first().waitFor()
    await picture(helping, 'story-6-points', true)
    assert.deepEqual([...resident.faults, ...volunteer.faults], [])
    await resident.close()
    await volunteer.close()
  })

  test('handBack_onAnotherDeviceThanTheOneThatAccepted_freesTheVisit', async () => {
    const asking = await as(stage.base, 'resident', 'r-1')
    await (await as(stage.base, 'volunteer', 'v-1')).put('/v1/volunteers/v-1/duty', { on: true })
    const first = await enter(stage.browser, stage.base, '/volunteer')
    await first.page.locator('.on-duty').waitFor()
    const { id } = await asking.post('/v1/orders', { service: 'talk', location: DOOR, address: ADDRESS, durationMinutes: 30 })
    await first.page.locator('.offer footer .next').click()
    await first.page.locator('.task', { hasText: '红枫湖路' }).waitFor()
    await first.close()

    const second = await enter(stage.browser, stage.base, '/volunteer')
    await second.page.locator('.task footer .plain').click()
    await second.page.locator('.task .declining .key', { hasText: '身体不舒服' }).click()
    await second.page.locator('.task').waitFor({ state: 'detached' })
    assert.notEqual((await asking.get(`/v1/orders/${id}`)).state, 'ASSIGNED')
    await asking.post(`/v1/orders/${id}/cancel`, { reason: 'test' })
    assert.deepEqual([...first.faults, ...second.faults], [])
    await second.close()
  })
}
