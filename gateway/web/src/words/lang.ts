import { computed, ref } from 'vue'
import * as activity from './activity'
import * as common from './common'
import * as community from './community'
import * as desk from './desk'
import * as dispatch from './dispatch'
import * as emergency from './emergency'
import * as hotline from './hotline'
import * as org from './org'
import * as place from './place'
import * as reach from './reach'
import * as resident from './resident'
import * as team from './team'
import * as volunteer from './volunteer'
import { spacedWords } from './spacing'

export type Lang = 'zh' | 'en'
const KEPT = 'linli.lang'

export const books = {
  zh: spacedWords({ common: common.zh, resident: resident.zh, volunteer: volunteer.zh, dispatch: dispatch.zh, hotline: hotline.zh, community: community.zh, activity: activity.zh, team: team.zh, desk: desk.zh, org: org.zh, reach: reach.zh, place: place.zh, emergency: emergency.zh }),
  en: { common: common.en, resident: resident.en, volunteer: volunteer.en, dispatch: dispatch.en, hotline: hotline.en, community: community.en, activity: activity.en, team: team.en, desk: desk.en, org: org.en, reach: reach.en, place: place.en, emergency: emergency.en },
}

const chosen = ref<Lang>('zh')
export const lang = computed(() => chosen.value)
/** The words of the page in the chosen language. */
export const words = computed(() => books[chosen.value])

/** Chinese first; ?lang=en asks for English; a choice is remembered. */
export function startLang(search: string, kept: Storage): void {
  const asked = new URLSearchParams(search).get('lang')
  setLang(asked === 'en' || asked === 'zh' ? asked : kept.getItem(KEPT) === 'en' ? 'en' : 'zh', kept)
}

export function setLang(to: Lang, kept: Storage = localStorage): void {
  chosen.value = to
  kept.setItem(KEPT, to)
  document.documentElement.lang = to === 'zh' ? 'zh-Hans' : 'en'
}

/** The name in the chosen language of what carries both. */
export const named = (thing?: { name?: string; nameEn?: string }) => (chosen.value === 'en' ? thing?.nameEn || thing?.name : thing?.name) ?? ''
