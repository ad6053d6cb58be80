import { describe, expect, it } from 'vitest'
import { inOrder, isEnough, least, stillMay } from '../src/team/naming'
import type { TeamOffer } from '../src/wire/types'

const offer = (more: Partial<TeamOffer>): TeamOffer => ({ offerId: 'o.t1', orderId: 'o', teamId: 't', state: 'SENT', start: '2026-03-02T01:00:00Z', end: '2026-03-02T02:00:00Z', durationMinutes: 60, seats: 3, fewest: 2, expiresAt: '2026-03-01T23:00:00Z', ...more })

describe('naming', () => {
  it('wants as many as the offer says, and no more than there are seats', () => {
    expect([1, 2, 3, 4].map((n) => isEnough(offer({}), n))).toEqual([false, true, true, false])
  })
  it('names one by one where a seat of a taken order is open again', () => {
    const taken = offer({ state: 'ACCEPTED', seats: 1 })
    expect(least(taken)).toBe(1)
    expect(isEnough(taken, 1)).toBe(true)
    expect(isEnough(taken, 0)).toBe(false)
  })
  it('unpicks whoever may no longer go', () => {
    const now = offer({ people: [{ id: 'v-1', may: true }, { id: 'v-2', may: false, why: '那段时间有别的安排' }] })
    expect([...stillMay(now, ['v-1', 'v-2', 'v-3'])]).toEqual(['v-1'])
  })
  it('shows what waits before what was taken, and the soonest first', () => {
    const [late, soon, taken] = [offer({ offerId: 'late', start: '2026-03-03T01:00:00Z' }), offer({ offerId: 'soon' }), offer({ offerId: 'taken', state: 'ACCEPTED', start: '2026-03-01T01:00:00Z' })]
    expect(inOrder([taken, late, soon]).map((one) => one.offerId)).toEqual(['soon', 'late', 'taken'])
  })
})
