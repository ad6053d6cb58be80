import type { Order } from '../wire/types'

export type Often = 'once' | 'daily' | 'weekly'
export type OnHolidays = 'AS_USUAL' | 'SKIP' | 'NEXT_WORKDAY'
const CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const DAY_MS = 86_400_000

/** The RFC 5545 rule of what was pressed; days count from Monday, 0. */
export function ruleOf(often: Often, days: number[]): string {
  return often === 'daily' ? 'FREQ=DAILY' : `FREQ=WEEKLY;BYDAY=${[...days].sort().map((day) => CODES[day]).join(',')}`
}

/** Whether the order is a date of a repeat that is still more than a day off: it stands with its repeat, not among the others. */
export function isLaterDate(order: Order, now: Date): boolean {
  return !!order.repeatId && Date.parse(order.window.start) - now.getTime() > DAY_MS
}
