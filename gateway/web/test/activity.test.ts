import { describe, expect, it } from 'vitest'
import { arranged, checkInOpen, hasPlace, signUpOpen } from '../src/activity/activities'
import { dateIn, instantIn } from '../src/leader/when'
import type { Activity, PartState } from '../src/wire/types'

const at = (hour: number) => new Date(Date.UTC(2026, 2, 16, hour)).toISOString()
const one = (more: Partial<Activity> = {}): Activity => ({
  id: 'a', state: 'PUBLISHED', version: 1, title: 't', location: { lat: 26.5, lng: 106.4 }, window: { start: at(10), end: at(12) }, signUpUntil: at(9), leaderId: 'l-1', places: 3, joined: 1, waiting: 0, ...more,
})
const part = (state: PartState) => ({ own: { state, waitingNumber: 0 } })

describe('activities', () => {
  it('place_thatOthersWaitFor_isNotFree', () => {
    expect(hasPlace(one({ joined: 2, waiting: 1 }))).toBe(false)
    expect(hasPlace(one({ joined: 2 }))).toBe(true)
  })
  it('signUp_atItsEnd_isOver', () => {
    expect(signUpOpen(one(), new Date(at(8)))).toBe(true)
    expect(signUpOpen(one(), new Date(at(9)))).toBe(false)
  })
  it('checkIn_isOpenFromHalfAnHourBefore', () => {
    expect(checkInOpen(one(), new Date(Date.parse(at(10)) - 1_800_001))).toBe(false)
    expect(checkInOpen(one(), new Date(Date.parse(at(10)) - 1_800_000))).toBe(true)
    expect(checkInOpen(one(), new Date(at(12)))).toBe(false)
  })
  it('own_standFirst_andSeriesAndLeftOnesAreNoOwn', () => {
    const sorted = arranged([one({ id: 'later', window: { start: at(14), end: at(15) } }), one({ id: 'left', ...part('LEFT') }), one({ id: 'mine', ...part('WAITING') }), one({ id: 'series', state: 'SERIES' }), one({ id: 'gone', state: 'CANCELLED' })])
    expect(sorted.mine.map((found) => found.id)).toEqual(['mine'])
    expect(sorted.others.map((found) => found.id)).toEqual(['left', 'later'])
  })
})

describe('when', () => {
  it('instant_inTheRegionsZone_isNotTheBrowsers', () => {
    expect(instantIn('Asia/Shanghai', '2026-03-16', '09:30').toISOString()).toBe('2026-03-16T01:30:00.000Z')
    expect(dateIn('Asia/Shanghai', new Date('2026-03-15T17:00:00Z'))).toBe('2026-03-16')
  })
  it('instant_besideTheChangeOfClocks_isRight', () => {
    expect(instantIn('Europe/Berlin', '2026-03-29', '01:30').toISOString()).toBe('2026-03-29T00:30:00.000Z')
    expect(instantIn('Europe/Berlin', '2026-03-29', '03:30').toISOString()).toBe('2026-03-29T01:30:00.000Z')
  })
})
