import { describe, expect, it } from 'vitest'
import { isAsked, mayAskTeam, newestOfferFirst, offerShape } from '../src/dispatch/teams'
import type { OrderFrame, OrderTeamOffer } from '../src/wire/types'

const NOW = Date.parse('2026-11-23T02:20:00Z')
const offer = (more: Partial<OrderTeamOffer>): OrderTeamOffer => ({ offerId: 'o.t1', teamId: 't', state: 'SENT', byHand: true, named: [], sentAt: '2026-11-23T02:00:00Z', expiresAt: '2026-11-23T02:30:00Z', ...more })
const order = (states: string[], more: Partial<OrderFrame> = {}) => ({ state: 'OPEN', windowEnd: '2026-11-23T06:00:00Z', visits: states.map((state) => ({ state })), ...more }) as unknown as OrderFrame

describe('teams at the dispatcher’s desk', () => {
  it('may be asked for an order for several people with an open place that is not over', () => {
    expect(mayAskTeam(order(['ASSIGNED', 'OPEN']), NOW)).toBe(true)
    expect(mayAskTeam(order(['OPEN']), NOW)).toBe(false)
    expect(mayAskTeam(order(['ASSIGNED', 'ASSIGNED']), NOW)).toBe(false)
    expect(mayAskTeam(order(['OPEN', 'OPEN'], { windowEnd: '2026-11-23T02:00:00Z' }), NOW)).toBe(false)
    expect(mayAskTeam(order(['OPEN', 'OPEN'], { state: 'SUBMITTED' }), NOW)).toBe(false)
  })
  it('are asked one at a time, until the time to answer is over', () => {
    expect(isAsked([offer({})], NOW)).toBe(true)
    expect(isAsked([offer({ expiresAt: '2026-11-23T02:20:00Z' })], NOW)).toBe(false)
    expect(isAsked([offer({ state: 'DECLINED' })], NOW)).toBe(false)
    expect(isAsked(undefined, NOW)).toBe(false)
  })
  it('show the live offer first, then the newest', () => {
    const list = [offer({ offerId: 'a', state: 'DECLINED', sentAt: '2026-11-23T01:00:00Z' }), offer({ offerId: 'b' }), offer({ offerId: 'c', state: 'EXPIRED', sentAt: '2026-11-23T02:10:00Z' })]
    expect(newestOfferFirst(list).map((one) => one.offerId)).toEqual(['b', 'c', 'a'])
    expect(list.map((one) => offerShape(one.state))).toEqual(['stale', 'offered', 'stale'])
  })
})
