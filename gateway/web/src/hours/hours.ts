import type { Lang } from '../words/lang'

export interface Party { id: string; role: string; name?: string }
export interface Proven { at: string; by: Party; evidence: { kind: string; verified: boolean; distanceMeters?: number }[] }
/** Hours that wait for a word: a visit's, or one person's at an activity. */
export interface Hour {
  id: string; kind: 'VISIT' | 'ACTIVITY'; of: string; state: 'DONE' | 'DISPUTED'; title: string; community?: string; residentName?: string; leaderName?: string
  volunteerId: string; volunteerName?: string; orderedMinutes: number; measuredMinutes?: number; checkIn?: Proven; checkOut?: Proven; confirmDue?: string
  dispute?: { reason: string; at?: string; by?: Party }; answer?: string
  /** Entered afterwards by two people. */
  late?: boolean
}

type Call = { path: string; body: unknown }

/** What confirms, questions and settles it: a visit by its own calls, a participation by its activity's. */
export const confirming = (hour: Hour): Call =>
  hour.kind === 'VISIT' ? { path: `/v1/visits/${hour.id}/confirm`, body: {} } : { path: `/v1/activities/${hour.of}/confirm`, body: { people: [hour.volunteerId] } }

export const questioning = (hour: Hour, reason: string): Call =>
  hour.kind === 'VISIT' ? { path: `/v1/visits/${hour.id}/dispute`, body: { reason } } : { path: `/v1/activities/${hour.of}/dispute`, body: { volunteerId: hour.volunteerId, reason } }

export function settling(hour: Hour, stands: boolean, minutes: number | '', reason: string): Call {
  const outcome = { outcome: stands ? 'CONFIRMED' : 'VOID', reason, ...(stands && minutes ? { minutes } : {}) }
  return hour.kind === 'VISIT'
    ? { path: `/v1/visits/${hour.id}/resolve`, body: outcome }
    : { path: `/v1/activities/${hour.of}/resolve`, body: { volunteerId: hour.volunteerId, ...outcome } }
}

/** Who it is, by role and name; staff have a pseudonym for a name. */
export const who = (party: Party, roles: Record<string, string>, lang: Lang) =>
  [roles[party.role] ?? party.role, party.name ?? (party.role === 'resident' || party.role === 'volunteer' ? '' : party.id)].filter(Boolean).join(lang === 'zh' && party.name ? '' : ' ')
