import { describe, expect, it } from 'vitest'
import { emptySlip, missing, orderOf, windowOf, type Slip } from '../src/community/round'

const ZONE = 'Asia/Shanghai'
const morning = new Date('2026-11-23T02:20:00Z') // 10:20 in Qingzhen
const slip = (over: Partial<Slip>): Slip => ({ ...emptySlip(), name: '陈桂兰', phone: '13985510001', service: 'talk', ...over })

describe('round', () => {
  it('window_soon_beginsWhenItIsSent', () => expect(windowOf(slip({}), morning, ZONE)).toEqual({ end: '2026-11-24T02:20:00.000Z' }))
  it('window_ofAPartOfADay_isTheRegionsOwn', () =>
    expect(windowOf(slip({ part: 'afternoon', day: 1 }), morning, ZONE)).toEqual({ start: '2026-11-24T04:00:00.000Z', end: '2026-11-24T10:00:00.000Z' }))
  it('missing_eachThing_isNamedInTurn', () => {
    expect(missing(slip({ name: ' ' }), morning, ZONE)).toBe('name')
    expect(missing(slip({ phone: '' }), morning, ZONE)).toBe('where')
    expect(missing(slip({ phone: '', residentId: 'r-1' }), morning, ZONE)).toBe('place')
    expect(missing(slip({ phone: '', residentId: 'r-1', home: { lat: 26.5, lng: 106.4 } }), morning, ZONE)).toBe('')
    expect(missing(slip({ service: '' }), morning, ZONE)).toBe('service')
    expect(missing(slip({ part: 'morning' }), new Date('2026-11-23T05:00:00Z'), ZONE)).toBe('over')
  })
  it('order_ofSomebodyKnown_namesThemById_ofSomebodyElse_asTheyWereTold', () => {
    expect(orderOf(slip({ residentId: 'r-1' }), morning, ZONE)).toMatchObject({ onBehalfOf: 'r-1', writtenAt: '2026-11-23T02:20:00.000Z' })
    expect(orderOf(slip({ address: '3 栋 ' }), morning, ZONE)).toMatchObject({ resident: { name: '陈桂兰', phone: '13985510001', address: '3 栋' } })
  })
})
