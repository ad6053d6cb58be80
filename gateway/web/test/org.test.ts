import { describe, expect, it } from 'vitest'
import { askable, bodyOf, coming, lacking, type Wish } from '../src/org/order'
import type { Order, Team } from '../src/wire/types'

const ZONE = 'Asia/Shanghai'
const NOW = new Date('2026-11-23T02:20:00Z')
const wish = (more: Partial<Wish> = {}): Wish => ({ whose: 'us', residentId: '', community: '红枫湖社区', service: 'cleaning', people: 3, day: '2026-11-24', from: '14:00', to: '17:00', address: '', notes: '', team: '', place: { lat: 26.5, lng: 106.4 }, ...more })

describe('an order by an organisation', () => {
  it('lacks one thing at a time, in the order of the form', () => {
    expect(lacking(wish(), ZONE, NOW)).toBe('')
    expect(lacking(wish({ service: '' }), ZONE, NOW)).toBe('service')
    expect(lacking(wish({ day: '2026-11-23', from: '10:20' }), ZONE, NOW)).toBe('past')
    expect(lacking(wish({ to: '14:00' }), ZONE, NOW)).toBe('end')
    expect(lacking(wish({ place: undefined }), ZONE, NOW)).toBe('place')
  })
  it('names nobody where it is for itself, and the resident where it is for one', () => {
    expect(bodyOf(wish({ residentId: 'r-7' }), ZONE)).not.toHaveProperty('onBehalfOf')
    const body = bodyOf(wish({ whose: 'resident', residentId: ' r-7 ', team: 't-1' }), ZONE)
    expect(body).toMatchObject({ onBehalfOf: 'r-7', team: 't-1', people: 3, window: { start: '2026-11-24T06:00:00.000Z', end: '2026-11-24T09:00:00.000Z' } })
    expect(body.notes).toBeUndefined()
  })
  it('may wish for a team that is open and has people', () => {
    const team = (id: string, more: Partial<Team> = {}): Team => ({ id, version: 1, name: id, leaderId: 'v-1', joined: 4, invited: 0, ...more })
    expect(askable([team('a'), team('b', { closed: true }), team('c', { joined: 0 })]).map((one) => one.id)).toEqual(['a'])
  })
  it('tells who comes by name, else by id', () => {
    const order = { visits: [{ id: '1', state: 'ASSIGNED', volunteerId: 'v-1', volunteerName: '王芳' }, { id: '2', state: 'ASSIGNED', volunteerId: 'v-2' }, { id: '3', state: 'OPEN' }] } as unknown as Order
    expect(coming(order)).toEqual({ names: ['王芳', 'v-2'], taken: 2 })
  })
})
