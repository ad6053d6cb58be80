import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DESK_SIZE, PHONE_SIZE, barriers, enter, picture, tooWide } from './browser.mjs'

const PAGES = [
  { name: 'resident', path: '/', viewport: PHONE_SIZE, shown: '.verbs:not(.waiting)' },
  { name: 'volunteer', path: '/volunteer', viewport: PHONE_SIZE, shown: '.task, .resting, .offer, .duty-card' },
  { name: 'community', path: '/community', viewport: DESK_SIZE, shown: '.round-form' },
  { name: 'community-phone', path: '/community', viewport: PHONE_SIZE, shown: '.round-form' },
  { name: 'org', path: '/org', viewport: DESK_SIZE, shown: '.org-none, .org-home' },
  { name: 'org-phone', path: '/org', viewport: PHONE_SIZE, shown: '.org-none, .org-home' },
  { name: 'hotline', path: '/hotline', viewport: DESK_SIZE, shown: '.number:focus' },
]

/** A page in one language: clean console and network, no barrier, no sideways scrolling on a telephone; and its picture. */
export async function judge(page, faults, name, viewport) {
  await picture(page, name, viewport === PHONE_SIZE)
  assert.deepEqual(await barriers(page), [], 'axe')
  if (viewport === PHONE_SIZE) assert.ok((await tooWide(page)) <= 0, 'scrolls sideways')
  assert.deepEqual(faults, [])
}

export function pageTests(stage) {
  for (const { name, path, viewport, shown } of PAGES)
    for (const lang of ['zh', 'en'])
      test(`${name}_in_${lang}_isCleanAndOpenToAll`, async () => {
        const { page, faults, close } = await enter(stage.browser, stage.base, path, { lang, viewport })
        await page.locator(shown).first().waitFor()
        await judge(page, faults, `${name}-${lang}`, viewport)
        await close()
      })
}
