import type { Activity, Part } from '../wire/types'
import { endOf, startOf } from './activities'

/** For somebody who comes to be helped: those with a part of theirs first, then the others; each by start, none that is over. */
export function forGuest(list: Activity[], now: Date): { mine: Activity[]; others: Activity[] } {
  const ahead = list.filter((one) => endOf(one) > now.getTime()).sort((a, b) => startOf(a) - startOf(b))
  const comes = (one: Activity) => ['JOINED', 'WAITING', 'ON_SITE'].includes(one.own?.state ?? '')
  const isOff = (one: Activity) => one.state === 'CANCELLED' && one.own?.state === 'CALLED_OFF'
  return { mine: ahead.filter((one) => comes(one) || isOff(one)), others: ahead.filter((one) => one.state === 'PUBLISHED' && !comes(one)) }
}

export const placesLeft = (one: Activity) => Math.max(0, (one.guestPlaces ?? 0) - (one.guests ?? 0) - (one.guestsWaiting ?? 0))

/** The list with what the node said of the person's part, until it is read again. */
export const withPart = (list: Activity[], id: string, own: Part) => list.map((one) => (one.id === id ? { ...one, own: { ...one.own, ...own } } : one))

/** What joining asks for: for oneself nothing is named. */
export const asking = (person: string, self: string, circumstance?: string) => ({ guest: true, ...(person === self ? {} : { onBehalfOf: person }), ...(circumstance ? { circumstance } : {}) })
