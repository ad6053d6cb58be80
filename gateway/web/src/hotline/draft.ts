import type { LatLng } from '../wire/types'

export type When = 'now' | 'hour' | 'set'

/** What the agent has written so far. */
export interface Draft {
  phone: string; name: string; need: string; service: string; address: string; when: When; date: string; clock: string; minutes: number; notes: string; urgent: boolean; startedAt: number
  /** The key of this order, made with the draft, so that a reload and a second try order once. */
  key: string
  /** Where a door is that no file knows. */
  place?: LatLng | undefined
}
export const emptyDraft = (key: string, today: string): Draft => ({ phone: '', name: '', need: '', service: '', address: '', when: 'now', date: today, clock: '09:00', minutes: 60, notes: '', urgent: false, startedAt: 0, key, place: undefined })

const KEPT = 'linli.hotline.draft'
/** A draft older than a shift is not this call's. */
const KEPT_FOR_MS = 12 * 3_600_000

export const keep = (draft: Draft, kept: Storage, now: number) => kept.setItem(KEPT, JSON.stringify({ at: now, draft }))
export const forget = (kept: Storage) => kept.removeItem(KEPT)

export function kept(store: Storage, now: number): Draft | null {
  try {
    const found = JSON.parse(store.getItem(KEPT) ?? 'null') as { at: number; draft: Draft } | null
    return found && now - found.at < KEPT_FOR_MS && (found.draft.phone || found.draft.need) ? found.draft : null
  } catch {
    return null
  }
}
