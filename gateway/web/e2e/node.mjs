// The packaged node, started for the tests on free ports with a data directory of its own, and ended with it.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { until } from './until.mjs'

const JAR = process.env.LINLI_JAR ?? fileURLToPath(new URL('../../target/linli.jar', import.meta.url))
/** A busy machine starts a node within this. */
const STARTS_WITHIN_MS = 180_000
const STOPS_WITHIN_MS = 20_000
/** As much of what the node said as a failure shows. */
const SAID_KEPT = 4_000

const freePort = () =>
  new Promise((done, failed) => {
    const server = createServer().once('error', failed).listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => done(port))
    })
  })

/** @param settings of the command line; a function is given the node's own address */
export async function startNode(...settings) {
  if (!existsSync(JAR)) throw new Error(`${JAR} is not there; build it with ./mvnw package, or name it with LINLI_JAR`)
  const data = mkdtempSync(join(tmpdir(), 'linli-e2e-'))
  const [port, management] = [await freePort(), await freePort()]
  const base = `http://127.0.0.1:${port}`
  const asked = settings.map((one) => (typeof one === 'function' ? one(base) : one))
  const node = spawn('java', ['-jar', JAR, ...asked, '--port', port, '--management-port', management, '--data', data], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const out of [node.stdout, node.stderr]) out.on('data', (text) => (said = (said + text).slice(-SAID_KEPT)))
  const ended = new Promise((done) => node.once('exit', done))

  async function stop() {
    node.kill('SIGTERM')
    const late = setTimeout(() => node.kill('SIGKILL'), STOPS_WITHIN_MS)
    await ended
    clearTimeout(late)
    rmSync(data, { recursive: true, force: true })
  }
  const ready = () => {
    if (node.exitCode !== null) throw new Error(`The node ended by itself: ${said}`)
    return fetch(`${base}/v1/region`).then((answer) => answer.ok, () => false)
  }
  await until('the node answers', ready, STARTS_WITHIN_MS).catch(async (failure) => {
    await stop()
    throw new Error(`${failure.message}; it said: ${said}`)
  })
  return { base, stop }
}
