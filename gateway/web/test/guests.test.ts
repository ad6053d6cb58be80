import { describe, expect, it } from 'vitest'
import { asking, forGuest, placesLeft, withPart } from '../src/activity/guests'
import type { Activity, Part } from '../src/wire/types'

const NOW = new Date('2026-11-23T02:20:00Z')
const part = (state: Part['state'], waitingNumber = 0): Part => ({ state, waitingNumber, guest: true, creditedMinutes: 0 }) as Part
const one = (id: string, hours: number, more: Partial<Activity> = {}): Activity =>
  ({ id, state: 'PUBLISHED', window: { start: new Date(NOW.getTime() + hours * 3_600_000).toISOString(), end: new Date(NOW.getTime() + (hours + 1) * 3_600_000).toISOString() }, guestPlaces: 3, guests: 1, guestsWaiting: 0, ...more }) as Activity

describe('activities for guests', () => {
  it('list_ofAGuest_hasOwnOnesFirst_andNoneThatIsOver', () => {
    const found = forGuest([one('b', 5), one('a', 2, { own: part('JOINED') }), one('over', -3, { own: part('JOINED') }), one('left', 1, { own: part('LEFT') }), one('off', 4, { state: 'CANCELLED', own: part('CALLED_OFF') })], NOW)
    expect(found.mine.map((each) => each.id)).toEqual(['a', 'off'])
    expect(found.others.map((each) => each.id)).toEqual(['left', 'b'])
  })
  it('places_thatAreWaitedFor_areNotFree', () => {
    expect(placesLeft(one('a', 1))).toBe(2)
    expect(placesLeft(one('a', 1, { guests: 3, guestsWaiting: 2 }))).toBe(0)
    expect(placesLeft(one('a', 1, { guests: 2, guestsWaiting: 1 }))).toBe(0)
  })
  it('part_thatTheNodeTold_standsUntilTheListIsReadAgain', () => {
    const told = withPart([one('a', 1), one('b', 2)], 'b', part('WAITING', 2))
    expect(told[0]!.own).toBeUndefined()
    expect(told[1]!.own?.waitingNumber).toBe(2)
  })
  it('asking_forOneself_namesNobody_andForFamilyNamesThem', () => {
    expect(asking('r-1', 'r-1')).toEqual({ guest: true })
    expect(asking('r-2', 'r-1', 'DISABLED')).toEqual({ guest: true, onBehalfOf: 'r-2', circumstance: 'DISABLED' })
  })
})
