interface ProblemBody {
  type?: string; title?: string; status?: number; detail?: string; errors?: { pointer: string; detail: string }[]; traceId?: string
}

/** An answer that is not a success (RFC 9457), or none at all: then the code is "offline". */
export class Problem extends Error {
  readonly code: string
  readonly status: number
  readonly title: string
  readonly detail: string
  readonly errors: { pointer: string; detail: string }[]
  readonly traceId?: string

  constructor(body: ProblemBody, status: number) {
    super(body.detail ?? body.title ?? `HTTP ${status}`)
    this.code = body.type?.split('/').pop() ?? (status === 0 ? 'offline' : `http-${status}`)
    this.status = status
    this.title = body.title ?? ''
    this.detail = body.detail ?? ''
    this.errors = body.errors ?? []
    this.traceId = body.traceId
  }

  static offline = () => new Problem({ type: 'offline' }, 0)

  static async of(response: Response): Promise<Problem> {
    const body = (await response.json().catch(() => ({}))) as ProblemBody
    return new Problem(body, response.status)
  }

  get isOffline() {
    return this.status === 0
  }

  /** Whether it is a sign-in itself that was refused, not a token. */
  get isRefusedEntry() {
    return ['sign-in-wrong', 'sign-in-code-wrong', 'signed-out'].includes(this.code)
  }

  /** Whether the same request may be sent again with hope. */
  get mayPass() {
    return this.status === 0 || this.status === 503 || this.status === 429
  }
}
