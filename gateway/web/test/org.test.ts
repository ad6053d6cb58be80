import { describe, expect, it } from 'vitest'
import { ahead } from '../src/org/activities'
import { askable, bodyOf, coming, lacking, type Wish } from '../src/org/order'
import type { Activity, Order, Team } from '../src/wire/types'

const ZONE = 'Asia/Shanghai'
const NOW = new Date('2026-11-23T02:20:00Z')
const wish = (more: Partial<Wish> = {}): Wish => ({ whose: 'us', residentId: '', community: '红枫湖社区', service: 'cleaning', people: 3, day: '2026-11-24', from: '14:00', to: '17:00', address: '', notes: '', team: '', place: { lat: 26.5, lng: 106.4 }, ...more })

describe('an order by an organisation', () => {
  it('lacks one thing at a time, in the order of the form', () => {
    expect(lacking(wish(), ZONE, NOW)).toBe('')
    expect(lacking(wish({ whose: 'resident', residentId: ' ' }), ZONE, NOW)).toBe('resident')
    expect(lacking(wish({ service: '' }), ZONE, NOW)).toBe('service')
    expect(lacking(wish({ day: '2026-11-23', from: '10:20' }), ZONE, NOW)).toBe('past')
    expect(lacking(wish({ day: '' }), ZONE, NOW)).toBe('past')
    expect(lacking(wish({ to: '' }), ZONE, NOW)).toBe('end')
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

describe('activities of an organisation', () => {
  const one = (id: string, hours: number, more: Partial<Activity> = {}) =>
    ({ id, state: 'PUBLISHED', community: '红枫湖社区', leaderId: 'l-1', window: { start: new Date(NOW.getTime() + hours * 3_600_000).toISOString(), end: new Date(NOW.getTime() + (hours + 2) * 3_600_000).toISOString() }, ...more }) as unknown as Activity
  const team = { id: 't-1', name: '学院志愿队', leaderId: 'v-1' } as Team
  const ids = (list: Activity[]) => ahead(list, [team], ['红枫湖社区'], NOW).map((shown) => shown.one.id)

  it('activities_ofPartnersAndOwnTeams_areThoseNotOver_soonestFirst', () => {
    expect(ids([one('later', 30), one('soon', 2), one('over', -3), one('closed', 1, { state: 'CLOSED' }), one('rule', 1, { state: 'SERIES' }), one('elsewhere', 1, { community: '百花社区' })])).toEqual(['soon', 'later'])
    expect(ids([one('ours', 1, { community: '百花社区', leaderId: 'v-1' })])).toEqual(['ours'])
  })
  it('activity_ledByATeamsLeader_isShownWithTheTeam', () => {
    expect(ahead([one('a', 1, { leaderId: 'v-1' }), one('b', 2)], [team], ['红枫湖社区'], NOW).map((shown) => shown.team?.name)).toEqual(['学院志愿队', undefined])
  })
})
