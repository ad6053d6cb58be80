import { describe, expect, it } from 'vitest'
import { isLaterDate, ruleOf } from '../src/resident/repeat'
import type { Order } from '../src/wire/types'

describe('repeats', () => {
  it('rule_ofWhatWasPressed_isRfc5545', () => {
    expect(ruleOf('daily', [3])).toBe('FREQ=DAILY')
    expect(ruleOf('weekly', [3, 0])).toBe('FREQ=WEEKLY;BYDAY=MO,TH')
  })

  it('date_moreThanADayOff_standsWithItsRepeat', () => {
    const now = new Date('2026-10-01T01:00:00Z')
    const order = (start: string, repeatId?: string) => ({ window: { start, end: start }, repeatId }) as Order
    expect(isLaterDate(order('2026-10-05T01:00:00Z', 's'), now)).toBe(true)
    expect(isLaterDate(order('2026-10-01T09:00:00Z', 's'), now)).toBe(false)
    expect(isLaterDate(order('2026-10-05T01:00:00Z'), now)).toBe(false)
  })
})
