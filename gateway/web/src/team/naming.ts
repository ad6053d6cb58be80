import type { TeamOffer } from '../wire/types'

/** How many must be named at least: as the offer says while it waits, one by one once it was taken. */
export const least = (offer: Pick<TeamOffer, 'state' | 'fewest'>) => (offer.state === 'SENT' ? offer.fewest : 1)

/** Whether so many may be named at once. */
export const isEnough = (offer: Pick<TeamOffer, 'state' | 'fewest' | 'seats'>, picked: number) => picked >= least(offer) && picked <= offer.seats

/** Those who were picked and still may go: what has changed meanwhile unpicks. */
export const stillMay = (offer: Pick<TeamOffer, 'people'>, picked: Iterable<string>) => {
  const may = new Set((offer.people ?? []).filter((one) => one.may).map((one) => one.id))
  return new Set([...picked].filter((id) => may.has(id)))
}

/** Offers that wait come first, then the soonest. */
export const inOrder = (offers: TeamOffer[]) => [...offers].sort((a, b) => (a.state === b.state ? (a.start < b.start ? -1 : 1) : a.state === 'SENT' ? -1 : 1))
