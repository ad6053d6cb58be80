/** A sign-in at an outside issuer: what a page keeps while its person is there, and how it goes on when they come back. */
export interface Begun { url: string; flow: string }
export interface Back { flow: string; state: string; code: string }

const KEPT = 'linli.outside'
/** The node forgets a flow after ten minutes. */
const FLOW_MS = 10 * 60_000

/** Keeps the flow and the page to come back to; the flow is never in an address. */
export function leave(store: Storage, begun: Begun, page: string, now: number): string {
  store.setItem(KEPT, JSON.stringify({ flow: begun.flow, page, at: now }))
  return begun.url
}

/**
 * What came back in the address, once: null where nobody was away. The issuer knows one address of the region; `page` is the
 * one that its person left. Whoever gave up there and opens a page later has not come back.
 */
export function returned(store: Storage, search: string, now: number): { page: string; back: Back | null } | null {
  const said = new URLSearchParams(search)
  const kept = JSON.parse(store.getItem(KEPT) ?? 'null') as { flow: string; page: string; at: number } | null
  const [state, code] = [said.get('state'), said.get('code')]
  if (!kept || !state || !(code || said.has('error'))) return null
  store.removeItem(KEPT)
  if (!(now - kept.at < FLOW_MS)) return null
  return { page: kept.page, back: code ? { flow: kept.flow, state, code } : null }
}

const WAITING = 'linli.outside.back'
/** From one page to another of the same node. */
const CARRIED_MS = 60_000

/** Hands what came back to the page that was left, where that is another one. */
export function carry(store: Storage, back: Back | null, now: number): void {
  store.setItem(WAITING, JSON.stringify({ back, at: now }))
}

/** What another page carried here, once; undefined where nothing was, or long ago; null where the issuer let nobody in. */
export function carried(store: Storage, now: number): Back | null | undefined {
  const kept = JSON.parse(store.getItem(WAITING) ?? 'null') as { back?: Back | null; at?: number } | null
  store.removeItem(WAITING)
  return kept?.at !== undefined && now - kept.at < CARRIED_MS ? kept.back : undefined
}
