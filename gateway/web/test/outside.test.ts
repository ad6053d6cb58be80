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

test('nobody was away: an address with a state is nothing', () => {
  expect(returned(store, '?state=s&code=c')).toBeNull()
})

test('who comes back is known by the flow that the page kept, once', () => {
  expect(leave(store, { url: 'https://issuer.example/', flow: 'f' }, '/community')).toBe('https://issuer.example/')
  expect(returned(store, '?lang=en')).toBeNull()
  expect(returned(store, '?state=s&code=c')).toEqual({ page: '/community', back: { flow: 'f', state: 's', code: 'c' } })
  expect(returned(store, '?state=s&code=c')).toBeNull()
})

test('whom the issuer sent back without a code is not let in', () => {
  leave(store, { url: 'u', flow: 'f' }, '/')
  expect(returned(store, '?state=s&error=access_denied')).toEqual({ page: '/', back: null })
})

test('what is carried to another page is there once', () => {
  expect(carried(store)).toBeUndefined()
  carry(store, { flow: 'f', state: 's', code: 'c' })
  expect(carried(store)).toEqual({ flow: 'f', state: 's', code: 'c' })
  expect(carried(store)).toBeUndefined()
})
