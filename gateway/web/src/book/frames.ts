import type { Assignment, DutyFrame, Frame, Invitation, Offer, OfferClosed, OfferCounts, OrderFrame, PositionFix, VisitFrame } from '../wire/types'

/** What a page knows of the region, changed by frames alone. A frame is a state, so hearing it twice changes nothing. */
export interface Book {
  orders: Map<string, OrderFrame>
  offers: Map<string, Offer>
  closed: Map<string, OfferClosed>
  assignments: Map<string, Assignment>
  invitations: Map<string, Invitation>
  duties: Map<string, DutyFrame>
  positions: Map<string, PositionFix & { heardAt: number }>
  names: Map<string, string>
}

export const emptyBook = (): Book => ({
  orders: new Map(), offers: new Map(), closed: new Map(), assignments: new Map(), invitations: new Map(), duties: new Map(), positions: new Map(), names: new Map(),
})

/** Closed offers are remembered for their plain answer, this many at most. */
const CLOSED_KEPT = 50
/** Finished orders stay in the list, this many at most, so that a page open for a week does not grow. */
const FINISHED_KEPT = 500

const OVER = new Set(['CLOSED', 'CANCELLED', 'EXPIRED', 'REFUSED', 'REFERRED'])
const GONE_FROM_HAND = new Set(['OPEN', 'OFFERED', 'INVITED', 'CANCELLED', 'EXPIRED', 'VOID'])

/** Takes one frame in. `now` in milliseconds marks when a position was heard. */
export function take(book: Book, frame: Frame, now: number): void {
  switch (frame.type) {
    case 'snapshot':
      return takeSnapshot(book, frame)
    case 'order':
      return takeOrder(book, bare(frame))
    case 'visit':
      return takeVisit(book, bare(frame))
    case 'offer':
      return void book.offers.set(frame.offerId, bare(frame))
    case 'offer.closed':
      return closeOffer(book, bare(frame))
    case 'invitation':
      return void book.invitations.set(frame.visit.visitId, bare(frame))
    case 'assignment':
      return takeAssignment(book, bare(frame))
    case 'duty':
      return takeDuty(book, bare(frame))
    case 'positions':
      return takePositions(book, frame.fixes ?? [], frame.gone ?? [], now)
  }
}

function bare<F extends { type: string; seq?: string }>(frame: F): Omit<F, 'type' | 'seq'> {
  const { type: _type, seq: _seq, ...body } = frame
  return body
}

/** The first part of a snapshot replaces all; further parts of it add. */
function takeSnapshot(book: Book, part: Extract<Frame, { type: 'snapshot' }>): void {
  if (!continued.has(book)) for (const map of [book.orders, book.offers, book.assignments, book.invitations, book.duties]) map.clear()
  if (part.last === false) continued.add(book)
  else continued.delete(book)
  part.orders?.forEach((order) => takeOrder(book, order))
  part.offers?.forEach((offer) => book.offers.set(offer.offerId, offer))
  part.assignments?.forEach((assignment) => takeAssignment(book, assignment))
  part.invitations?.forEach((invitation) => book.invitations.set(invitation.visit.visitId, invitation))
  part.duties?.forEach((duty) => takeDuty(book, duty))
}

const continued = new WeakSet<Book>()

function takeOrder(book: Book, order: OrderFrame): void {
  const known = book.orders.get(order.orderId)
  if (known?.version !== undefined && order.version !== undefined && order.version < known.version) return
  book.orders.delete(order.orderId)
  book.orders.set(order.orderId, { ...known, ...order, visits: order.visits ?? [] })
  order.visits?.forEach((visit) => remember(book, visit))
  if (OVER.has(order.state)) trimFinished(book)
}

function trimFinished(book: Book): void {
  const finished = [...book.orders.values()].filter((order) => OVER.has(order.state))
  for (const order of finished.slice(0, Math.max(0, finished.length - FINISHED_KEPT))) book.orders.delete(order.orderId)
}

function takeVisit(book: Book, visit: VisitFrame): void {
  remember(book, visit)
  const order = book.orders.get(visit.orderId)
  if (!order) return
  const others = order.visits.filter((other) => other.visitId !== visit.visitId)
  const visits = [...others, { ...order.visits.find((other) => other.visitId === visit.visitId), ...visit }].sort((a, b) => (a.visitId < b.visitId ? -1 : 1))
  book.orders.set(order.orderId, { ...order, visits, offers: sumCounts(visits) ?? order.offers })
  if (!['OPEN', 'OFFERED', 'INVITED'].includes(visit.state)) book.invitations.delete(visit.visitId)
}

function remember(book: Book, visit: VisitFrame): void {
  if (visit.volunteerId && visit.volunteerName) book.names.set(visit.volunteerId, visit.volunteerName)
}

function sumCounts(visits: VisitFrame[]): OfferCounts | undefined {
  const counted = visits.filter((visit) => visit.offers)
  if (!counted.length) return undefined
  const sum = (of: keyof OfferCounts) => counted.reduce((total, visit) => total + (visit.offers![of] ?? 0), 0)
  return { asked: sum('asked'), declined: sum('declined'), lapsed: sum('lapsed'), waiting: sum('waiting') }
}

function closeOffer(book: Book, closed: OfferClosed): void {
  book.offers.delete(closed.offerId)
  book.closed.set(closed.offerId, closed)
  if (book.closed.size > CLOSED_KEPT) book.closed.delete(book.closed.keys().next().value!)
}

function takeAssignment(book: Book, assignment: Assignment): void {
  book.invitations.delete(assignment.visitId)
  if (assignment.volunteerName) book.names.set(assignment.volunteerId, assignment.volunteerName)
  if (GONE_FROM_HAND.has(assignment.state)) return void book.assignments.delete(assignment.visitId)
  const known = book.assignments.get(assignment.visitId)
  book.assignments.set(assignment.visitId, { ...known, ...assignment, visit: assignment.visit ?? known?.visit })
}

function takeDuty(book: Book, duty: DutyFrame): void {
  if (duty.on) book.duties.set(duty.volunteerId, duty)
  else book.duties.delete(duty.volunteerId)
  if (!duty.on) book.positions.delete(duty.volunteerId)
}

function takePositions(book: Book, fixes: PositionFix[], gone: string[], now: number): void {
  for (const fix of fixes) book.positions.set(fix.volunteerId, { ...fix, heardAt: now - (fix.ageSeconds ?? 0) * 1000 })
  for (const id of gone) book.positions.delete(id)
}
