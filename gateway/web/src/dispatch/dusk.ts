import type { Theme } from '../design/tokens'

const DAWN_HOUR = 7
const DUSK_HOUR = 18

/** Night from 18:00 to 07:00 in the region's zone: the dispatcher's default after dusk. */
export function themeAt(now: Date, zone: string): Theme {
  const hour = Number(new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' }).format(now))
  return hour >= DUSK_HOUR || hour < DAWN_HOUR ? 'night' : 'day'
}
