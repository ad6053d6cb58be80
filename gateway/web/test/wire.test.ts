import { describe, expect, it, vi } from 'vitest'
import { Api } from '../src/wire/api'
import { uuid7 } from '../src/wire/ids'
import { Problem } from '../src/wire/problem'

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } })

function apiWith(answers: (() => Response | Promise<Response>)[]) {
  const calls: { path: string; init: RequestInit }[] = []
  const waits: number[] = []
  const api = new Api({
    token: () => 't',
    language: () => 'zh',
    wait: async (ms) => void waits.push(ms),
    fetch: (async (path: string, init: RequestInit) => {
      calls.push({ path, init })
      return answers.shift()!()
    }) as typeof fetch,
  })
  return { api, calls, waits }
}
const header = (call: { init: RequestInit }, name: string) => (call.init.headers as Record<string, string>)[name]

describe('api', () => {
  it('post_unknownOutcome_sendsTheSameKeyAgain', async () => {
    const { api, calls, waits } = apiWith([() => json(503, { type: 'https://linli.org/problems/outcome-unknown' }, { 'Retry-After': '1' }), () => json(201, { id: 'o' })])
    await expect(api.post('/v1/orders', { service: 'meal' })).resolves.toEqual({ id: 'o' })
    expect(calls).toHaveLength(2)
    expect(header(calls[0]!, 'Idempotency-Key')).toBe(header(calls[1]!, 'Idempotency-Key'))
    expect(waits).toEqual([1000])
  })

  it('post_refused_isNotSentAgainAndKeepsTheProblem', async () => {
    const body = { type: 'https://linli.org/problems/offer-lapsed', title: '已过时', status: 409, detail: '这单已由附近的邻居接走了。' }
    const { api, calls } = apiWith([() => json(409, body)])
    const problem = await api.post('/v1/offers/x/accept').catch((e: Problem) => e)
    expect(problem).toBeInstanceOf(Problem)
    expect(problem).toMatchObject({ code: 'offer-lapsed', status: 409, detail: body.detail })
    expect(calls).toHaveLength(1)
  })

  it('get_noNetwork_triesFourTimesThenSaysOffline', async () => {
    const down = () => Promise.reject(new TypeError('network'))
    const { api, calls, waits } = apiWith([down, down, down, down])
    await expect(api.get('/v1/region')).rejects.toMatchObject({ code: 'offline', isOffline: true })
    expect(calls).toHaveLength(4)
    expect(waits).toEqual([300, 600, 1200])
  })

  it('any_unknownToken_signsOut', async () => {
    const signedOut = vi.fn()
    const api = new Api({ token: () => 'old', language: () => 'en', signedOut, fetch: (async () => json(401, {})) as typeof fetch })
    await expect(api.get('/v1/orders')).rejects.toMatchObject({ status: 401 })
    expect(signedOut).toHaveBeenCalledOnce()
  })

  it('any_request_carriesTokenAndLanguage', async () => {
    const { api, calls } = apiWith([() => json(200, {})])
    await api.get('/v1/orders')
    expect(header(calls[0]!, 'Authorization')).toBe('Bearer t')
    expect(header(calls[0]!, 'Accept-Language')).toBe('zh')
  })
})

describe('uuid7', () => {
  it('id_ofAMoment_carriesItsMillisecondsVersionAndVariant', () => {
    const id = uuid7(0x0192_3456_789a, (bytes) => bytes.fill(0xff))
    expect(id).toBe('01923456-789a-7fff-bfff-ffffffffffff')
  })
  it('ids_ofLaterMoments_sortLater', () => expect(uuid7(1000) < uuid7(2000)).toBe(true))
})
