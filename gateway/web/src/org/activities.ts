import type { Activity, Team } from '../wire/types'
import { endOf, startOf } from '../activity/activities'

/** Shown at most; who wants more looks at the community's own list. */
const MOST = 20

/** Those of an organisation that are not over, soonest first, each with its own team where that one's leader leads it. */
export function ahead(list: Activity[], teams: Team[], communities: string[], now: Date): { one: Activity; team?: Team }[] {
  return list
    .filter((one) => one.state !== 'SERIES' && one.state !== 'CLOSED' && endOf(one) > now.getTime())
    .map((one) => ({ one, team: teams.find((team) => team.leaderId === one.leaderId) }))
    .filter(({ one, team }) => team || communities.includes(one.community ?? ''))
    .sort((a, b) => startOf(a.one) - startOf(b.one))
    .slice(0, MOST)
}
