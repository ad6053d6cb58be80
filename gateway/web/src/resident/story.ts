import type { Kin } from '../reach/reach'
import type { Order, OrderFrame, Visit, VisitFrame } from '../wire/types'
import type { Format } from '../words/format'
import type { zh } from '../words/resident'

/** How far an order has come, as a resident sees it. */
export type Stage = 'review' | 'finding' | 'taken' | 'moving' | 'here' | 'done' | 'confirmed' | 'cancelled' | 'expired' | 'referred'

export function stageOf(order: Order): Stage {
  if (order.state === 'SUBMITTED') return 'review'
  if (order.state === 'REFERRED') return 'referred'
  if (order.state === 'CANCELLED' || order.state === 'REFUSED') return 'cancelled'
  if (order.state === 'EXPIRED') return 'expired'
  const states = order.visits.map((visit) => visit.state)
  const any = (...wanted: string[]) => states.some((state) => wanted.includes(state))
  if (any('ON_SITE')) return 'here'
  if (any('EN_ROUTE')) return 'moving'
  if (any('ASSIGNED')) return 'taken'
  if (any('DONE')) return 'done'
  if (order.state === 'CLOSED' || any('CONFIRMED', 'DISPUTED')) return 'confirmed'
  return 'finding'
}

/** The visit that the line speaks of: the one that has come farthest. */
export function leading(order: Order): Visit | undefined {
  const rank = ['ON_SITE', 'EN_ROUTE', 'ASSIGNED', 'DONE', 'DISPUTED', 'CONFIRMED']
  return [...order.visits].sort((a, b) => place(rank, a.state) - place(rank, b.state))[0]
}
const place = (rank: string[], state: string) => (rank.indexOf(state) + 1 || 99)

/** The one large line: who comes, when; or what we are doing about it. */
export function lineOf(order: Order, w: typeof zh, format: Format, now: Date, whose?: string): string {
  const visit = leading(order)
  const who = visit?.volunteerName ?? w.neighbour
  const when = visit?.start ? format.moment(visit.start, now) : format.moment(order.window.start, now)
  const later = Date.parse(order.window.start) - now.getTime() > 2 * 3_600_000
  const lines: Record<Stage, () => string> = {
    review: () => w.submitted,
    finding: () => (later ? w.waitingLater(format.moment(order.window.start, now)) : w.waiting),
    taken: () => w.coming(who, when, whose),
    moving: () => w.onTheWay(who, when),
    here: () => w.here(who),
    done: () => w.finished(who),
    confirmed: () => (visit?.volunteerName ? w.finished(who) : w.finishedNobody),
    cancelled: () => w.cancelled,
    expired: () => w.expired,
    referred: () => w.referred(order.referredTo ?? '120'),
  }
  return lines[stageOf(order)]()
}

/** Whose order it is, by name, where it is one of the family's. */
export function kinOf(order: Order, family: Kin[]): string | undefined {
  const kin = family.find((one) => one.id === order.residentId)
  return kin && (kin.name || kin.id)
}

export const isOver = (order: Order) => ['confirmed', 'cancelled', 'expired', 'referred'].includes(stageOf(order))

/** The order as it stood, with what a frame says since. */
export function withFrame(order: Order, frame: OrderFrame): Order {
  return {
    ...order,
    state: frame.state,
    version: frame.version ?? order.version,
    codeWord: frame.codeWord ?? order.codeWord,
    visits: frame.visits.length ? frame.visits.map((visit) => withVisit(order, visit)) : order.visits,
  }
}

function withVisit(order: Order, visit: VisitFrame): Visit {
  const known = order.visits.find((other) => other.id === visit.visitId)
  const { visitId, orderId: _orderId, ...rest } = visit
  return { ...known, ...rest, id: visitId }
}

/** Quarter-day choices for when somebody should come, as wall clocks of the region. */
export const HOURS = { morning: ['08:00', '09:00', '10:00', '11:00'], afternoon: ['13:00', '14:00', '15:00', '16:00'], evening: ['17:00', '18:00', '19:00'] } as const

/** For "now": help should start within this. */
export const NOW_WINDOW_MINUTES = 90
/** For a chosen hour: help should start within this after it. */
export const LATER_SLACK_MINUTES = 60
