import { instantIn } from '../leader/when'
import type { LatLng, Order, Team } from '../wire/types'

/** An order as an organisation writes it: for itself, or for a resident of a partner community. */
export interface Wish {
  whose: 'us' | 'resident'; residentId: string; community: string; service: string; people: number; day: string; from: string; to: string; address: string; notes: string; team: string; place?: LatLng
}

export type Lacking = 'resident' | 'service' | 'past' | 'end' | 'place' | ''

/** What is still missing or wrong, the first of it. */
export function lacking(wish: Wish, zone: string, now: Date): Lacking {
  if (wish.whose === 'resident' && !wish.residentId.trim()) return 'resident'
  if (!wish.service) return 'service'
  if (!wish.day || !wish.from || instantIn(zone, wish.day, wish.from) <= now) return 'past'
  if (wish.to <= wish.from) return 'end'
  return wish.place ? '' : 'place'
}

/** The body of the order. A team that was chosen is asked first where its time allows. */
export function bodyOf(wish: Wish, zone: string) {
  const text = (value: string) => value.trim() || undefined
  return {
    service: wish.service, people: wish.people, location: wish.place, community: text(wish.community), address: text(wish.address), notes: text(wish.notes), team: text(wish.team),
    window: { start: instantIn(zone, wish.day, wish.from).toISOString(), end: instantIn(zone, wish.day, wish.to).toISOString() },
    ...(wish.whose === 'resident' ? { onBehalfOf: wish.residentId.trim() } : {}),
  }
}

/** Teams that may be asked: of the organisation, open, with people. */
export const askable = (teams: Team[]) => teams.filter((team) => !team.closed && team.joined > 0)

/** Who comes, by name, and how many of the places are taken. */
export function coming(order: Order): { names: string[]; taken: number } {
  const taken = order.visits.filter((visit) => visit.volunteerId)
  return { names: taken.map((visit) => visit.volunteerName || visit.volunteerId!), taken: taken.length }
}
