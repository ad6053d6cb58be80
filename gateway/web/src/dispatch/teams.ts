import type { Shape } from '../book/queue'
import type { OrderFrame, OrderTeamOffer } from '../wire/types'

/** The live one, then the newest. */
export const newestOfferFirst = (offers: OrderTeamOffer[]) => [...offers].sort((a, b) => Number(b.state === 'SENT') - Number(a.state === 'SENT') || (a.sentAt < b.sentAt ? 1 : -1))

export function offerShape(state: OrderTeamOffer['state']): Shape {
  if (state === 'SENT') return 'offered'
  return state === 'ACCEPTED' ? 'underway' : 'stale'
}

/** Whether a team may be asked: an order for several people, of which a place is open and which has not begun. */
export function mayAskTeam(order: OrderFrame, now: number): boolean {
  const open = order.visits.some((visit) => ['OPEN', 'OFFERED', 'INVITED'].includes(visit.state))
  return order.state !== 'SUBMITTED' && order.visits.length > 1 && open && now < Date.parse(order.windowEnd)
}

/** Whether one is asked now: nobody else is, until it answers. */
export const isAsked = (offers: OrderTeamOffer[] | undefined, now: number) => (offers ?? []).some((one) => one.state === 'SENT' && now < Date.parse(one.expiresAt))
