// Chromium, and pages that remember what went wrong on them.
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { DOOR } from './people.mjs'

export const PHONE_SIZE = { width: 390, height: 844 }
export const DESK_SIZE = { width: 1440, height: 900 }
/** A page on a busy machine shows what was asked of it within this. */
const SHOWS_WITHIN_MS = 45_000
const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium'
const SCREENS = fileURLToPath(new URL('../target-screens/', import.meta.url))
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export async function openBrowser() {
  if (!existsSync(EXECUTABLE)) throw new Error(`These tests need Chromium at ${EXECUTABLE}: install the package "chromium" (bin/test does), or name another with CHROMIUM.`)
  mkdirSync(SCREENS, { recursive: true })
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
  })
}

/** Opens a page as somebody from the chooser of invented people. */
export async function enter(browser, base, path, settings = {}) {
  const opened = await open(browser, base, path, settings)
  await opened.page.locator('.person').first().click()
  return opened
}

/**
 * Opens a page for nobody yet. `faults` fills with whatever a careful reader of the console would see; `besides` names the
 * other sites that the page may go to.
 */
export async function open(browser, base, path, { lang = 'zh', viewport = PHONE_SIZE, prepare, besides = [] } = {}) {
  const context = await browser.newContext({ viewport, locale: lang === 'zh' ? 'zh-CN' : 'en-GB', timezoneId: 'Asia/Shanghai', permissions: ['geolocation'], geolocation: { latitude: DOOR.lat, longitude: DOOR.lng }, reducedMotion: 'reduce' })
  const page = await context.newPage()
  page.setDefaultTimeout(SHOWS_WITHIN_MS)
  const faults = watch(page, [base, ...besides])
  await prepare?.(page)
  await page.goto(`${base}${path}?lang=${lang}`)
  return { page, faults, close: () => context.close() }
}

function watch(page, sites) {
  const faults = []
  const own = sites.map((site) => new URL(site).host)
  page.on('console', (message) => message.type() === 'error' && faults.push(`console: ${message.text()}`))
  page.on('pageerror', (error) => faults.push(`error: ${error}`))
  page.on('requestfailed', (request) => faults.push(`failed: ${request.url()} ${request.failure()?.errorText}`))
  page.on('response', (response) => response.status() >= 400 && faults.push(`${response.status()}: ${response.url()}`))
  page.on('request', (request) => /^(http|ws)/.test(request.url()) && !own.includes(new URL(request.url()).host) && faults.push(`outside: ${request.url()}`))
  page.on('websocket', (socket) => !own.includes(new URL(socket.url()).host) && faults.push(`outside: ${socket.url()}`))
  return faults
}

/** What axe finds serious or critical, by WCAG 2.2 AA. */
export async function barriers(page) {
  await page.evaluate(AXE)
  const { violations } = await page.evaluate(() => globalThis.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }))
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`).join(' | ')}`)
}

export const tooWide = (page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)

export const picture = (page, name, fullPage = false) => page.screenshot({ path: `${SCREENS}${name}.png`, fullPage })

/** How many clearly different colours the middle of an element shows: one means that nothing is drawn. */
export async function colours(browser, page, selector) {
  const { x, y, width, height } = await page.locator(selector).first().boundingBox()
  const clip = { x: x + width / 4, y: y + height / 4, width: width / 2, height: height / 2 }
  const png = (await page.screenshot({ clip })).toString('base64')
  const reader = await browser.newPage()
  const found = await reader.evaluate(async (text) => {
    const image = await createImageBitmap(new Blob([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))]))
    const brush = new OffscreenCanvas(image.width, image.height).getContext('2d')
    brush.drawImage(image, 0, 0)
    const { data } = brush.getImageData(0, 0, image.width, image.height)
    const seen = new Set()
    for (let at = 0; at < data.length; at += 4) seen.add(((data[at] >> 4) << 8) | ((data[at + 1] >> 4) << 4) | (data[at + 2] >> 4))
    return seen.size
  }, png)
  await reader.close()
  return found
}
