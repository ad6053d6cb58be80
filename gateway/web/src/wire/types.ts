/** The bodies and frames of the door, as far as the pages read them. Times are RFC 3339 text, places WGS 84. */

export interface LatLng { lat: number; lng: number }
export type Priority = 'BULK' | 'ROUTINE' | 'SOON' | 'URGENT' | 'EMERGENCY'
export type OrderState = 'SUBMITTED' | 'OPEN' | 'REFERRED' | 'REFUSED' | 'ASSIGNED' | 'UNDER_WAY' | 'DONE' | 'CLOSED' | 'CANCELLED' | 'EXPIRED'
export type VisitState =
  | 'OPEN' | 'OFFERED' | 'INVITED' | 'ASSIGNED' | 'EN_ROUTE' | 'ON_SITE' | 'DONE' | 'CONFIRMED' | 'DISPUTED' | 'VOID' | 'CANCELLED' | 'EXPIRED'
export type TravelMode = 'WALK' | 'EBIKE' | 'CAR'
export type DeclineReason = 'TOO_FAR' | 'NOT_NOW' | 'NOT_THIS_KIND' | 'UNWELL' | 'OTHER'
export type Role = 'resident' | 'volunteer' | 'leader' | 'dispatcher' | 'agent' | 'community' | 'org'

export interface Service { code: string; name: string; nameEn: string; icon?: string; defaultMinutes: number; maxMinutes: number; skills?: unknown[]; referTo?: string }
export interface SkillClaim { skill: string; level?: number; verified?: boolean; verifiedBy?: string; verifiedUntil?: string }
export interface Skill { code: string; name: string; nameEn: string }
export interface Region {
  region: string; name: string; nameEn: string; zone: string
  bounds: { southWest: LatLng; northEast: LatLng }
  services: Service[]; skills: Skill[]; tiers: string[]
  /** What a service may ask of volunteers on paper. */
  papers?: Skill[]
  demo: boolean; tileUrl?: string | null; emergencyPhone?: string; hotlinePhone?: string
  /** What the outside issuer is called by which people may come in. */
  outsideSignIn?: string
  /** The ring of [lng, lat] that the region's policy draws, where the node gives it. */
  boundary?: [number, number][]
}

export interface OfferCounts { asked: number; declined: number; lapsed: number; waiting: number }
export interface Visit {
  /** Of a round: how it stands at each door. */
  stops?: StopCard['state'][]
  id: string; state: VisitState; volunteerId?: string; volunteerName?: string; volunteerPhoneMasked?: string
  start?: string; end?: string; travelSeconds?: number; departedAt?: string; checkedInAt?: string; checkedOutAt?: string
  greeting?: string; confirmedAt?: string; confirmDue?: string; creditedMinutes?: number; offers?: OfferCounts; plannedVolunteerId?: string
}
export interface Order {
  id: string; state: OrderState; version?: number; service: string; serviceName?: string; priority: Priority
  location?: LatLng; to?: LatLng; address?: string; notes?: string; window: { start: string; end: string }; durationMinutes: number
  people?: number; community?: string; residentId?: string; createdAt: string; escalated?: boolean; stars?: number; referredTo?: string
  /** Why it waits for staff's look, and by when. */
  look?: { codes: string[]; due: string }
  codeWord?: string; offers?: OfferCounts; visits: Visit[]
  /** The doors of a round; each visit says in the same order which are done. */
  stops?: (LatLng & { residentId?: string })[]
  /** The repeat of which the order is a date, and its rule in words. */
  repeatId?: string; repeatWords?: string
  /** It waits because of an emergency. */
  paused?: boolean
  /** To those who may ask a team. */
  teamOffers?: OrderTeamOffer[]
}
export interface RepeatDate {
  date: string; outcome: 'AS_RULED' | 'MOVED' | 'HOLIDAY' | 'EXCEPTED'; start: string; end: string; movedFrom?: string; holiday?: string; orderId?: string; orderState?: OrderState
}
export interface OrderPreview { words: string; dates: RepeatDate[] }
export interface Repeat {
  id: string; state: 'RUNNING' | 'ENDED' | 'CANCELLED'; version: number; service: string; serviceName?: string; words: string; time: string; dates: RepeatDate[]; residentId?: string
}

export interface Reason { code: string; amount: number; ref?: string; text: string }
export interface Candidate {
  volunteerId: string; name?: string; arrival?: string; travelSeconds?: number; travelMeters?: number
  score?: { hard: number; medium: number; soft: number }; parts?: { name: string; level: string; amount: number }[]; reasons: Reason[]; flips?: Reason[]
}
export interface Recommendations { best: Candidate[]; passedOver: Candidate[] }
export interface VisitExplanation {
  visitId: string; state: VisitState; reasons?: Reason[]; chosen?: Candidate | null; runnerUp?: Candidate | null; margin?: number; passedOver: Candidate[]; remedies: Reason[]
}

export interface VisitCard {
  visitId: string; orderId: string; service: string; serviceName?: string; area?: string; location?: LatLng; start: string; end: string
  durationMinutes: number; skills?: string[]; priority: Priority; address?: string; notes?: string; residentName?: string; greeting?: string; state?: VisitState
  /** To its own volunteer: where a journey ends, and the doors of a round. */
  to?: LatLng; stops?: StopCard[]
}
export interface StopCard { number: number; location: LatLng; residentName?: string; address?: string; state: 'WAITING' | 'DONE' | 'MISSED' }
export interface Offer {
  offerId: string; visit: VisitCard; expiresAt: string; travelSeconds: number; points: number; reasons: Reason[]; state?: string; extended?: boolean
}
export interface OfferClosed { offerId: string; visitId: string; state: string; reason?: string }
export interface Invitation { visit: VisitCard; until?: string; travelSeconds?: number; points?: number }
export interface Assignment {
  visitId: string; orderId: string; volunteerId: string; volunteerName?: string; start: string; end: string; travelSeconds?: number; state: VisitState; visit?: VisitCard
  /** The offer by which the visit is handed back. */
  offerId?: string
}
export interface OrderFrame {
  orderId: string; state: OrderState; version?: number; service: string; serviceName?: string; priority: Priority; location?: LatLng
  windowStart: string; windowEnd: string; createdAt: string; visits: VisitFrame[]; offers?: OfferCounts; residentId?: string; community?: string
  escalated?: boolean; codeWord?: string; durationMinutes: number
}
export interface VisitFrame {
  visitId: string; orderId: string; state: VisitState; volunteerId?: string; volunteerName?: string; start?: string; end?: string
  offers?: OfferCounts; plannedVolunteerId?: string; creditedMinutes?: number; greeting?: string
}
export type ActivityState = 'PUBLISHED' | 'CLOSED' | 'CANCELLED' | 'SERIES'
export type PartState = 'WAITING' | 'JOINED' | 'ON_SITE' | 'DONE' | 'CONFIRMED' | 'DISPUTED' | 'VOID' | 'LEFT' | 'ABSENT' | 'PASSED' | 'CALLED_OFF'
/** One person's part in an activity. */
export interface Part { state: PartState; waitingNumber: number; guest?: boolean; creditedMinutes?: number; checkedInAt?: string; checkedOutAt?: string; confirmDue?: string; confirmedAt?: string }
export interface ActivityPerson extends Part { id: string; name?: string; phoneMasked?: string; minor?: boolean; circumstance?: string; dispute?: string }
export interface Eligibility { minTier?: string; skills?: { skill: string; level: number }[]; leastAge?: number; mostAge?: number; communities?: string[]; circumstances?: string[] }
export interface Activity {
  id: string; state: ActivityState; version: number; title: string; placeName?: string; location: LatLng; window: { start: string; end: string }; signUpUntil: string; leaderId: string
  community?: string; places: number; fewest?: number; joined: number; waiting: number; onSite?: number; guestPlaces?: number; guests?: number; guestsWaiting?: number
  /** To a guest: whether one of the circumstances must be stated. */
  mustState?: boolean
  eligibility?: Eligibility; guestEligibility?: Eligibility; repeat?: string; series?: string; reason?: string; own?: Part
  /** For its leader and staff. */
  people?: ActivityPerson[]
}
export interface ActivityFrame {
  activityId: string; state: ActivityState; title: string; placeName?: string; start: string; end: string; places: number; joined: number; waiting: number; onSite: number
  ownState?: PartState; waitingNumber: number; reason?: string; creditedMinutes: number
}
export type EmergencyKind = 'STORM' | 'OUTBREAK' | 'OTHER'
export interface EmergencyFrame {
  emergencyId: string; kind?: EmergencyKind; text?: string; since?: string; until?: string; communities?: string[]; pausedBelow?: Priority | ''; running?: boolean
}
export interface CallUpFrame { emergencyId: string; state: 'ASKED' | 'YES' | 'NO'; askedAt?: string }
export interface EmergencyFigures {
  paused: number; expired: number; reserves: number; called: number; yes: number; no: number
  batches: { id: string; number: number; orders: number; waiting: number; served: number; cancelled: number }[]
}
export interface Emergency {
  running: boolean; id?: string; kind?: EmergencyKind; text?: string; since?: string; until?: string; endedAt?: string; communities?: string[]; pausedBelow?: Priority
  figures?: EmergencyFigures
}
export interface BulkReport {
  count: number; outcomes: Record<string, number>
  households: { residentId: string; outcome: string; people?: number; name?: string; address?: string; orderId?: string; detail?: string }[]
}
export type MemberState = 'INVITED' | 'JOINED' | 'LEFT'
export interface TeamPerson { id: string; name?: string; state: MemberState; since?: string }
export interface Team {
  id: string; version: number; name: string; leaderId: string; communities?: string[]; organisation?: string; organisationName?: string; closed?: boolean; joined: number; invited: number; ownState?: MemberState
  /** For who runs it. */
  people?: TeamPerson[]; minutes?: number
}
export interface TeamFrame { teamId: string; name?: string; leaderId?: string; ownState?: MemberState; joined: number; invited: number; organisation?: string }
export interface Nameable { id: string; name?: string; may: boolean; why?: string }
export interface TeamOffer {
  offerId: string; orderId: string; teamId: string; teamName?: string; state: 'SENT' | 'ACCEPTED' | 'DECLINED' | 'EXPIRED' | 'WITHDRAWN'; service?: string; serviceName?: string; area?: string; location?: LatLng; start: string; end: string; durationMinutes: number
  seats: number; fewest: number; expiresAt: string; skills?: string[]; leaderSkills?: string[]; reasons?: Reason[]; named?: string[]; people?: Nameable[]
}
/** A team that was asked for an order, as dispatchers see it. */
export interface OrderTeamOffer { offerId: string; teamId: string; teamName?: string; state: TeamOffer['state']; byHand: boolean; named: string[]; sentAt: string; expiresAt: string; closedAt?: string; declineReason?: DeclineReason }
export interface TeamChoice { id: string; name: string; leaderId: string; organisationName?: string; people: number; able: number; fits: boolean; distanceMeters?: number; servedMinutes: number; lastServedAt?: string; reasons: Reason[] }
export interface TeamChoices { seats: number; fewest: number; start: string; end: string; teams: TeamChoice[] }
export interface Organisation { id: string; version: number; name: string; kind: string; creditCode?: string; communities: string[]; accounts: string[]; contactName?: string; contactPhone?: string }
export interface DutyFrame { volunteerId: string; on: boolean; until?: string; travelMode?: TravelMode }
export interface PositionFix { volunteerId: string; location: LatLng; heading?: number; ageSeconds?: number; state?: string }

export type Frame = { seq?: string } & (
  | { type: 'welcome'; resumed: boolean; subject?: string; node?: string }
  | ({ type: 'offer' } & Offer)
  | ({ type: 'offer.closed' } & OfferClosed)
  | ({ type: 'invitation' } & Invitation)
  | ({ type: 'assignment' } & Assignment)
  | ({ type: 'order' } & OrderFrame)
  | ({ type: 'visit' } & VisitFrame)
  | ({ type: 'duty' } & DutyFrame)
  | ({ type: 'activity' } & ActivityFrame)
  | ({ type: 'emergency' } & EmergencyFrame)
  | ({ type: 'call.up' } & CallUpFrame)
  | ({ type: 'team' } & TeamFrame)
  | ({ type: 'team.offer' } & TeamOffer)
  | { type: 'snapshot'; emergency?: EmergencyFrame; callUp?: CallUpFrame; orders?: OrderFrame[]; offers?: Offer[]; assignments?: Assignment[]; invitations?: Invitation[]; duties?: DutyFrame[]; activities?: ActivityFrame[]; teams?: TeamFrame[]; teamOffers?: TeamOffer[]; last?: boolean }
  | { type: 'positions'; fixes?: PositionFix[]; gone?: string[] }
  | { type: 'pong' }
  | { type: 'bye'; code: number; reason?: string }
)

export interface Resident {
  id: string; name?: string; phone?: string; address?: string; home?: LatLng; livesAlone?: boolean; mobility?: string; languages?: string[]
  relatives?: string[]; blockedVolunteers?: string[]; preferredVolunteers?: string[]; birthYear?: number; community?: string; doorNotes?: string; openOrders?: Order[]
}
export interface Reading { by: string; name?: string; role: string; channel?: string; what: ('ADDRESS' | 'PHONE' | 'POSITION' | 'WISHES' | 'NUMBER')[]; orderId?: string; table?: string; visit: boolean; at: string }
export interface Duty { on: boolean; since?: string; until?: string; travelMode?: TravelMode; maxTravelMinutes?: number }
export interface Volunteer { id: string; name?: string; phone?: string; tier?: string; duty?: Duty; skills?: { skill: string; level: number; verified?: boolean }[]; home?: LatLng; state?: string; reserve?: boolean }
export interface Account { id: string; minutes: number; points: number; tier?: string; score?: number; entries: number }
export interface Entry {
  number: number; at: string; kind: string; visitId?: string; counterAccount?: string; minutes: number; points: number; measuredMinutes?: number; confirmedBy?: string; confirmedAs?: string; late?: boolean; policyVersion?: number
}
