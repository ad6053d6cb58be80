import { describe, expect, it } from 'vitest'
import { emptyDraft, keep, kept } from '../src/hotline/draft'
import { dangerIn, mayBeSame, serviceIn } from '../src/hotline/hearing'

describe('hearing', () => {
  it.each([
    ['我妈胸痛，喘不上气', '120'], ['老人摔倒了动不了', '120'], ['摔伤了腿', '120'], ['家里有燃气味', '119'], ['厨房着火了', '119'], ['有小偷', '110'],
    ['chest pain since this morning', '120'], ['I smell gas', '119'], ['there is a fire', '119'], ['she is unconscious', '120'],
  ])('%s calls for %s', (text, danger) => expect(dangerIn(text)).toBe(danger))

  it.each(['家里水龙头漏水', '没有着火，就是想找人说说话', '想去医院复查', 'no fire, just a dripping tap', ''])('%s is no emergency', (text) => expect(dangerIn(text)).toBeNull())

  const offered = ['escort', 'meal', 'repair', 'talk', 'shopping', 'medicine-pickup', 'tech-help']
  it.each([['水龙头漏水', 'repair'], ['陪我去医院', 'escort'], ['帮我取药', 'medicine-pickup'], ['中午送饭', 'meal'], ['手机不会用', 'tech-help'], ['想找人说说话', 'talk'], ['the tap is broken', 'repair']])('%s is %s', (text, service) =>
    expect(serviceIn(text, offered)).toBe(service))
  it('service_notOfThisRegion_isNotGuessed', () => expect(serviceIn('理发', offered)).toBeNull())

  it('sameMatter_serviceAndDayAgree', () => {
    const open = [{ service: 'meal', window: { start: '2026-11-23T04:00:00Z' }, state: 'OPEN' }, { service: 'talk', window: { start: '2026-11-23T04:00:00Z' }, state: 'OPEN' }]
    expect(mayBeSame(open, 'meal', Date.parse('2026-11-23T09:00:00Z'))).toEqual([open[0]])
    expect(mayBeSame(open, 'meal', Date.parse('2026-11-25T09:00:00Z'))).toEqual([])
  })
})

describe('draft', () => {
  const store = () => {
    const items = new Map<string, string>()
    return { getItem: (key: string) => items.get(key) ?? null, setItem: (key: string, value: string) => void items.set(key, value), removeItem: (key: string) => void items.delete(key) } as unknown as Storage
  }
  const draft = { ...emptyDraft('k', '2026-11-23'), phone: '139' }
  it('draft_afterAReload_isBackWithItsKey', () => {
    const items = store()
    keep(draft, items, 1000)
    expect(kept(items, 2000)).toEqual(draft)
  })
  it('draft_ofAnotherShift_isGone', () => {
    const items = store()
    keep(draft, items, 0)
    expect(kept(items, 13 * 3_600_000)).toBeNull()
  })
  it('draft_spoiled_isNone', () => {
    const items = store()
    items.setItem('linli.hotline.draft', '{')
    expect(kept(items, 0)).toBeNull()
  })
})
