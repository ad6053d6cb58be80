// Frames per second of the dispatcher's map with 30,000 people who move once a second, while it is panned: npm run frames [-- people]
import { chromium } from 'playwright-core'
import { preview } from 'vite'
import { chance, fixesOf, install, signInAs, world } from './fixture.mjs'

const people = Number(process.argv[2] ?? 30_000)
const SECONDS = 10
const { volunteers, orders } = world(people, 400)
const random = chance(7)
const server = await preview({ preview: { port: 0 }, logLevel: 'error' })
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
})
for (const zoom of [0, 3]) {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  let moving
  await signInAs(page, 'dispatcher', 'd-1')
  await install(page, {
    volunteers: volunteers.slice(0, 200), orders, snapshot: { orders, duties: [] },
    onHello: (say) => {
      moving = setInterval(() => {
        for (const one of volunteers) {
          one.place.lat += (random() - 0.5) * 0.0006
          one.place.lng += (random() - 0.5) * 0.0006
        }
        say({ type: 'positions', fixes: fixesOf(volunteers) })
      }, 1000)
    },
  })
  await page.goto(`${server.resolvedUrls.local[0]}dispatch`)
  await page.waitForSelector('.row')
  await page.waitForTimeout(4000)
  for (let n = 0; n < zoom; n++) {
    await page.locator('.map-keys button').first().click()
    await page.waitForTimeout(400)
  }
  const box = await page.locator('.map-box').boundingBox()
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  const counting = page.evaluate(
    (ms) => new Promise((done) => {
      const since = performance.now()
      let [frames, longest, last] = [0, 0, since]
      const tick = (at) => {
        frames++
        longest = Math.max(longest, at - last)
        last = at
        if (at - since < ms) requestAnimationFrame(tick)
        else done({ perSecond: frames / ((at - since) / 1000), longestMs: longest })
      }
      requestAnimationFrame(tick)
    }),
    SECONDS * 1000,
  )
  const end = Date.now() + SECONDS * 1000
  for (let n = 0; Date.now() < end; n++) {
    await page.mouse.move(box.x + box.width / 2 + Math.sin(n / 8) * 180, box.y + box.height / 2 + Math.cos(n / 8) * 120)
    await page.waitForTimeout(30)
  }
  await page.mouse.up()
  const { perSecond, longestMs } = await counting
  console.log(`${people} people, ${zoom ? 'three steps closer' : 'whole county'}: ${perSecond.toFixed(1)} frames/s, longest ${longestMs.toFixed(0)} ms`)
  clearInterval(moving)
  await page.context().close()
}
await browser.close()
await server.close()
