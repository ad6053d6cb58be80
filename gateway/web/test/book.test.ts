import { describe, expect, it } from 'vitest'
import { emptyBook, take } from '../src/book/frames'
import { find, orderShape, secondsToBreach, shelf } from '../src/book/queue'
import type { Frame, OrderFrame, VisitFrame } from '../src/wire/types'

const visit = (over: Partial<VisitFrame> = {}): VisitFrame => ({ visitId: 'o1-1', orderId: 'o1', state: 'OPEN', ...over })
const order = (over: Partial<OrderFrame> = {}): OrderFrame => ({
  orderId: 'o1', state: 'OPEN', version: 1, service: 'meal', serviceName: '送餐', priority: 'ROUTINE', windowStart: '2026-11-22T02:00:00Z', windowEnd: '2026-11-22T04:00:00Z',
  createdAt: '2026-11-22T01:00:00Z', durationMinutes: 60, visits: [visit()], ...over,
})
const heard = (frames: Frame[], book = emptyBook()) => {
  frames.forEach((frame) => take(book, frame, 1_000_000))
  return book
}

describe('book', () => {
  it('order_heardTwice_isOneOrder', () => expect(heard([{ type: 'order', ...order() }, { type: 'order', ...order() }]).orders.size).toBe(1))

  it('order_olderVersion_changesNothing', () => {
    const book = heard([{ type: 'order', ...order({ version: 3, state: 'ASSIGNED' }) }, { type: 'order', ...order({ version: 2 }) }])
    expect(book.orders.get('o1')!.state).toBe('ASSIGNED')
  })

  it('visit_ofAKnownOrder_changesItsStateAndCounts', () => {
    const offers = { asked: 12, declined: 4, lapsed: 0, waiting: 8 }
    const book = heard([{ type: 'order', ...order() }, { type: 'visit', ...visit({ state: 'OFFERED', offers }) }])
    expect(book.orders.get('o1')!.visits[0]!.state).toBe('OFFERED')
    expect(book.orders.get('o1')!.offers).toEqual(offers)
  })

  it('visit_ofAnUnknownOrder_isLetGo', () => expect(heard([{ type: 'visit', ...visit() }]).orders.size).toBe(0))

  it('snapshot_inTwoParts_replacesWhatWasThereOnce', () => {
    const book = heard([
      { type: 'order', ...order({ orderId: 'old' }) },
      { type: 'snapshot', orders: [order({ orderId: 'a' })], last: false },
      { type: 'snapshot', orders: [order({ orderId: 'b' })], last: true },
    ])
    expect([...book.orders.keys()].sort()).toEqual(['a', 'b'])
    take(book, { type: 'snapshot', orders: [], last: true }, 0)
    expect(book.orders.size).toBe(0)
  })

  it('offer_closed_leavesItsAnswer', () => {
    const offer = { offerId: 'f', visit: {} as never, expiresAt: '', travelSeconds: 1, points: 1, reasons: [] }
    const book = heard([{ type: 'offer', ...offer }, { type: 'offer.closed', offerId: 'f', visitId: 'v', state: 'WITHDRAWN' }])
    expect(book.offers.size).toBe(0)
    expect(book.closed.get('f')!.state).toBe('WITHDRAWN')
  })

  it('assignment_handedBack_leavesTheHand', () => {
    const given = { visitId: 'v', orderId: 'o', volunteerId: 'n', start: '', end: '', visit: { address: '1 栋' } as never }
    const book = heard([{ type: 'assignment', ...given, state: 'ASSIGNED' }, { type: 'assignment', ...given, visit: undefined, state: 'EN_ROUTE' }])
    expect(book.assignments.get('v')).toMatchObject({ state: 'EN_ROUTE', visit: { address: '1 栋' } })
    take(book, { type: 'assignment', ...given, state: 'OPEN' }, 0)
    expect(book.assignments.size).toBe(0)
  })

  it('duty_off_takesThePositionAway', () => {
    const book = heard([
      { type: 'duty', volunteerId: 'v-1', on: true },
      { type: 'positions', fixes: [{ volunteerId: 'v-1', location: { lat: 26.5, lng: 106.4 }, ageSeconds: 4 }] },
    ])
    expect(book.positions.get('v-1')!.heardAt).toBe(996_000)
    take(book, { type: 'duty', volunteerId: 'v-1', on: false }, 0)
    expect([book.duties.size, book.positions.size]).toEqual([0, 0])
  })

  it('closedOrders_many_areTrimmed', () => {
    const book = heard(Array.from({ length: 600 }, (_, n) => ({ type: 'order' as const, ...order({ orderId: `o${n}`, state: 'CLOSED' }) })))
    expect(book.orders.size).toBe(500)
  })
})

describe('queue', () => {
  it('shelf_oneSeatOpen_waits', () => {
    expect(shelf(order({ state: 'ASSIGNED', visits: [visit({ state: 'ASSIGNED' }), visit({ visitId: 'o1-2' })] }))).toBe('waiting')
    expect(shelf(order({ visits: [visit({ state: 'EN_ROUTE' })] }))).toBe('active')
    expect(shelf(order({ state: 'CANCELLED' }))).toBe('done')
  })
  it('breach_isTheLatestStart', () => expect(secondsToBreach(order(), Date.parse('2026-11-22T02:59:00Z'))).toBe(60))
  it('shape_pressingOrder_keepsItsShapeWhileAsked', () => {
    expect(orderShape(order({ priority: 'EMERGENCY', visits: [visit({ state: 'INVITED' })] }))).toBe('emergency')
    expect(orderShape(order({ visits: [visit({ state: 'OFFERED' })] }))).toBe('offered')
    expect(orderShape(order({ state: 'EXPIRED', visits: [visit({ state: 'EXPIRED' })] }))).toBe('stale')
    expect(orderShape(order({ state: 'CLOSED', visits: [visit({ state: 'CONFIRMED' })] }))).toBe('done')
  })
  it('find_emergencyFirst_thenTheSoonestToBeLate', () => {
    const orders = [order({ orderId: 'late', windowEnd: '2026-11-22T03:30:00Z' }), order({ orderId: 'easy' }), order({ orderId: 'sos', priority: 'EMERGENCY' })]
    expect(find(orders, 'waiting', '').map((o) => o.orderId)).toEqual(['sos', 'late', 'easy'])
  })
  it('find_everyWord_mustMatch', () => {
    const orders = [order({ orderId: 'x1', community: '红枫社区' }), order({ orderId: 'x2' })]
    expect(find(orders, 'all', '送餐 红枫').map((o) => o.orderId)).toEqual(['x1'])
  })
})
