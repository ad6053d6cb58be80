import { beforeEach, expect, test } from 'vitest'
import { carried, carry, leave, returned } from '../src/wire/outside'

const store = (() => {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    clear: () => kept.clear(),
  } as unknown as Storage
})()
beforeEach(() => store.clear())

const NOW = 1_700_000_000_000
const MINUTE = 60_000

test('nobody was away: an address with a state is nothing', () => {
  expect(returned(store, '?state=s&code=c', NOW)).toBeNull()
})

test('who comes back is known by the flow that the page kept, once', () => {
  expect(leave(store, { url: 'https://issuer.example/', flow: 'f' }, '/community', NOW)).toBe('https://issuer.example/')
  expect(returned(store, '?lang=en', NOW)).toBeNull()
  expect(returned(store, '?state=s&code=c', NOW + MINUTE)).toEqual({ page: '/community', back: { flow: 'f', state: 's', code: 'c' } })
  expect(returned(store, '?state=s&code=c', NOW + MINUTE)).toBeNull()
})

test('whom the issuer sent back without a code is not let in', () => {
  leave(store, { url: 'u', flow: 'f' }, '/', NOW)
  expect(returned(store, '?state=s&error=access_denied', NOW)).toEqual({ page: '/', back: null })
})

test('who gave up at the issuer and simply opens a page has not come back', () => {
  leave(store, { url: 'u', flow: 'f' }, '/', NOW)
  expect(returned(store, '', NOW)).toBeNull()
  expect(returned(store, '?state=s', NOW)).toBeNull()
  expect(returned(store, '?state=s&code=c', NOW + 11 * MINUTE)).toBeNull()
  expect(returned(store, '?state=s&error=denied', NOW + 12 * MINUTE)).toBeNull()
})

test('what is carried to another page is there once, and for a minute', () => {
  expect(carried(store, NOW)).toBeUndefined()
  carry(store, { flow: 'f', state: 's', code: 'c' }, NOW)
  expect(carried(store, NOW + 1)).toEqual({ flow: 'f', state: 's', code: 'c' })
  expect(carried(store, NOW + 1)).toBeUndefined()
  carry(store, null, NOW)
  expect(carried(store, NOW)).toBeNull()
  carry(store, null, NOW)
  expect(carried(store, NOW + MINUTE)).toBeUndefined()
  store.setItem('linli.outside.back', 'null')
  expect(carried(store, NOW)).toBeUndefined()
})
