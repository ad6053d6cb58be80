import { uuid7 } from './ids'
import { Problem } from './problem'

/** Tries of one request: the first and three more, within about 4 s, so that nobody waits before a frozen page. */
const TRIES = 4
const FIRST_WAIT_MS = 300
const LONGEST_WAIT_MS = 2_000
/** 5,000 rows at 100 a second, on a node that is busy with other things. */
const READ_WITHIN_MS = 60_000
/** A person gives up before this; the node answers or refuses within 5 s. */
const ANSWER_WITHIN_MS = 8_000

export interface ApiSettings {
  token(): string | null
  language(): string
  /** Gets the next token of the session when one has run out; false where the session has ended. */
  renew?(): Promise<boolean>
  /** Called when the node no longer knows the token, and there is no other. */
  signedOut?(): void
  fetch?: typeof fetch
  wait?(ms: number): Promise<void>
  newKey?(): string
}

/** Speaks JSON with the node. A request that changes something keeps its Idempotency-Key through all its tries. */
export class Api {
  private readonly fetch: typeof fetch
  private readonly wait: (ms: number) => Promise<void>
  private readonly newKey: () => string

  constructor(private readonly settings: ApiSettings) {
    this.fetch = settings.fetch ?? ((input, init) => fetch(input, init))
    this.wait = settings.wait ?? ((ms) => new Promise((done) => setTimeout(done, ms)))
    this.newKey = settings.newKey ?? (() => uuid7())
  }

  get<T>(path: string, signal?: AbortSignal): Promise<T> {
    return this.send('GET', path, undefined, {}, signal)
  }

  post<T>(path: string, body: unknown = {}, key = this.newKey(), signal?: AbortSignal): Promise<T> {
    return this.send('POST', path, body, { 'Idempotency-Key': key }, signal)
  }

  put<T>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<T> {
    return this.send('PUT', path, body, { 'Idempotency-Key': this.newKey(), ...headers })
  }

  /** A file as it is. The node may have much to read, so it gets longer, and one try: whoever sent it sees what came of it. */
  upload<T>(path: string, file: Blob, type: string): Promise<T> {
    const headers = { 'Idempotency-Key': this.newKey(), 'Content-Type': type }
    return this.send('POST', path, file, headers, AbortSignal.timeout(READ_WITHIN_MS))
  }

  private async send<T>(method: string, path: string, body: unknown, headers: Record<string, string>, signal?: AbortSignal): Promise<T> {
    let renewed = false
    for (let attempt = 1; ; attempt++) {
      const used = this.settings.token()
      const answer = await this.once(method, path, body, headers, signal)
      if (!(answer instanceof Problem)) return answer.value as T
      if (answer.status === 401 && !answer.isRefusedEntry) {
        if (!renewed && used && (this.settings.token() !== used || (await this.settings.renew?.()))) {
          renewed = true
          continue
        }
        this.settings.signedOut?.()
      }
      if (!answer.mayPass || attempt >= TRIES || signal?.aborted) throw answer
      await this.wait(answer.retryAfterMs ?? Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1)))
    }
  }

  private async once(method: string, path: string, body: unknown, headers: Record<string, string>, signal?: AbortSignal) {
    try {
      const response = await this.fetch(path, {
        method,
        headers: this.headers(headers, body !== undefined),
        body: body === undefined || body instanceof Blob ? body : JSON.stringify(body),
        signal: signal ?? AbortSignal.timeout(ANSWER_WITHIN_MS),
      })
      if (!response.ok) return withRetryAfter(await Problem.of(response), response)
      const text = await response.text()
      return { value: text ? JSON.parse(text) : undefined }
    } catch (failure) {
      if (signal?.aborted) throw failure
      return withRetryAfter(Problem.offline())
    }
  }

  private headers(extra: Record<string, string>, hasBody: boolean): Record<string, string> {
    const token = this.settings.token()
    return {
      Accept: 'application/json, application/problem+json',
      'Accept-Language': this.settings.language(),
      ...(hasBody ? { 'Content-Type': 'application/json' } : {}),
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...extra,
    }
  }
}

type Waiting = Problem & { retryAfterMs?: number }

function withRetryAfter(problem: Waiting, response?: Response): Waiting {
  const seconds = Number(response?.headers.get('Retry-After') ?? Number.NaN)
  if (Number.isFinite(seconds)) problem.retryAfterMs = Math.min(LONGEST_WAIT_MS, seconds * 1000)
  return problem
}
