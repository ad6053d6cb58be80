import type { Map as LibreMap } from 'maplibre-gl'
import type { Shape } from '../book/queue'
import type { Tone } from '../design/tokens'

type Palette = Record<Tone, string>
const SIZE = 26
const SCALE = 2

const PATHS: Partial<Record<Shape, string>> = {
  emergency: 'M9.200 3h7.600L22.500 8.700v8.600L16.800 23H9.200L3.500 17.300V8.700z',
  urgent: 'M13 3l10 19H3z',
  soon: 'M13 2.500L23.500 13 13 23.500 2.500 13z',
}

/** Draws each state's shape once, as the pages' own marks are drawn: colour, shape, and a rim of paper that keeps it off the ground. */
export function addShapes(map: LibreMap, colours: Palette): void {
  const shapes: Shape[] = ['emergency', 'urgent', 'soon', 'routine', 'offered', 'underway', 'done', 'stale']
  for (const shape of shapes) map.addImage(`shape-${shape}`, canvas(SIZE, (c) => drawShape(c, shape, colours)), { pixelRatio: SCALE })
  map.addImage('chosen', canvas(44, (c) => drawChosen(c, colours)), { pixelRatio: SCALE })
  map.addImage('hatch', canvas(8, (c) => drawHatch(c, colours)), { pixelRatio: SCALE })
}

function canvas(size: number, draw: (c: CanvasRenderingContext2D) => void): ImageData {
  const sheet = document.createElement('canvas')
  sheet.width = sheet.height = size * SCALE
  const c = sheet.getContext('2d')!
  c.scale(SCALE, SCALE)
  draw(c)
  return c.getImageData(0, 0, sheet.width, sheet.height)
}

function drawShape(c: CanvasRenderingContext2D, shape: Shape, colours: Palette): void {
  const fill = colours[shape]
  c.lineJoin = 'round'
  c.lineCap = 'round'
  const path = PATHS[shape]
  if (path) {
    const form = new Path2D(path)
    c.strokeStyle = colours.raised
    c.lineWidth = 4
    c.stroke(form)
    c.fillStyle = fill
    c.fill(form)
    if (shape === 'emergency') line(c, colours.onEmergency, 2.6, 'M13 8v6.500M13 18.200v.1')
    return
  }
  if (shape === 'done') {
    line(c, colours.raised, 6, 'M6 13.500l5 5L20.500 8')
    return line(c, fill, 3, 'M6 13.500l5 5L20.500 8')
  }
  disc(c, 10.5, colours.raised)
  if (shape === 'routine') return disc(c, 8, fill)
  ring(c, 7.5, 3, fill, shape === 'stale' ? [4.5, 3] : [])
  if (shape === 'underway') disc(c, 4, fill)
}

const line = (c: CanvasRenderingContext2D, colour: string, width: number, path: string) => {
  c.strokeStyle = colour
  c.lineWidth = width
  c.stroke(new Path2D(path))
}
function disc(c: CanvasRenderingContext2D, radius: number, colour: string): void {
  c.fillStyle = colour
  c.beginPath()
  c.arc(13, 13, radius, 0, 7)
  c.fill()
}
function ring(c: CanvasRenderingContext2D, radius: number, width: number, colour: string, dash: number[] = [], middle = 13): void {
  c.strokeStyle = colour
  c.lineWidth = width
  c.setLineDash(dash)
  c.beginPath()
  c.arc(middle, middle, radius, 0, 7)
  c.stroke()
  c.setLineDash([])
}

function drawChosen(c: CanvasRenderingContext2D, colours: Palette): void {
  ring(c, 19, 6, colours.raised, [], 22)
  ring(c, 19, 3, colours.ink, [], 22)
}

function drawHatch(c: CanvasRenderingContext2D, colours: Palette): void {
  c.globalAlpha = 0.35
  line(c, colours.stale, 1.2, 'M-2 10L10 -2M-2 2L2 -2M6 10L10 6')
}

const EIGHTHS = 8
/** The ring of a cluster, split by what its people do, in eighths so that few pictures serve all. */
export function clusterImage(map: LibreMap, colours: Palette, counts: { free: number; offered: number; busy: number }, wide: number): string {
  const all = counts.free + counts.offered + counts.busy
  const offered = Math.round((counts.offered / all) * EIGHTHS)
  const busy = Math.min(EIGHTHS - offered, Math.round((counts.busy / all) * EIGHTHS))
  const name = `people-${wide}-${offered}-${busy}`
  if (!map.hasImage(name)) map.addImage(name, canvas(wide, (c) => drawCluster(c, colours, offered / EIGHTHS, busy / EIGHTHS, wide)), { pixelRatio: SCALE })
  return name
}

function drawCluster(c: CanvasRenderingContext2D, colours: Palette, offered: number, busy: number, wide: number): void {
  const middle = wide / 2
  const radius = middle - 4
  c.fillStyle = colours.raised
  c.beginPath()
  c.arc(middle, middle, middle - 1, 0, 7)
  c.fill()
  const slice = (from: number, to: number, colour: string) => {
    if (to <= from) return
    c.strokeStyle = colour
    c.lineWidth = 4
    c.beginPath()
    c.arc(middle, middle, radius, from * 2 * Math.PI - Math.PI / 2, to * 2 * Math.PI - Math.PI / 2)
    c.stroke()
  }
  slice(0, busy, colours.underway)
  slice(busy, busy + offered, colours.offered)
  slice(busy + offered, 1, colours.edge)
}
