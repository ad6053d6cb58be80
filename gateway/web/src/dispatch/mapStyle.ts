import type { StyleSpecification } from 'maplibre-gl'
import type { Tone } from '../design/tokens'
import type { Region } from '../wire/types'
import { communities, isSketched, lakeNames, lakes, outline, streets } from './county'

const FONT = ['PingFang SC', 'HarmonyOS Sans SC', 'Noto Sans SC', 'Noto Sans CJK SC', 'Microsoft YaHei', 'sans-serif']
export const FONTS = FONT.map((name) => `"${name}"`).join(',').replace('"sans-serif"', 'sans-serif')
const nothing = { type: 'FeatureCollection' as const, features: [] }

/** Orders up to this rank are being seen to: they stand under the rings of people, the others above them. */
export const QUIET_RANK = 3
/**
 * A quiet ground in the page's own colours, with loud data on it. There is no glyph server: MapLibre draws every letter with the
 * system's fonts, so that the map needs no network at all.
 */
export function styleOf(c: Record<Tone, string>, region: Region | null): StyleSpecification {
  const sketched = isSketched(region)
  const label = (size: number, colour: string, away: number) => ({ layout: { 'text-field': ['get', 'name'] as ['get', string], 'text-font': FONT, 'text-size': size, 'text-padding': 6, 'text-variable-anchor': ['center', 'top', 'bottom', 'right', 'left'] as ('center' | 'top' | 'bottom' | 'right' | 'left')[], 'text-radial-offset': away }, paint: { 'text-color': colour, 'text-halo-color': c.paper, 'text-halo-width': 2 } })
  const marks = (far: number) => ({
    layout: { 'icon-image': ['concat', 'shape-', ['get', 'shape']] as ['concat', string, ['get', string]], 'icon-size': ['interpolate', ['linear'], ['zoom'], 8, far, 12, 0.9] as ['interpolate', ['linear'], ['zoom'], number, number, number, number], 'symbol-sort-key': ['get', 'rank'] as ['get', string], 'symbol-z-order': 'auto' as const, 'icon-allow-overlap': true },
    paint: { 'icon-opacity': ['get', 'opacity'] as ['get', string] },
  })
  return {
    version: 8,
    sources: {
      ...(region?.tileUrl ? { tiles: { type: 'raster' as const, tiles: [region.tileUrl], tileSize: 256 } } : {}),
      county: { type: 'geojson', data: outline(region) },
      lakes: { type: 'geojson', data: sketched ? lakes : nothing },
      'lake-names': { type: 'geojson', data: sketched ? lakeNames : nothing },
      streets: { type: 'geojson', data: sketched ? streets : nothing },
      communities: { type: 'geojson', data: sketched ? communities : nothing },
      lines: { type: 'geojson', data: nothing },
      orders: { type: 'geojson', data: nothing },
      clusters: { type: 'geojson', data: nothing },
      chosen: { type: 'geojson', data: nothing },
    },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': c.sunk } },
      ...(region?.tileUrl ? [{ id: 'tiles', type: 'raster' as const, source: 'tiles', paint: { 'raster-saturation': -0.85, 'raster-opacity': 0.7 } }] : []),
      { id: 'county', type: 'fill', source: 'county', paint: { 'fill-color': c.paper, 'fill-opacity': region?.tileUrl ? 0 : 1 } },
      { id: 'lakes', type: 'fill', source: 'lakes', paint: { 'fill-color': c.line, 'fill-opacity': region?.tileUrl ? 0 : 0.8 } },
      { id: 'county-edge', type: 'line', source: 'county', paint: { 'line-color': c.edge, 'line-width': 1.2, 'line-dasharray': [6, 2] } },
      { id: 'lake-names', type: 'symbol', source: 'lake-names', minzoom: 9.5, ...label(11, c.ink3, 1.2) },
      { id: 'communities', type: 'symbol', source: 'communities', minzoom: 11.2, ...label(11, c.ink3, 1.2) },
      { id: 'streets', type: 'symbol', source: 'streets', ...label(13, c.ink2, 2.4) },
      { id: 'lines', type: 'line', source: 'lines', layout: { 'line-cap': 'round' }, paint: { 'line-color': c.underway, 'line-width': 1.4, 'line-opacity': ['get', 'fade'] } },
      { id: 'orders-quiet', type: 'symbol', source: 'orders', filter: ['<=', ['get', 'rank'], QUIET_RANK], ...marks(0.5) },
      {
        id: 'clusters', type: 'symbol', source: 'clusters',
        layout: { 'icon-image': ['get', 'image'], 'icon-allow-overlap': true, 'symbol-sort-key': ['get', 'rank'], 'text-field': ['get', 'count'], 'text-font': FONT, 'text-size': 12, 'text-allow-overlap': true },
        paint: { 'text-color': c.ink },
      },
      { id: 'orders', type: 'symbol', source: 'orders', filter: ['>', ['get', 'rank'], QUIET_RANK], ...marks(0.62) },
      { id: 'chosen', type: 'symbol', source: 'chosen', layout: { 'icon-image': 'chosen', 'icon-allow-overlap': true, 'icon-ignore-placement': true } },
    ],
  }
}
