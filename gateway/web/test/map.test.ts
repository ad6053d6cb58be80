import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { cluster, OPEN_ZOOM, ringPixels } from '../src/dispatch/clusters'
import { communities, outline, smooth, streets, type LngLat } from '../src/dispatch/county'
import type { Person } from '../src/dispatch/people'
import type { Region } from '../src/wire/types'

const person = (id: number, lat = 26.55, lng = 106.46, state = 'FREE'): Person => ({ id: `v-${id}`, place: { lat, lng }, heading: 0, ageSeconds: 1, state })

function inside([x, y]: LngLat, ring: LngLat[]): boolean {
  let odd = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [a, b] = [ring[i]!, ring[j]!]
    if (a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) odd = !odd
  }
  return odd
}

describe('clusters', () => {
  it('people_together_areOneRingSplitByState', () => {
    const people = [person(1), person(2), person(3, 26.55, 106.46, 'OFFERED'), person(4, 26.55, 106.46, 'ON_SITE')]
    const { clusters, alone } = cluster(people, 9)
    expect(clusters).toHaveLength(1)
    expect(clusters[0]).toMatchObject({ count: 4, free: 2, offered: 1, busy: 1 })
    expect(clusters[0]!.lat).toBeCloseTo(26.55)
    expect(alone).toEqual([])
  })
  it('people_few_stayPeople', () => expect(cluster([person(1), person(2), person(3)], 9).alone).toHaveLength(3))
  it('people_closeUp_stayPeople', () => expect(cluster(Array.from({ length: 9 }, (_, n) => person(n)), OPEN_ZOOM).clusters).toEqual([]))
  it('rings_neverCoverEachOther', () => {
    const people = Array.from({ length: 3000 }, (_, n) => person(n, 26.5 + (n % 53) / 500, 106.4 + (n % 41) / 500))
    for (const zoom of [8.4, 9.5, 10.6, 12.2]) {
      const { clusters } = cluster(people, zoom)
      const pixels = (512 * 2 ** zoom) / 360
      const covered = clusters.flatMap((a, n) => clusters.slice(n + 1).filter((b) => Math.hypot((a.lng - b.lng) * pixels, ((a.lat - b.lat) * pixels) / Math.cos(0.463)) < (ringPixels(a.count) + ringPixels(b.count)) * 0.35))
      expect(covered).toEqual([])
    }
  })
  it('everybody_isCountedOnce', () => {
    const people = Array.from({ length: 3000 }, (_, n) => person(n, 26.4 + (n % 53) / 100, 106.1 + (n % 41) / 100))
    const { clusters, alone } = cluster(people, 10)
    expect(clusters.reduce((sum, one) => sum + one.count, 0) + alone.length).toBe(3000)
  })
})

describe('county', () => {
  it('places_all_lieInsideThePolicysOutline', () => {
    const policy = readFileSync(new URL('../../../matcher/src/main/resources/policies/520181.yaml', import.meta.url), 'utf8')
    const boundary = JSON.parse(/ring: (\[[^#]*?\n  \])/.exec(policy)![1]!) as LngLat[]
    const ring = outline({ boundary } as Region).features[0]!.geometry.coordinates[0] as LngLat[]
    const out = streets.features.filter((street) => !inside(street.geometry.coordinates, ring))
    expect(out.map((street) => street.properties.name)).toEqual([])
  })
  it('names_all_arePlacedTheSameEveryTime', () => expect(communities.features).toHaveLength(239))
  it('outline_withoutABoundary_isNothing', () => expect(outline(null).features).toEqual([]))
  it('outline_ofManyCorners_isDrawnAsItIs', () => {
    const boundary = Array.from({ length: 60 }, (_, n): LngLat => [Math.cos(n / 10), Math.sin(n / 10)])
    expect(outline({ boundary } as Region).features[0]!.geometry.coordinates[0]).toEqual([...boundary, boundary[0]])
  })
  it('smooth_cutsCornersAndStaysWithin', () => {
    const ring = smooth([[0, 0], [1, 0], [1, 1], [0, 1]], 1)
    expect(ring).toHaveLength(8)
    expect(ring.flat().every((part) => part >= 0 && part <= 1)).toBe(true)
  })
})
