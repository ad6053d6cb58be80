import type { Person } from './people'
import { kindOf } from './people'

export interface Cluster { lng: number; lat: number; count: number; free: number; offered: number; busy: number }

/** Below this many people in one cell, each is shown as a person. */
export const LEAST_IN_CLUSTER = 4
const CELL_PIXELS = 60
const TILE_PIXELS = 512

/** From this zoom on nobody is clustered: streets are wide enough to show people. */
export const OPEN_ZOOM = 13.5

/** Groups people by a grid that is fixed to the ground at each whole zoom, so that panning regroups nobody. One pass. */
export function cluster(people: Person[], zoom: number): { clusters: Cluster[]; alone: Person[] } {
  if (zoom >= OPEN_ZOOM) return { clusters: [], alone: people }
  const cells = (TILE_PIXELS * 2 ** Math.floor(zoom + 0.5)) / CELL_PIXELS
  const grid = new Map<number, Person[]>()
  for (const person of people) {
    const x = Math.floor(((person.place.lng + 180) / 360) * cells)
    const y = Math.floor(((90 - person.place.lat) / 180) * cells * 1.1)
    const key = x * 4_194_304 + y
    const cell = grid.get(key)
    if (cell) cell.push(person)
    else grid.set(key, [person])
  }
  const clusters: Cluster[] = []
  const alone: Person[] = []
  for (const cell of grid.values()) {
    if (cell.length < LEAST_IN_CLUSTER) alone.push(...cell)
    else clusters.push(sum(cell))
  }
  return { clusters: apart(clusters, TILE_PIXELS * 2 ** zoom), alone }
}

/** How wide a cluster's ring is drawn, by its people. */
export const ringPixels = (count: number) => (count < 20 ? 34 : count < 200 ? 42 : 52)

/** Rings that would cover each other become one: the largest first takes in its neighbours. One pass over a coarse grid. */
function apart(clusters: Cluster[], worldPixels: number): Cluster[] {
  const widest = ringPixels(Infinity)
  const kept = new Map<number, Cluster[]>()
  const x = (one: Cluster) => ((one.lng + 180) / 360) * worldPixels
  const y = (one: Cluster) => (0.5 - Math.asinh(Math.tan((one.lat * Math.PI) / 180)) / (2 * Math.PI)) * worldPixels
  const key = (column: number, line: number) => column * 67_108_864 + line
  const touching = (one: Cluster) => {
    const [column, line] = [Math.floor(x(one) / widest), Math.floor(y(one) / widest)]
    for (let c = column - 1; c <= column + 1; c++)
      for (let l = line - 1; l <= line + 1; l++)
        for (const other of kept.get(key(c, l)) ?? [])
          if (Math.hypot(x(one) - x(other), y(one) - y(other)) < (ringPixels(one.count) + ringPixels(other.count)) / 2) return other
    return undefined
  }
  for (const one of clusters.sort((a, b) => b.count - a.count)) {
    const other = touching(one)
    if (other) {
      for (const part of ['count', 'free', 'offered', 'busy'] as const) other[part] += one[part]
      continue
    }
    const at = key(Math.floor(x(one) / widest), Math.floor(y(one) / widest))
    kept.set(at, [...(kept.get(at) ?? []), one])
  }
  return [...kept.values()].flat()
}

function sum(cell: Person[]): Cluster {
  const total: Cluster = { lng: 0, lat: 0, count: cell.length, free: 0, offered: 0, busy: 0 }
  for (const person of cell) {
    total.lng += person.place.lng / cell.length
    total.lat += person.place.lat / cell.length
    total[(['free', 'offered', 'busy'] as const)[kindOf(person.state)]!]++
  }
  return total
}
