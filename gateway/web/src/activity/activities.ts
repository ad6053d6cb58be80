import type { Activity } from '../wire/types'

/** How long before the start people may check in, as the registry has it. */
const EARLY_MS = 30 * 60_000

export const startOf = (one: Activity) => Date.parse(one.window.start)
export const endOf = (one: Activity) => Date.parse(one.window.end)
export const freePlaces = (one: Activity) => Math.max(0, one.places - one.joined)
/** Whoever comes now has a place: none of the free ones is waited for. */
export const hasPlace = (one: Activity) => freePlaces(one) > one.waiting
export const signUpOpen = (one: Activity, now: Date) => one.state === 'PUBLISHED' && now.getTime() < Date.parse(one.signUpUntil)
export const checkInOpen = (one: Activity, now: Date) =>
  one.state === 'PUBLISHED' && startOf(one) - EARLY_MS <= now.getTime() && now.getTime() < endOf(one)
export const begun = (one: Activity, now: Date) => startOf(one) <= now.getTime()
/** Whether the person is on the list in any way that still means something. */
export const takesPart = (one: Activity) => Boolean(one.own) && !['LEFT', 'PASSED'].includes(one.own!.state)

/** Those one takes part in first, then the others; each by start. */
export function arranged(list: Activity[]): { mine: Activity[]; others: Activity[] } {
  const ahead = list.filter((one) => one.state !== 'SERIES' && (takesPart(one) || one.state === 'PUBLISHED')).sort((a, b) => startOf(a) - startOf(b))
  return { mine: ahead.filter(takesPart), others: ahead.filter((one) => !takesPart(one)) }
}
