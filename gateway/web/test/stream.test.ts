import { describe, expect, it } from 'vitest'
import { DEAD_AFTER_MS, PING_EVERY_MS, STALE_AFTER_MS, Stream, type Feed, type Socket } from '../src/wire/stream'
import type { Frame } from '../src/wire/types'

/** A clock that runs only when told to. */
class Clock {
  now = 0
  private due: { at: number; run: () => void }[] = []
  later = (run: () => void, ms: number) => {
    const timer = { at: this.now + ms, run }
    this.due.push(timer)
    return timer
  }
  cancel = (timer: unknown) => void (this.due = this.due.filter((other) => other !== timer))
  async run(ms: number) {
    const end = this.now + ms
    for (;;) {
      await settle()
      const next = this.due.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0]
      if (!next) break
      this.cancel(next)
      this.now = next.at
      next.run()
    }
    this.now = end
    await settle()
  }
}
const settle = async () => {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve()
}

class FakeSocket implements Socket {
  sent: Record<string, unknown>[] = []
  closedWith?: number
  onopen: Socket['onopen'] = null
  onmessage: Socket['onmessage'] = null
  onclose: Socket['onclose'] = null
  send = (text: string) => void this.sent.push(JSON.parse(text))
  close = (code?: number) => void (this.closedWith = code)
  say = (frame: Record<string, unknown>) => this.onmessage?.({ data: JSON.stringify(frame) })
}

function streamWith(ticket: () => Promise<string> = async () => 'ticket') {
  const clock = new Clock()
  const sockets: FakeSocket[] = []
  const feeds: Feed[] = []
  const frames: Frame[] = []
  const stream = new Stream({
    open: () => {
      const socket = new FakeSocket()
      sockets.push(socket)
      return socket
    },
    ticket,
    topics: ['me'],
    onFrame: (frame) => frames.push(frame),
    onFeed: (feed) => feeds.push(feed),
    now: () => clock.now,
    random: () => 1,
    later: clock.later,
    cancel: clock.cancel,
  })
  const opened = async () => {
    await settle()
    sockets.at(-1)!.onopen?.({})
    return sockets.at(-1)!
  }
  return { stream, clock, sockets, feeds, frames, opened }
}

describe('stream', () => {
  it('start_firstTime_greetsWithTicketAndTopics', async () => {
    const { stream, feeds, opened } = streamWith()
    stream.start()
    const socket = await opened()
    expect(socket.sent[0]).toMatchObject({ type: 'hello', ticket: 'ticket', topics: ['me'] })
    expect(socket.sent[0]).not.toHaveProperty('resumeFrom')
    socket.say({ type: 'welcome', resumed: false })
    expect(feeds).toEqual(['connecting', 'live'])
  })

  it('reconnect_afterFrames_resumesFromTheLastWholeEntry', async () => {
    const { stream, clock, feeds, opened, sockets } = streamWith()
    stream.start()
    const first = await opened()
    first.say({ type: 'welcome', resumed: false })
    first.say({ type: 'snapshot', seq: '1-40', last: true })
    first.say({ type: 'order', seq: '1-41' })
    first.say({ type: 'visit', seq: '1-41' })
    first.say({ type: 'offer', seq: '1-42' })
    expect(stream.resumeFrom).toBe('1-41')
    first.onclose?.({ code: 1006 })
    expect(feeds.at(-1)).toBe('lost')
    await clock.run(400)
    const second = await opened()
    expect(sockets).toHaveLength(2)
    expect(second.sent[0]).toMatchObject({ resumeFrom: '1-41' })
  })

  it('snapshot_inParts_movesTheResumePointOnlyWithItsLast', async () => {
    const { stream, opened } = streamWith()
    stream.start()
    const socket = await opened()
    socket.say({ type: 'snapshot', seq: '1-9', last: false })
    expect(stream.resumeFrom).toBeUndefined()
    socket.say({ type: 'snapshot', seq: '1-9', last: true })
    expect(stream.resumeFrom).toBe('1-9')
  })

  it('reconnect_repeatedFailure_backsOffToFifteenSeconds', async () => {
    let tickets = 0
    const times: number[] = []
    const { stream, clock } = streamWith(async () => {
      tickets++
      times.push(clock.now)
      throw new Error('down')
    })
    stream.start()
    await clock.run(60_000)
    const gaps = times.slice(1).map((at, index) => at - times[index]!)
    expect(gaps.slice(0, 6)).toEqual([400, 800, 1600, 3200, 6400, 12800])
    expect(Math.max(...gaps)).toBe(15_000)
    expect(tickets).toBeGreaterThan(6)
    stream.stop()
  })

  it('feed_silent_isStaleThenGivenUp', async () => {
    const { stream, clock, feeds, opened } = streamWith()
    stream.start()
    const socket = await opened()
    socket.say({ type: 'welcome', resumed: false })
    await clock.run(STALE_AFTER_MS + PING_EVERY_MS)
    expect(feeds.at(-1)).toBe('stale')
    expect(socket.sent.filter((frame) => frame.type === 'ping').length).toBeGreaterThan(1)
    await clock.run(DEAD_AFTER_MS)
    expect(socket.closedWith).toBe(4408)
    expect(feeds).toContain('lost')
    stream.stop()
  })

  it('feed_staleThenHeard_isLiveAgain', async () => {
    const { stream, clock, feeds, opened } = streamWith()
    stream.start()
    const socket = await opened()
    socket.say({ type: 'welcome', resumed: false })
    await clock.run(STALE_AFTER_MS + PING_EVERY_MS)
    socket.say({ type: 'pong' })
    expect(feeds.at(-1)).toBe('live')
    stream.stop()
  })

  it.each([4403, 4409])('close_%i_endsForGood', async (code) => {
    const { stream, clock, feeds, opened, sockets } = streamWith()
    stream.start()
    const socket = await opened()
    socket.onclose?.({ code })
    await clock.run(60_000)
    expect(feeds.at(-1)).toBe('ended')
    expect(sockets).toHaveLength(1)
  })

  it('close_nodeGoingAway_comesBackAtOnce', async () => {
    const { stream, clock, opened, sockets } = streamWith()
    stream.start()
    const socket = await opened()
    socket.say({ type: 'welcome', resumed: true })
    socket.onclose?.({ code: 4503 })
    await clock.run(400)
    expect(sockets).toHaveLength(2)
    stream.stop()
  })

  it('frame_ofAnOldSocket_isIgnored', async () => {
    const { stream, clock, frames, opened, sockets } = streamWith()
    stream.start()
    const old = await opened()
    old.onclose?.({ code: 1006 })
    await clock.run(400)
    await opened()
    old.say({ type: 'order', seq: '1-1' })
    expect(frames).toHaveLength(0)
    expect(sockets).toHaveLength(2)
    stream.stop()
  })
})
