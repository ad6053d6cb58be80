import { describe, expect, it } from 'vitest'
import { filled, inOrder, keep, kept, mayHaveResult, untilFullHour, type Sheet } from '../src/community/sheet'

function store(): Storage {
  const all = new Map<string, string>()
  return { getItem: (key: string) => all.get(key) ?? null, setItem: (key: string, text: string) => void all.set(key, text), removeItem: (key: string) => void all.delete(key), get length() { return all.size } } as unknown as Storage
}
const sheet: Sheet = { community: '红枫社区', madeAt: '2026-11-23T02:00:00Z', visits: [] }

describe('sheet', () => {
  it('kept_ofToday_isThereWithoutANetwork_ofYesterday_isGoneForGood', () => {
    const shelf = store()
    keep(sheet, 'c-1', shelf)
    expect(kept('c-1', shelf, Date.parse('2026-11-23T20:00:00Z'))).toEqual(sheet)
    expect(kept('c-2', shelf, Date.parse('2026-11-23T20:00:00Z'))).toBeNull()
    expect(kept('c-1', shelf, Date.parse('2026-11-24T02:00:00Z'))).toBeNull()
    expect(shelf.length).toBe(0)
  })
  it('rows_stand_inTheOrderOfTheDay', () => {
    const row = (visitId: string, start: string) => ({ visitId, state: 'OPEN', title: '', start, end: start })
    expect(inOrder([row('b', '2026-11-23T03:00:00Z'), row('a', '2026-11-23T02:30:00Z')]).map((one) => one.visitId)).toEqual(['a', 'b'])
  })
  it('next_isMadeAtTheFullHour', () => {
    expect(untilFullHour(Date.parse('2026-11-23T02:20:00Z'))).toBe(40 * 60_000)
    expect(untilFullHour(Date.parse('2026-11-23T02:00:00Z'))).toBe(60 * 60_000)
  })
  it('results_areOfVisitsThatSomebodyHadTaken_withBothTimes', () => {
    const row = { visitId: 'o.1', state: 'ASSIGNED', title: '', start: '', end: '', volunteerId: 'v-1' }
    expect(mayHaveResult(row)).toBe(true)
    expect(mayHaveResult({ ...row, state: 'OPEN' })).toBe(false)
    expect(filled([{ visitId: 'a', came: '08:00', left: '' }, { visitId: 'b', came: '08:00', left: '09:00' }]).map((one) => one.visitId)).toEqual(['b'])
  })
})
