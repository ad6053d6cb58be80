// Every end-to-end test, one after another: npm run e2e. Two nodes, a quiet one and the demo county, never both at once.
import { after, before, describe } from 'node:test'
import { openBrowser } from './browser.mjs'
import { dispatchTests } from './dispatch.mjs'
import { firstWeekTests } from './firstweek.mjs'
import { hotlineTests } from './hotline.mjs'
import { startNode } from './node.mjs'
import { pageTests } from './pages.mjs'
import { enrol } from './people.mjs'
import { storyTests } from './story.mjs'

/** What the tests share; filled before them. */
const stage = {}
before(async () => {
  stage.browser = await openBrowser()
})
after(() => stage.browser?.close())

/** The tests at a node of their own. */
function at(name, settings, prepare, tests) {
  describe(name, () => {
    before(async () => {
      stage.node = await startNode(...settings)
      stage.base = stage.node.base
      await prepare()
    })
    after(() => stage.node?.stop())
    for (const some of tests) some(stage)
  })
}

at('a quiet county', ['--dev-tokens'], () => enrol(stage.base), [storyTests, hotlineTests, firstWeekTests, pageTests])
at('the demo county', ['--demo'], () => {}, [dispatchTests])
