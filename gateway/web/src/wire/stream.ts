import type { Frame, LatLng } from './types'

/** connecting: the first time; live; stale: open but silent; lost: closed, trying again; ended: will not try again. */
export type Feed = 'connecting' | 'live' | 'stale' | 'lost' | 'ended'

export interface Socket {
  send(text: string): void
  close(code?: number): void
  onopen: ((event: unknown) => void) | null
  onmessage: ((event: { data: unknown }) => void) | null
  onclose: ((event: { code: number }) => void) | null
}

export interface StreamSettings {
  open(): Socket
  ticket(): Promise<string>
  topics: string[]
  viewport?: { southWest: LatLng; northEast: LatLng }
  onFrame(frame: Frame): void
  onFeed(feed: Feed): void
  now?(): number
  random?(): number
  later?(run: () => void, ms: number): unknown
  cancel?(timer: unknown): void
}

export const PING_EVERY_MS = 4_000
/** Silence after which what is shown must be called old: two pings unanswered. */
export const STALE_AFTER_MS = 9_000
/** Silence after which the socket is given up. */
export const DEAD_AFTER_MS = 20_000
const FIRST_BACKOFF_MS = 400
const LONGEST_BACKOFF_MS = 15_000
const NOT_ALLOWED = 4403
const REPLACED = 4409
const NODE_GOING = 4503

/**
 * The live feed of one page. Resumes after the last entry that was heard whole: frames of one entry share a sequence, so an entry counts as
 * whole once a frame of a later one, or the last part of a snapshot, has come. What is heard twice changes nothing, for frames are states.
 */
export class Stream {
  private readonly now: () => number
  private readonly random: () => number
  private readonly later: (run: () => void, ms: number) => unknown
  private readonly cancel: (timer: unknown) => void
  private socket: Socket | null = null
  private retry: unknown = null
  private pulse: unknown = null
  private attempts = 0
  private whole: string | undefined
  private current: string | undefined
  private state: Feed | null = null
  private over = false
  /** When anything was last heard, in milliseconds; 0 before the first frame. */
  lastHeard = 0

  constructor(private readonly settings: StreamSettings) {
    this.now = settings.now ?? (() => Date.now())
    this.random = settings.random ?? Math.random
    this.later = settings.later ?? ((run, ms) => setTimeout(run, ms))
    this.cancel = settings.cancel ?? ((timer) => clearTimeout(timer as ReturnType<typeof setTimeout>))
  }

  get resumeFrom(): string | undefined {
    return this.whole
  }

  start(): void {
    this.over = false
    this.feed('connecting')
    void this.connect()
  }

  stop(): void {
    this.over = true
    this.cancel(this.retry)
    this.cancel(this.pulse)
    this.drop(1000)
    this.feed('ended')
  }

  send(frame: Record<string, unknown>): void {
    if (this.state === 'live' || this.state === 'stale') this.socket?.send(JSON.stringify(frame))
  }

  private async connect(): Promise<void> {
    let ticket: string
    try {
      ticket = await this.settings.ticket()
    } catch {
      return this.again()
    }
    if (!this.over) this.greet(this.settings.open(), ticket)
  }

  private greet(socket: Socket, ticket: string): void {
    this.socket = socket
    this.lastHeard ||= this.now()
    const hello = { type: 'hello', ticket, resumeFrom: this.whole, topics: this.settings.topics, viewport: this.settings.viewport }
    socket.onopen = () => socket.send(JSON.stringify(hello))
    socket.onmessage = (event) => this.hear(socket, String(event.data))
    socket.onclose = (event) => this.closed(socket, event.code)
    this.openedAt = this.now()
    this.beat()
  }

  private openedAt = 0

  private hear(socket: Socket, text: string): void {
    if (socket !== this.socket) return
    const frame = JSON.parse(text) as Frame
    this.lastHeard = this.now()
    if (frame.type === 'welcome') this.attempts = 0
    this.feed('live')
    this.settings.onFrame(frame)
    this.advance(frame)
  }

  private advance(frame: Frame): void {
    if (!frame.seq) return
    if (frame.seq !== this.current) {
      if (this.current) this.whole = this.current
      this.current = frame.seq
    }
    if (frame.type === 'snapshot' && frame.last !== false) this.whole = frame.seq
  }

  private closed(socket: Socket, code: number): void {
    if (socket !== this.socket) return
    this.socket = null
    this.cancel(this.pulse)
    if (code === REPLACED || code === NOT_ALLOWED) {
      this.over = true
      return this.feed('ended')
    }
    if (code === NODE_GOING) this.attempts = 0
    this.again()
  }

  private again(): void {
    if (this.over) return
    this.feed('lost')
    const most = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** this.attempts++)
    this.retry = this.later(() => void this.connect(), most * (0.5 + this.random() / 2))
  }

  private beat(): void {
    this.cancel(this.pulse)
    this.pulse = this.later(() => {
      const silence = this.now() - Math.max(this.lastHeard, this.openedAt)
      if (silence >= DEAD_AFTER_MS) {
        this.drop(4408)
        return this.again()
      }
      if (silence >= STALE_AFTER_MS && this.state === 'live') this.feed('stale')
      this.send({ type: 'ping' })
      this.beat()
    }, PING_EVERY_MS)
  }

  private drop(code: number): void {
    const socket = this.socket
    this.socket = null
    try {
      socket?.close(code)
    } catch {
      // A socket that never opened refuses to be closed with a code; it is let go all the same.
    }
  }

  private feed(feed: Feed): void {
    if (feed === this.state) return
    this.state = feed
    this.settings.onFeed(feed)
  }
}
