import { MercatorCoordinate, type CustomLayerInterface, type CustomRenderMethodInput, type Map as LibreMap } from 'maplibre-gl'
import type { Tone } from '../design/tokens'
import type { LatLng } from '../wire/types'

export interface Person { id: string; place: LatLng; heading: number; ageSeconds: number; state: string }

/** FREE, OFFERED and the three ways of being busy, as the shader knows them. */
export const kindOf = (state: string) => (state === 'OFFERED' ? 1 : state === 'FREE' || !state ? 0 : 2)
/** After this the disc's rim breaks: the person may have moved on. */
export const OLD_FIX_SECONDS = 60
const GLIDE_MS = 300
/** A person alone on a wide map is still to be seen, and close up as large as an order. */
export const pointPixels = (zoom: number) => Math.max(17, Math.min(28, 17 + (zoom - 9.5) * 3))
/** x, y now; x, y before; heading; kind; age; spare. */
const FLOATS = 8

const VERTEX = `#version 300 es
in vec4 a_place; in vec4 a_about;
uniform mat4 u_matrix; uniform float u_glide; uniform float u_size; uniform vec3 u_colours[3];
out vec3 v_colour; out float v_heading; out float v_old; out float v_kind;
void main() {
  gl_Position = u_matrix * vec4(mix(a_place.zw, a_place.xy, u_glide), 0.0, 1.0);
  gl_PointSize = u_size; v_heading = a_about.x; v_kind = a_about.y; v_old = step(${OLD_FIX_SECONDS}.0, a_about.z); v_colour = u_colours[int(a_about.y)];
}`
const FRAGMENT = `#version 300 es
precision mediump float;
in vec3 v_colour; in float v_heading; in float v_old; in float v_kind;
uniform vec3 u_paper; out vec4 colour;
void main() {
  vec2 at = (gl_PointCoord - 0.5) * 2.0;
  float far = length(at);
  float nose = 0.0;
  if (v_heading >= 0.0) {
    vec2 ahead = vec2(sin(v_heading), -cos(v_heading));
    float along = dot(at, ahead); float beside = abs(at.x * ahead.y - at.y * ahead.x);
    nose = step(0.30, along) * (1.0 - smoothstep(0.0, 0.06, beside - (0.98 - along) * 0.62));
  }
  float disc = 1.0 - smoothstep(0.50, 0.56, far);
  float rim = 1.0 - smoothstep(0.62, 0.68, far);
  float body = max(disc, nose * step(far, 1.0));
  float hollow = (1.0 - smoothstep(0.28, 0.34, far)) * (1.0 - step(1.5, v_kind));
  float dash = step(0.5, fract(atan(at.y, at.x) * 1.2732)) * step(0.30, far);
  float alpha = max(rim, nose * step(far, 1.0)) * mix(1.0, 0.75, v_old);
  vec3 ink = mix(u_paper, v_colour, body * (1.0 - hollow) * (1.0 - v_old * dash));
  colour = vec4(ink * alpha, alpha);
}`

/** Every volunteer as a small disc with a nose, in one draw call, gliding from the last fix to the new one. */
export class PeopleLayer implements CustomLayerInterface {
  readonly id = 'people'
  readonly type = 'custom'
  readonly renderingMode = '2d'
  private readonly origin: MercatorCoordinate
  private readonly last = new Map<string, [number, number]>()
  private data = new Float32Array(0)
  private count = 0
  private changed = false
  private since = 0
  private map!: LibreMap
  private program!: WebGLProgram
  private buffer!: WebGLBuffer
  private vao!: WebGLVertexArrayObject
  private at: Record<string, WebGLUniformLocation | null> = {}

  constructor(
    centre: LatLng,
    private readonly colours: Record<Tone, string>,
    private readonly still: boolean,
  ) {
    // Places are kept relative to the county's centre: 32 bits then hold centimetres.
    this.origin = MercatorCoordinate.fromLngLat([centre.lng, centre.lat])
  }

  /** Replaces everybody. Called once per batch of positions, not per person. */
  show(people: Person[]): void {
    if (this.data.length < people.length * FLOATS) this.data = new Float32Array(Math.ceil(people.length * 1.3) * FLOATS)
    for (let n = 0; n < people.length; n++) this.write(people[n]!, n * FLOATS)
    if (this.last.size > people.length * 2 + 1000) this.forget(people)
    this.count = people.length
    this.changed = true
    this.since = performance.now()
    this.map?.triggerRepaint()
  }

  private write(person: Person, to: number): void {
    const x = (person.place.lng + 180) / 360 - this.origin.x
    const y = (1 - Math.log(Math.tan(Math.PI / 4 + (person.place.lat * Math.PI) / 360)) / Math.PI) / 2 - this.origin.y
    const { data } = this
    let before = this.last.get(person.id)
    if (!before) this.last.set(person.id, (before = [x, y]))
    data[to] = x
    data[to + 1] = y
    data[to + 2] = before[0]
    data[to + 3] = before[1]
    data[to + 4] = person.heading < 0 ? -1 : (person.heading * Math.PI) / 180
    data[to + 5] = kindOf(person.state)
    data[to + 6] = person.ageSeconds
    before[0] = x
    before[1] = y
  }

  private forget(people: Person[]): void {
    const here = new Set(people.map((person) => person.id))
    for (const id of this.last.keys()) if (!here.has(id)) this.last.delete(id)
  }

  onAdd(map: LibreMap, context: WebGLRenderingContext | WebGL2RenderingContext): void {
    const gl = context as WebGL2RenderingContext
    this.map = map
    this.program = link(gl, VERTEX, FRAGMENT)
    this.buffer = gl.createBuffer()!
    this.vao = gl.createVertexArray()!
    for (const name of ['u_matrix', 'u_glide', 'u_size', 'u_colours', 'u_paper']) this.at[name] = gl.getUniformLocation(this.program, name)
    gl.bindVertexArray(this.vao)
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer)
    for (const [name, offset] of [['a_place', 0], ['a_about', 16]] as const) {
      const where = gl.getAttribLocation(this.program, name)
      gl.enableVertexAttribArray(where)
      gl.vertexAttribPointer(where, 4, gl.FLOAT, false, FLOATS * 4, offset)
    }
    gl.bindVertexArray(null)
  }

  render(context: WebGLRenderingContext | WebGL2RenderingContext, given: CustomRenderMethodInput): void {
    const gl = context as WebGL2RenderingContext
    if (!this.count) return
    if (this.changed) {
      gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer)
      gl.bufferData(gl.ARRAY_BUFFER, this.data, gl.DYNAMIC_DRAW)
      this.changed = false
    }
    const glide = this.still ? 1 : Math.min(1, (performance.now() - this.since) / GLIDE_MS)
    gl.useProgram(this.program)
    gl.uniformMatrix4fv(this.at.u_matrix!, false, moved(given.defaultProjectionData.mainMatrix as ArrayLike<number>, this.origin.x, this.origin.y))
    gl.uniform1f(this.at.u_glide!, glide)
    gl.uniform1f(this.at.u_size!, pointPixels(this.map.getZoom()) * devicePixelRatio)
    gl.uniform3fv(this.at.u_colours!, [...rgb(this.colours.ink2), ...rgb(this.colours.offered), ...rgb(this.colours.underway)])
    gl.uniform3fv(this.at.u_paper!, rgb(this.colours.raised))
    gl.enable(gl.BLEND)
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA)
    gl.bindVertexArray(this.vao)
    gl.drawArrays(gl.POINTS, 0, this.count)
    gl.bindVertexArray(null)
    if (glide < 1) this.map.triggerRepaint()
  }
}

/** matrix · translate(x, y), in 64 bits before it is handed over. */
function moved(matrix: ArrayLike<number>, x: number, y: number): Float32Array {
  const m = Float32Array.from(matrix)
  for (let row = 0; row < 4; row++) m[12 + row] = matrix[row]! * x + matrix[4 + row]! * y + matrix[12 + row]!
  return m
}

function link(gl: WebGL2RenderingContext, vertex: string, fragment: string): WebGLProgram {
  const program = gl.createProgram()!
  for (const [kind, text] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]] as const) {
    const shader = gl.createShader(kind)!
    gl.shaderSource(shader, text)
    gl.compileShader(shader)
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS)) throw new Error(`The people layer's shader does not compile: ${gl.getShaderInfoLog(shader)}`)
    gl.attachShader(program, shader)
  }
  gl.linkProgram(program)
  return program
}

const rgb = (hex: string): [number, number, number] => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255) as [number, number, number]
