import { lang, named } from '../words/lang'
import { region } from '../page'
import type { LatLng, SkillClaim } from '../wire/types'

export interface Paper { paper: string; until?: string; seenBy?: string }
export interface Waiting { id: string; name?: string; since?: string; communities: string[]; skills: SkillClaim[]; minor: boolean; consentMissing: boolean }
export interface Renewal { id: string; name?: string; kind: 'SKILL' | 'PAPER'; code: string; until: string }
export interface Placeless { id: string; name?: string; kind: 'RESIDENT' | 'VOLUNTEER' }
export interface Queue { waiting: Waiting[]; waitingCount: number; renewals: Renewal[]; renewalCount: number; withoutPosition: Placeless[]; withoutPositionCount: number }

export interface VolunteerFile {
  id: string; state: string; name?: string; phone?: string; birthYear?: number; skills: SkillClaim[]; languages: string[]; communities: string[]; organisation?: string
  papers: Paper[]; guardianConsent: boolean; home?: LatLng; gender?: string; shifts?: { day: number; start: string; end: string }[]; version: number; guardianName?: string; guardianPhone?: string; decisionReason?: string; decisionNote?: string
}

export interface ImportReply {
  dryRun: boolean
  counts: Record<'created' | 'changed' | 'unchanged' | 'refused', number>
  unknownHeadings?: string[]
  rows: { row: number; outcome: string; id?: string; errors?: Remark[]; notes?: Remark[] }[]
}
export interface Remark { column?: string; value?: string; detail: string }

export const paperName = (code: string) => named(region.value?.papers?.find((paper) => paper.code === code)) || code

/** Good through this day: until the next one begins in the region's zone, which is China's everywhere. */
export const endOf = (day: string) => new Date(new Date(`${day}T00:00:00+08:00`).getTime() + 86_400_000).toISOString()

/** The last day on which something counts that ends at a moment. */
export function lastDay(until: string): string {
  const day = new Date(new Date(until).getTime() - 1)
  return new Intl.DateTimeFormat(lang.value === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: 'medium', timeZone: region.value?.zone ?? 'Asia/Shanghai' }).format(day)
}

/** Under 18 for certain or perhaps: only the year is known. */
export const isMinor = (birthYear: number | undefined, now: Date) => birthYear !== undefined && now.getFullYear() - birthYear <= 18
