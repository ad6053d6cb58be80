import type { OrderFrame, Priority, VisitState } from '../wire/types'

export type Shelf = 'waiting' | 'active' | 'done' | 'all'
export type Shape = 'emergency' | 'urgent' | 'soon' | 'routine' | 'offered' | 'underway' | 'done' | 'stale'

const RANK: Record<Priority, number> = { EMERGENCY: 0, URGENT: 1, SOON: 2, ROUTINE: 3, BULK: 4 }
const WAITING = new Set<VisitState>(['OPEN', 'OFFERED', 'INVITED'])
const ACTIVE = new Set<VisitState>(['ASSIGNED', 'EN_ROUTE', 'ON_SITE'])
const FINISHED = new Set(['DONE', 'CLOSED', 'CANCELLED', 'EXPIRED', 'REFUSED', 'REFERRED'])

/** Over, and nobody was helped: no tick for these. */
const UNSERVED = new Set(['CANCELLED', 'EXPIRED', 'REFUSED', 'REFERRED'])

/** Which shelf of the queue an order stands on; an order with one seat open still waits. */
export function shelf(order: OrderFrame): Exclude<Shelf, 'all'> {
  if (FINISHED.has(order.state)) return 'done'
  if (order.visits.some((visit) => WAITING.has(visit.state)) || !order.visits.length) return 'waiting'
  return order.visits.some((visit) => ACTIVE.has(visit.state)) ? 'active' : 'done'
}

/** The latest moment at which help can start and still keep the window, in milliseconds. */
export const latestStart = (order: OrderFrame) => Math.max(Date.parse(order.windowStart), Date.parse(order.windowEnd) - order.durationMinutes * 60_000)

/** Seconds until nobody can come in time any more; negative: late. */
export const secondsToBreach = (order: OrderFrame, now: number) => (latestStart(order) - now) / 1000

/** The shape of a priority. */
export function priorityShape(priority: Priority): Shape {
  const shapes: Record<Priority, Shape> = { EMERGENCY: 'emergency', URGENT: 'urgent', SOON: 'soon', ROUTINE: 'routine', BULK: 'routine' }
  return shapes[priority]
}

/** The shape of an order on the map: how pressing it is while it waits, then how far it has come. */
export function orderShape(order: OrderFrame): Shape {
  const at = shelf(order)
  if (at === 'done') return UNSERVED.has(order.state) ? 'stale' : 'done'
  if (at === 'active') return 'underway'
  const asked = order.visits.some((visit) => visit.state === 'OFFERED' || visit.state === 'INVITED')
  return asked && RANK[order.priority] >= RANK.SOON ? 'offered' : priorityShape(order.priority)
}

/** The shape that goes with the state of one visit. */
export function visitShape(state: VisitState): Shape {
  if (WAITING.has(state)) return state === 'OPEN' ? 'routine' : 'offered'
  if (ACTIVE.has(state)) return 'underway'
  return state === 'DONE' || state === 'CONFIRMED' ? 'done' : 'stale'
}

/** Most pressing first, then the soonest to be late, then the oldest. What is done: the newest first. */
export function byUrgency(a: OrderFrame, b: OrderFrame): number {
  return RANK[a.priority] - RANK[b.priority] || latestStart(a) - latestStart(b) || compare(a.createdAt, b.createdAt) || compare(a.orderId, b.orderId)
}

export const newestFirst = (a: OrderFrame, b: OrderFrame) => compare(b.createdAt, a.createdAt)

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** The last signs of an id, by which people on the telephone name an order. */
export const shortId = (id: string) => id.slice(-6).toUpperCase()

/** Orders of a shelf that hold every word of the search. */
export function find(orders: Iterable<OrderFrame>, on: Shelf, search: string, alias: (order: OrderFrame) => string = () => ''): OrderFrame[] {
  const wanted = search.trim().toLowerCase().split(/\s+/).filter(Boolean)
  const found = [...orders].filter((order) => {
    if (on !== 'all' && shelf(order) !== on) return false
    if (!wanted.length) return true
    const text = `${order.orderId} ${order.serviceName ?? ''} ${order.service} ${order.community ?? ''} ${order.priority} ${alias(order)}`.toLowerCase()
    return wanted.every((word) => text.includes(word))
  })
  return found.sort(on === 'done' ? newestFirst : byUrgency)
}
