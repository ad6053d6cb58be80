import { describe, expect, it, vi } from 'vitest'
import { Api } from '../src/wire/api'
import { uuid7 } from '../src/wire/ids'
import { Problem } from '../src/wire/problem'
import { renewing, type Kept } from '../src/wire/session'

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

  it('any_tokenThatRanOut_isRenewedAndTheSameRequestSentAgain', async () => {
    let token = 'old'
    const keys: string[] = []
    const answers = [() => json(401, { type: 'https://linli.org/problems/not-signed-in' }), () => json(200, { id: 'o' })]
    const signedOut = vi.fn()
    const api = new Api({
      token: () => token, language: () => 'en', signedOut,
      renew: async () => ((token = 'new'), true),
      fetch: (async (_: string, init: RequestInit) => {
        const sent = init.headers as Record<string, string>
        keys.push(`${sent.Authorization} ${sent['Idempotency-Key']}`)
        return answers.shift()!()
      }) as typeof fetch,
    })
    await expect(api.post('/v1/orders', {}, 'k')).resolves.toEqual({ id: 'o' })
    expect(keys).toEqual(['Bearer old k', 'Bearer new k'])
    expect(signedOut).not.toHaveBeenCalled()
  })

  it('any_sessionThatEnded_signsOutOnce', async () => {
    const signedOut = vi.fn()
    const api = new Api({ token: () => 'old', language: () => 'en', signedOut, renew: async () => false, fetch: (async () => json(401, {})) as typeof fetch })
    await expect(api.get('/v1/orders')).rejects.toMatchObject({ status: 401 })
    expect(signedOut).toHaveBeenCalledOnce()
  })

  it('signIn_refused_isNoReasonToSignOut', async () => {
    const signedOut = vi.fn()
    const api = new Api({ token: () => null, language: () => 'en', signedOut, fetch: (async () => json(401, { type: 'https://linli.org/problems/sign-in-wrong' })) as typeof fetch })
    await expect(api.post('/v1/sign-in', {})).rejects.toMatchObject({ code: 'sign-in-wrong' })
    expect(signedOut).not.toHaveBeenCalled()
  })

  it('any_request_carriesTokenAndLanguage', async () => {
    const { api, calls } = apiWith([() => json(200, {})])
    await api.get('/v1/orders')
    expect(header(calls[0]!, 'Authorization')).toBe('Bearer t')
    expect(header(calls[0]!, 'Accept-Language')).toBe('zh')
  })
})

describe('session', () => {
  const kept: Kept = { token: 'a', subject: 'r-1', refreshToken: 'r', refreshKey: 'k' }
  it('renew_askedTwiceAtOnce_usesTheRefreshTokenOnce', async () => {
    const ask = vi.fn(async () => ({ token: 'b', subject: 'r-1', refreshToken: 's' }))
    const keep = vi.fn()
    const renew = renewing(() => kept, ask, keep)
    expect(await Promise.all([renew(), renew()])).toEqual([true, true])
    expect(ask).toHaveBeenCalledExactlyOnceWith('r', 'k')
    expect(keep).toHaveBeenCalledOnce()
  })
  it('renew_ofASessionThatEnded_isFalse_andWithoutNetworkFails', async () => {
    expect(await renewing(() => kept, () => Promise.reject(new Problem({ type: 'signed-out' }, 401)), vi.fn())()).toBe(false)
    await expect(renewing(() => kept, () => Promise.reject(Problem.offline()), vi.fn())()).rejects.toMatchObject({ isOffline: true })
    expect(await renewing(() => ({ token: 'a', subject: 'r-1' }), vi.fn(), vi.fn())()).toBe(false)
  })
})

describe('uuid7', () => {
  it('id_ofAMoment_carriesItsMillisecondsVersionAndVariant', () => {
    const id = uuid7(0x0192_3456_789a, (bytes) => bytes.fill(0xff))
    expect(id).toBe('01923456-789a-7fff-bfff-ffffffffffff')
  })
  it('ids_ofLaterMoments_sortLater', () => expect(uuid7(1000) < uuid7(2000)).toBe(true))
})
