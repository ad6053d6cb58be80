import type { Region } from '../wire/types'
import places from './places.json'

export type LngLat = [number, number]

/** Lakes drawn by eye. Not surveyed, not traced. WGS 84. */
const RED_MAPLE: LngLat[] = [[106.405, 26.548], [106.425, 26.535], [106.418, 26.515], [106.436, 26.498], [106.42, 26.478], [106.405, 26.462], [106.392, 26.472], [106.4, 26.49], [106.385, 26.505], [106.398, 26.525]]
const HUNDRED_FLOWERS: LngLat[] = [[106.505, 26.665], [106.52, 26.655], [106.515, 26.64], [106.525, 26.625], [106.51, 26.622], [106.5, 26.638], [106.492, 26.652]]
const EAST_WIND: LngLat[] = [[106.19, 26.862], [106.225, 26.845], [106.26, 26.842], [106.3, 26.826], [106.305, 26.833], [106.262, 26.852], [106.228, 26.856], [106.196, 26.87]]

/** Chaikin's corner cutting: each round replaces a corner by two at a quarter of its sides. */
export function smooth(ring: LngLat[], rounds = 3): LngLat[] {
  if (rounds === 0) return ring
  const cut = ring.flatMap((from, at): LngLat[] => {
    const to = ring[(at + 1) % ring.length]!
    return [mix(from, to, 0.25), mix(from, to, 0.75)]
  })
  return smooth(cut, rounds - 1)
}
const mix = (a: LngLat, b: LngLat, part: number): LngLat => [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part]
const closed = (ring: LngLat[]) => [...ring, ring[0]!]

const polygon = (ring: LngLat[], properties: Record<string, unknown> = {}) => ({ type: 'Feature' as const, properties, geometry: { type: 'Polygon' as const, coordinates: [closed(ring)] } })
const point = (at: LngLat, properties: Record<string, unknown>) => ({ type: 'Feature' as const, properties, geometry: { type: 'Point' as const, coordinates: at } })
const collection = <F>(features: F[]) => ({ type: 'FeatureCollection' as const, features })

/** A boundary of fewer corners is a sketch, and drawn soft. */
const SURVEYED_CORNERS = 40
/** The county's body: the boundary that the node gives, else nothing. */
export const outline = (region: Region | null) => collection(region?.boundary?.length ? [polygon(region.boundary.length < SURVEYED_CORNERS ? smooth(region.boundary) : region.boundary)] : [])
/** Lakes and places belong to Qingzhen; any other region shows its bounds and its data alone. */
export const isSketched = (region: Region | null) => region?.region === '520181'

export const lakes = collection([polygon(smooth(RED_MAPLE), { name: '红枫湖' }), polygon(smooth(HUNDRED_FLOWERS), { name: '百花湖' }), polygon(smooth(EAST_WIND, 2), { name: '东风湖' })])
export const lakeNames = collection([point([106.412, 26.505], { name: '红枫湖' }), point([106.511, 26.644], { name: '百花湖' }), point([106.245, 26.851], { name: '东风湖' })])

const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5))
const KM_PER_DEGREE = 111.2
/** Communities lie on a sunflower's spiral round their street's centre: spread evenly, the same at every start, and plainly not surveyed. */
function around([lng, lat]: LngLat, n: number, of: number): LngLat {
  const km = 0.5 + 3.2 * Math.sqrt((n + 0.5) / of)
  const angle = n * GOLDEN_ANGLE
  return [lng + (km * Math.cos(angle)) / (KM_PER_DEGREE * Math.cos((lat * Math.PI) / 180)), lat + (km * Math.sin(angle)) / KM_PER_DEGREE]
}

export const streets = collection(places.map((street) => point(street.at as LngLat, { name: street.name })))
export const communities = collection(
  places.flatMap((street) => street.communities.map((name, n) => point(around(street.at as LngLat, n, street.communities.length), { name: name.replace(/(社区|居委会|居民委员会|村委会|村民委员会)$/, '') }))),
)
