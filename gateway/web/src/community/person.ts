import type { LatLng, Resident } from '../wire/types'

/** A resident's file as staff write it. */
export interface Sheet { name: string; phone: string; address: string; doorNotes: string; birthYear: number | ''; community: string; livesAlone: boolean; mobility: string; home?: LatLng }

export const sheetOf = (file: Partial<Resident>, community = ''): Sheet => ({
  name: file.name ?? '', phone: file.phone ?? '', address: file.address ?? '', doorNotes: file.doorNotes ?? '', birthYear: file.birthYear ?? '', community: file.community ?? community, livesAlone: file.livesAlone ?? false, mobility: file.mobility ?? '', home: file.home,
})

/** The whole file as it is to be: what the form does not show stays as it was. A number is changed where people say how they are reached. */
export function bodyOf(sheet: Sheet, known: Partial<Resident> & { guardian?: string }) {
  const { languages, relatives, blockedVolunteers, preferredVolunteers, guardian } = known
  const { phone, birthYear, home, ...rest } = sheet
  return { ...rest, ...(known.id ? {} : { phone }), ...(birthYear ? { birthYear } : {}), ...(home ? { home } : {}), languages, relatives, blockedVolunteers, preferredVolunteers, ...(guardian ? { guardian } : {}) }
}
