/** A visit on the blackout sheet. */
export interface SheetRow { visitId: string; state: string; title: string; start: string; end: string; residentName?: string; residentPhoneMasked?: string; address?: string; notes?: string; volunteerId?: string; volunteerName?: string; volunteerPhoneMasked?: string }
export interface Sheet { community: string; madeAt: string; visits: SheetRow[] }

const KEPT = 'linli.sheet.'
/** A sheet of yesterday helps nobody, and should not lie about. */
const KEPT_FOR_MS = 24 * 3_600_000
const HOUR_MS = 3_600_000

export const keep = (sheet: Sheet, who: string, store: Storage) => store.setItem(KEPT + who, JSON.stringify(sheet))

/** The last sheet that this person made on this device, unless it is too old: then it goes. */
export function kept(who: string, store: Storage, now: number): Sheet | null {
  try {
    const found = JSON.parse(store.getItem(KEPT + who) ?? 'null') as Sheet | null
    if (found && now - Date.parse(found.madeAt) < KEPT_FOR_MS) return found
  } catch {
    // Not ours, or cut off: it goes too.
  }
  store.removeItem(KEPT + who)
  return null
}

/** How long until the next full hour, when a sheet is made by itself. */
export const untilFullHour = (now: number) => HOUR_MS - (now % HOUR_MS)

/** What somebody wrote on paper beside a row. */
export interface Result { visitId: string; came: string; left: string }
/** Only of visits that somebody had taken can it be said when they came and left. */
export const mayHaveResult = (row: SheetRow) => ['ASSIGNED', 'EN_ROUTE', 'ON_SITE'].includes(row.state) && !!row.volunteerId
export const filled = (results: Result[]) => results.filter((one) => one.came && one.left)
/** As the day goes, whatever order they came in. */
export const inOrder = (rows: SheetRow[]) => [...rows].sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0))
