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
/** As many as the node puts into one frame. */
const FIXES_A_FRAME = 1000
function* pages(list) {
  for (let at = 0; at < list.length; at += FIXES_A_FRAME) yield list.slice(at, at + FIXES_A_FRAME)
}
function walk() {
  for (const one of volunteers) {
    one.place.lat += (random() - 0.5) * 0.0006
    one.place.lng += (random() - 0.5) * 0.0006
  }
  return fixesOf(volunteers)
}

for (const steps of [0, 3]) {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  let moving
  const tell = (say) => [...pages(walk())].forEach((fixes) => say({ type: 'positions', fixes }))
  await signInAs(page, 'dispatcher', 'd-1')
  await install(page, {
    volunteers: volunteers.slice(0, 200), orders, snapshot: { orders, duties: [] },
    onHello: (say) => {
      tell(say)
      moving = setInterval(tell, 1000, say)
    },
  })
  const began = Date.now()
  await page.goto(`${server.resolvedUrls.local[0]}dispatch`)
  const map = page.locator('.county-map')
  await page.locator('.sketch .county').waitFor()
  const sketched = Date.now() - began
  await page.locator('.county-map[data-drawn=true]').waitFor({ timeout: 120_000 })
  const drawn = Date.now() - began
  for (let n = 0; n < steps; n++) {
    const level = await map.getAttribute('data-level')
    await page.locator('.map-keys button').first().click()
    await page.waitForFunction((was) => document.querySelector('.county-map').dataset.level !== was, level)
  }
  const box = await page.locator('.map-box').boundingBox()
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  let over = false
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
  ).finally(() => (over = true))
  // Each move is taken in before the next is sent.
  while (!over) {
    const turn = Date.now() / 240
    await page.mouse.move(x + Math.sin(turn) * 180, y + Math.cos(turn) * 120)
  }
  await page.mouse.up()
  const { perSecond, longestMs } = await counting
  console.log(`${people} people, ${steps ? 'three steps closer' : 'whole county'}: ${perSecond.toFixed(1)} frames/s, longest ${longestMs.toFixed(0)} ms; sketch after ${sketched} ms, map after ${drawn} ms`)
  clearInterval(moving)
  await page.context().close()
}
await browser.close()
await server.close()
