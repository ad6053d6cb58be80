import { computed, onScopeDispose, reactive, ref, shallowRef } from 'vue'
import { emptyBook, take } from './book/frames'
import { hearEmergency } from './emergency/emergency'
import { Api } from './wire/api'
import { noSession, renewing, type Kept } from './wire/session'
import { Problem } from './wire/problem'
import { Stream, type Feed, type Socket } from './wire/stream'
import type { Frame, Region, Role } from './wire/types'
import { Format } from './words/format'
import { lang } from './words/lang'

/** What every page has in common: who is signed in, the region, the node, the feed and the time. */
export const region = shallowRef<Region | null>(null)
export const token = ref<string | null>(null)
export const subject = ref<string>('')
/** The session ended by itself while somebody worked: the page waits behind the sign-in with all that was filled in. */
export const lapsed = ref(false)
export const online = ref(navigator.onLine)
/** The wall clock, moved once a second. */
export const now = ref(new Date())

const TOKEN = 'linli.token'
const keyOf = (role: Role) => `${TOKEN}.${role}`
let kept: Kept = noSession

export const api = new Api({
  token: () => token.value,
  language: () => (lang.value === 'zh' ? 'zh-CN' : 'en'),
  renew: () => renew(),
  signedOut: () => lapse(),
})
const renew = renewing(
  () => kept,
  (refreshToken, key) => api.post('/v1/sign-in/refresh', { refreshToken }, key),
  (given) => keep(pageRole, given),
)

export const format = computed(() => new Format(lang.value, region.value?.zone ?? 'Asia/Shanghai'))
let pageRole: Role = 'resident'

export function startPage(role: Role): void {
  pageRole = role
  kept = (JSON.parse(sessionStorage.getItem(keyOf(role)) ?? 'null') as Kept | null) ?? noSession
  token.value = kept.token
  subject.value = kept.subject
  setInterval(() => (now.value = new Date()), 1000)
  addEventListener('online', () => (online.value = true))
  addEventListener('offline', () => (online.value = false))
}

/** What a sign-in gave; without a refresh token on a demo node. */
export function signedIn(role: Role, given: { token: string; refreshToken?: string }, who: string): void {
  keep(role, { token: given.token, subject: who, refreshToken: given.refreshToken })
  lapsed.value = false
}

function keep(role: Role, given: Omit<Kept, 'refreshKey'>): void {
  kept = { ...given, refreshKey: given.refreshToken && crypto.randomUUID() }
  sessionStorage.setItem(keyOf(role), JSON.stringify(kept))
  token.value = kept.token
  subject.value = kept.subject
}

function forget(role: Role): void {
  kept = noSession
  sessionStorage.removeItem(keyOf(role))
  token.value = null
}

function lapse(): void {
  if (token.value) lapsed.value = true
  forget(pageRole)
}

/** By whoever sits there: the node ends the session too, as soon as it can be reached. */
export function signOut(role: Role): void {
  if (kept.refreshToken) void api.post('/v1/sign-out').catch(() => undefined)
  lapsed.value = false
  forget(role)
}

/** The service's name in the page's language. */
export function serviceName(code: string, given?: string): string {
  const service = region.value?.services.find((other) => other.code === code)
  return (lang.value === 'en' ? service?.nameEn : service?.name) ?? given ?? code
}

export function skillName(code: string): string {
  const skill = region.value?.skills.find((other) => other.code === code)
  return (lang.value === 'en' ? skill?.nameEn : skill?.name) ?? code
}

/** Something asked of the node: whether it is under way, and what went wrong. */
export function useTask<A extends unknown[], R>(run: (...given: A) => Promise<R>) {
  const busy = ref(false)
  const problem = shallowRef<Problem | null>(null)
  async function go(...given: A): Promise<R | undefined> {
    if (busy.value) return undefined
    busy.value = true
    problem.value = null
    try {
      return await run(...given)
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure
      problem.value = failure
      return undefined
    } finally {
      busy.value = false
    }
  }
  return reactive({ busy, problem, go })
}

/** Redraws after a burst of frames, not after each. */
const REDRAW_MS = 200

/** The live feed into a book of this page. `beat` moves when the book has changed; read it to depend on the book. */
export function useFeed(topics: string[], also?: (frame: Frame) => void) {
  const book = emptyBook()
  const beat = ref(0)
  const feed = ref<Feed>('connecting')
  const ready = ref(false)
  let due = false
  const redraw = () => {
    if (due) return
    due = true
    setTimeout(() => {
      due = false
      beat.value++
    }, REDRAW_MS)
  }
  const stream = new Stream({
    open: () => new WebSocket(`${location.origin.replace(/^http/, 'ws')}/v1/stream`, 'linli.v1.json') as unknown as Socket,
    ticket: async () => (await api.post<{ ticket: string }>('/v1/stream/tickets')).ticket,
    topics,
    viewport: region.value?.bounds,
    onFrame: (frame) => {
      take(book, frame, Date.now())
      hearEmergency(frame)
      also?.(frame)
      if (frame.type === 'snapshot' || (frame.type === 'welcome' && frame.resumed)) ready.value = true
      if (frame.type !== 'pong') redraw()
    },
    onFeed: (state) => (feed.value = state),
  })
  stream.start()
  onScopeDispose(() => stream.stop())
  const silentFor = computed(() => {
    const at = now.value.getTime()
    return stream.lastHeard ? Math.max(0, (at - stream.lastHeard) / 1000) : 0
  })
  return { book, beat, feed, ready, silentFor, stream, redraw }
}
