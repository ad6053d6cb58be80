import { describe, expect, it } from 'vitest'
import { bodyOf, sheetOf } from '../src/community/person'

describe('person', () => {
  it('file_thatIsMended_keepsWhatTheFormDoesNotShow', () => {
    const known = { id: 'r-1', name: '陈桂兰', phone: '13985510001', languages: ['zh'], relatives: ['r-2'], blockedVolunteers: ['v-3'], preferredVolunteers: ['v-4'], guardian: 'r-9', birthYear: 1943 }
    const body = bodyOf({ ...sheetOf(known), address: '3 栋', home: { lat: 26.5, lng: 106.4 } }, known)
    expect(body).toMatchObject({ name: '陈桂兰', address: '3 栋', home: { lat: 26.5, lng: 106.4 }, relatives: ['r-2'], blockedVolunteers: ['v-3'], preferredVolunteers: ['v-4'], guardian: 'r-9', birthYear: 1943 })
    expect(body).not.toHaveProperty('phone')
  })
  it('file_thatIsNew_bringsItsNumberAndCommunity', () => {
    expect(bodyOf({ ...sheetOf({}, '百花社区'), name: '周玉珍', phone: '13985510009' }, {})).toMatchObject({ name: '周玉珍', phone: '13985510009', community: '百花社区', livesAlone: false })
  })
})
