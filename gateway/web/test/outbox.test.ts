import { describe, expect, it } from 'vitest'
import { MOST_WAITING, Outbox, type Shelf, type Waiting } from '../src/wire/outbox'
import { Problem } from '../src/wire/problem'

function shelfOf(): Shelf {
  const kept = new Map<string, Waiting>()
  return {
    put: async (waiting) => void kept.set(waiting.key, waiting),
    all: async () => [...kept.values()],
    remove: async (key) => void kept.delete(key),
  }
}
const waiting = (key: string, at = key): Waiting => ({ key, path: `/v1/visits/${key}/check-in`, body: {}, at })

describe('outbox', () => {
  it('flush_online_sendsInTheOrderOfDoingAndForgets', async () => {
    const sent: string[] = []
    const outbox = new Outbox(shelfOf(), async (one) => sent.push(one.key))
    await outbox.add(waiting('b', '2'))
    await outbox.add(waiting('a', '1'))
    await outbox.flush()
    expect(sent).toEqual(['a', 'b'])
    expect(await outbox.waiting()).toEqual([])
  })

  it('flush_noNetwork_keepsAllWithTheirKeys', async () => {
    const outbox = new Outbox(shelfOf(), () => Promise.reject(Problem.offline()))
    await outbox.add(waiting('a'))
    await outbox.add(waiting('b'))
    expect((await outbox.flush()).sent).toEqual([])
    expect((await outbox.waiting()).map((one) => one.key)).toEqual(['a', 'b'])
  })

  it('flush_refused_isGivenBackAndDoesNotBlockTheNext', async () => {
    const outbox = new Outbox(shelfOf(), async (one) => {
      if (one.key === 'a') throw new Problem({ type: 'x/code-wrong', detail: '暗号不对。' }, 422)
    })
    await outbox.add(waiting('a'))
    await outbox.add(waiting('b'))
    const { sent, refused } = await outbox.flush()
    expect(sent.map((one) => one.key)).toEqual(['b'])
    expect(refused[0]!.problem.code).toBe('code-wrong')
    expect(await outbox.waiting()).toEqual([])
  })

  it('flush_signedOut_keepsAllForTheNextSignIn', async () => {
    const outbox = new Outbox(shelfOf(), () => Promise.reject(new Problem({ type: 'x/not-signed-in' }, 401)))
    await outbox.add(waiting('a'))
    expect(await outbox.flush()).toEqual({ sent: [], refused: [] })
    expect((await outbox.waiting()).map((one) => one.key)).toEqual(['a'])
  })

  it('flush_refusedAndToBeKept_staysWithTheReasonAndIsNotSentAgain', async () => {
    let sent = 0
    const outbox = new Outbox(shelfOf(), () => {
      sent++
      return Promise.reject(new Problem({ type: 'x/window-invalid', detail: '时间已经过了。' }, 422))
    }, true)
    await outbox.add(waiting('a'))
    await outbox.flush()
    await outbox.flush()
    expect(sent).toBe(1)
    expect((await outbox.waiting()).map((one) => one.refused)).toEqual(['时间已经过了。'])
    await outbox.drop('a')
    expect(await outbox.waiting()).toEqual([])
  })

  it('add_beyondTheLimit_isRefused', async () => {
    const outbox = new Outbox(shelfOf(), async () => {})
    for (let n = 0; n < MOST_WAITING; n++) await outbox.add(waiting(String(n)))
    await expect(outbox.add(waiting('more'))).rejects.toThrow(/100/)
  })
})
