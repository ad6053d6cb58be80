/** A sign-in at an outside issuer: what a page keeps while its person is there, and how it goes on when they come back. */
export interface Begun { url: string; flow: string }
export interface Back { flow: string; state: string; code: string }

const KEPT = 'linli.outside'

/** Keeps the flow and the page to come back to; the flow is never in an address. */
export function leave(store: Storage, begun: Begun, page: string): string {
  store.setItem(KEPT, JSON.stringify({ flow: begun.flow, page }))
  return begun.url
}

/**
 * What came back in the address, once: null where nobody was away. The issuer knows one address of the region; `page` is the
 * one that its person left.
 */
export function returned(store: Storage, search: string): { page: string; back: Back | null } | null {
  const said = new URLSearchParams(search)
  const kept = JSON.parse(store.getItem(KEPT) ?? 'null') as { flow: string; page: string } | null
  if (!kept || !said.has('state')) return null
  store.removeItem(KEPT)
  const [state, code] = [said.get('state'), said.get('code')]
  return { page: kept.page, back: state && code ? { flow: kept.flow, state, code } : null }
}

const WAITING = 'linli.outside.back'

/** Hands what came back to the page that was left, where that is another one. */
export function carry(store: Storage, back: Back | null): void {
  store.setItem(WAITING, JSON.stringify(back))
}

/** What another page carried here, once; undefined where nothing was, null where the issuer let nobody in. */
export function carried(store: Storage): Back | null | undefined {
  const kept = store.getItem(WAITING)
  store.removeItem(WAITING)
  return kept === null ? undefined : (JSON.parse(kept) as Back | null)
}
