import { onScopeDispose, shallowRef } from 'vue'
import { api } from '../page'
import { Problem } from '../wire/problem'
import type { CallUpFrame, Emergency, EmergencyFrame, Frame, OrderState, Priority } from '../wire/types'

/** The region's emergency as this page knows it: read when it opens and once a minute, and heard from the feed at once. */
export const emergency = shallowRef<Emergency>({ running: false })
/** How one's own call-up stands; null: there is none. */
export const callUp = shallowRef<CallUpFrame | null>(null)

const EVERY_MS = 60_000

/** What cannot be read stays as it was: the page itself says that the node is away. */
export async function readEmergency(): Promise<void> {
  try {
    emergency.value = await api.get<Emergency>('/v1/emergency')
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure
  }
}

/** For pages that have no feed, and for figures, which no feed tells. */
export function useEmergency(): void {
  void readEmergency()
  const timer = setInterval(() => void readEmergency(), EVERY_MS)
  onScopeDispose(() => clearInterval(timer))
}

/** Takes in what the feed says of it. */
export function hearEmergency(frame: Frame): void {
  if (frame.type === 'emergency') emergency.value = of(frame)
  if (frame.type === 'call.up') callUp.value = { emergencyId: frame.emergencyId, state: frame.state, askedAt: frame.askedAt }
  if (frame.type === 'snapshot' && frame.last) {
    emergency.value = frame.emergency ? of(frame.emergency) : { running: false }
    callUp.value = frame.callUp ?? null
  }
}

/** Figures are not part of a frame: those that were read last stand until they are read again. */
function of(frame: EmergencyFrame): Emergency {
  const same = emergency.value.id === frame.emergencyId
  return {
    running: frame.running ?? false, id: frame.emergencyId, kind: frame.kind, text: frame.text, since: frame.since, until: frame.until,
    communities: frame.communities ?? [], pausedBelow: frame.pausedBelow || undefined, figures: same ? emergency.value.figures : undefined,
  }
}

const LADDER: Priority[] = ['BULK', 'ROUTINE', 'SOON', 'URGENT', 'EMERGENCY']

/** Whether the order waits because of it: the node's own rule, for orders that the page already has. */
export function isPaused(running: Emergency, order: { state: OrderState; priority: Priority; community?: string; visits: { state: string }[] }): boolean {
  const below = !!running.pausedBelow && LADDER.indexOf(order.priority) < LADDER.indexOf(running.pausedBelow)
  const here = !running.communities?.length || running.communities.includes(order.community ?? '')
  return running.running && below && here && order.state === 'OPEN' && order.visits.every((visit) => ['OPEN', 'OFFERED', 'INVITED', 'CANCELLED', 'EXPIRED'].includes(visit.state))
}
