import { describe, expect, it } from 'vitest'
import { kinOf, lineOf } from '../src/resident/story'
import type { Order } from '../src/wire/types'
import { Format } from '../src/words/format'
import { en, zh } from '../src/words/resident'

const now = new Date('2026-11-22T02:00:00Z')
const order = { id: 'o-1', state: 'ASSIGNED', residentId: 'r-2', window: { start: '2026-11-22T02:30:00Z', end: '2026-11-22T04:00:00Z' }, visits: [{ id: 'o-1.1', state: 'ASSIGNED', volunteerName: '罗小梅', start: '2026-11-22T02:45:00Z' }] } as unknown as Order

describe('an order of the family', () => {
  it('order_ofARelative_saysWhose_andAnOwnOneDoesNot', () => {
    expect(kinOf(order, [{ id: 'r-2', name: '李永福' }])).toBe('李永福')
    expect(kinOf(order, [{ id: 'r-2' }])).toBe('r-2')
    expect(kinOf(order, [{ id: 'r-3', name: '周玉珍' }])).toBeUndefined()
  })
  it('line_ofARelatives_speaksOfTheirDoor', () => {
    expect(lineOf(order, zh, new Format('zh', 'Asia/Shanghai'), now, '李永福')).toContain('到李永福家')
    expect(lineOf(order, zh, new Format('zh', 'Asia/Shanghai'), now)).toContain('到您家')
    expect(lineOf(order, en, new Format('en', 'Asia/Shanghai'), now, 'Li Yongfu')).toContain('Li Yongfu’s door')
  })
})
