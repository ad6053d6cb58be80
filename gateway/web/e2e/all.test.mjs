// Every end-to-end test, one after another: npm run e2e. Three nodes: a quiet one, one with an outside issuer, and the demo county, never two at once.
import { after, before, describe } from 'node:test'
import { openBrowser } from './browser.mjs'
import { demoTests } from './demo.mjs'
import { dispatchTests } from './dispatch.mjs'
import { firstWeekTests } from './firstweek.mjs'
import { hotlineTests } from './hotline.mjs'
import { startNode } from './node.mjs'
import { CLIENT, startIssuer } from './issuer.mjs'
import { outsideTests } from './outside.mjs'
import { pageTests } from './pages.mjs'
import { enrol } from './people.mjs'
import { storyTests } from './story.mjs'

/** What the tests share; filled before them. */
const stage = {}
before(async () => {
  stage.browser = await openBrowser()
  stage.issuer = await startIssuer()
})
after(async () => {
  await stage.browser?.close()
  await stage.issuer?.stop()
})

/** The tests at a node of their own. */
function at(name, settings, prepare, tests) {
  describe(name, () => {
    before(async () => {
      stage.node = await startNode(...(typeof settings === 'function' ? settings() : settings))
      stage.base = stage.node.base
      await prepare()
    })
    after(() => stage.node?.stop())
    for (const some of tests) some(stage)
  })
}

at('a quiet county', ['--dev-tokens'], () => enrol(stage.base), [storyTests, hotlineTests, firstWeekTests, pageTests])
const outside = () => ['--oidc-issuer', stage.issuer.base, '--oidc-client', CLIENT, '--oidc-name', '县政务', '--oidc-roles', 'grid-worker=community', '--oidc-redirect', (base) => `${base}/community`]
at('a county with an issuer of its own', outside, () => {}, [outsideTests])
at('the demo county', ['--demo'], () => {}, [demoTests, dispatchTests])
