import { zonedDate, zonedInstant } from '../words/format'
import type { LatLng } from '../wire/types'

export type Part = 'soon' | 'morning' | 'afternoon' | 'evening'
/** What staff write down at a door. Days are counted from the day on which it is written. */
export interface Slip { residentId: string; name: string; phone: string; address: string; service: string; part: Part; day: number; notes: string; place?: LatLng; home?: LatLng }
export const emptySlip = (): Slip => ({ residentId: '', name: '', phone: '', address: '', service: '', part: 'soon', day: 0, notes: '' })

const HOURS: Record<Exclude<Part, 'soon'>, [string, string]> = { morning: ['08:00', '12:00'], afternoon: ['12:00', '18:00'], evening: ['18:00', '21:00'] }
const SOON_MS = 24 * 3_600_000

/** From when until when it may be; soon begins whenever it is sent. */
export function windowOf(slip: Slip, now: Date, zone: string): { start?: string; end: string } {
  if (slip.part === 'soon') return { end: new Date(now.getTime() + SOON_MS).toISOString() }
  const date = zonedDate(now, zone, slip.day)
  const [start, end] = HOURS[slip.part].map((clock) => zonedInstant(date, clock, zone).toISOString())
  return { start: start!, end: end! }
}

export type Missing = 'name' | 'where' | 'place' | 'service' | 'over' | ''
export function missing(slip: Slip, now: Date, zone: string): Missing {
  if (!slip.name.trim()) return 'name'
  if (!slip.residentId && !slip.phone.trim() && !slip.address.trim()) return 'where'
  if (!slip.service) return 'service'
  if (slip.residentId && !slip.home && !slip.place) return 'place'
  return new Date(windowOf(slip, now, zone).end) <= now ? 'over' : ''
}

/** The order as the node takes it, the same at every try. */
export function orderOf(slip: Slip, now: Date, zone: string) {
  const text = (value: string) => value.trim() || undefined
  return {
    service: slip.service, window: windowOf(slip, now, zone), writtenAt: now.toISOString(), priority: slip.part === 'soon' ? 'SOON' : 'ROUTINE',
    notes: text(slip.notes), location: slip.place ?? slip.home,
    ...(slip.residentId ? { onBehalfOf: slip.residentId, address: text(slip.address) } : { resident: { name: slip.name.trim(), phone: text(slip.phone), address: text(slip.address) } }),
  }
}
