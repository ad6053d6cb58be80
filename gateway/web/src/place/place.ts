import type { LatLng, Region } from '../wire/types'

/** A hundred-thousandth of a degree is a metre: nobody's door is known better. */
const DIGITS = 5
export const rounded = ({ lat, lng }: LatLng): LatLng => ({ lat: +lat.toFixed(DIGITS), lng: +lng.toFixed(DIGITS) })
export const written = ({ lat, lng }: LatLng) => `${lat.toFixed(DIGITS)}, ${lng.toFixed(DIGITS)}`

/** What was typed or pasted as latitude and longitude in degrees, in WGS 84; null where it is no place on earth. */
export function read(text: string): LatLng | null {
  const found = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,，\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text)
  if (!found) return null
  const [lat, lng] = [Number(found[1]), Number(found[2])]
  return Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? rounded({ lat, lng }) : null
}

/** Whether it lies in the region's bounds: a place elsewhere is most often a slip, and may still be meant. */
export function isHere({ lat, lng }: LatLng, region: Pick<Region, 'bounds'>): boolean {
  const { southWest, northEast } = region.bounds
  return southWest.lat <= lat && lat <= northEast.lat && southWest.lng <= lng && lng <= northEast.lng
}

const radians = Math.PI / 180
/** A point of the drawn county, whose height is Mercator's, as a place. */
export const fromSketch = (x: number, y: number): LatLng => rounded({ lat: Math.atan(Math.sinh(-y * radians)) / radians, lng: x })
