/** The one home of colour, type, space and motion. The build turns it into custom properties; a test holds every pair to its contrast. */

export const day = {
  paper: '#FAF8F4',
  raised: '#FFFEFB',
  sunk: '#F0ECE3',
  line: '#DCD5C8',
  edge: '#8B8375',
  ink: '#1B1F24',
  ink2: '#474C53',
  ink3: '#62666B',
  signal: '#D5402B',
  onSignal: '#FFFFFF',
  signalText: '#BF3420',
  emergency: '#8A1616',
  onEmergency: '#FFFFFF',
  urgent: '#BF3420',
  soon: '#8F5A00',
  routine: '#4F5A67',
  offered: '#3D49A6',
  underway: '#0B6A63',
  done: '#33703F',
  stale: '#63666A',
  wash: '#F6E3DC',
  tint: '#F2BFAE',
  focus: '#3D49A6',
} as const

export const night: Record<keyof typeof day, string> = {
  paper: '#14181D',
  raised: '#1D232A',
  sunk: '#0E1115',
  line: '#2C343D',
  edge: '#6B7480',
  ink: '#ECEAE4',
  ink2: '#B7BBC0',
  ink3: '#939AA2',
  signal: '#F2694E',
  onSignal: '#14181D',
  signalText: '#F58670',
  emergency: '#A32020',
  onEmergency: '#FFFFFF',
  urgent: '#F58670',
  soon: '#E8B04A',
  routine: '#A3AFBC',
  offered: '#A9B1F5',
  underway: '#4FBFB3',
  done: '#7FBF8B',
  stale: '#9A9FA5',
  wash: '#34231F',
  tint: '#7A3B2E',
  focus: '#A9B1F5',
}

/** Elder mode, always by day: everything that is read stands at 7:1 or more. */
export const elder: Record<keyof typeof day, string> = {
  ...day,
  ink2: '#3B4047',
  ink3: '#3B4047',
  edge: '#6F6759',
  signal: '#8F1D0D',
  signalText: '#8F1D0D',
  urgent: '#8F1D0D',
  soon: '#694100',
  routine: '#3F4954',
  offered: '#333E94',
  underway: '#07504B',
  done: '#24552E',
  stale: '#45484C',
}

export type Tone = keyof typeof day
export type Theme = 'day' | 'night' | 'elder'
export const themes: Record<Theme, Record<Tone, string>> = { day, night, elder }

export const sizes = [12, 13, 15, 17, 20, 24, 32, 44] as const
export const grid = 4
export const target = { usual: 44, resident: 60 } as const
export const motion = { quick: 120, calm: 200 } as const

/** [what is read, what it lies on, least contrast in usual themes]. 3: shapes and edges; 4.5: text. */
const surfaces = ['paper', 'raised', 'sunk'] as const
const text = ['ink', 'ink2', 'ink3', 'signalText', 'urgent', 'soon', 'routine', 'offered', 'underway', 'done', 'stale'] as const

export const pairs: [Tone, Tone, number][] = [
  ...text.flatMap((fg) => surfaces.map((bg): [Tone, Tone, number] => [fg, bg, 4.5])),
  ['onSignal', 'signal', 4.5],
  ['onEmergency', 'emergency', 4.5],
  ['ink', 'wash', 4.5],
  ['ink2', 'wash', 4.5],
  ['signalText', 'wash', 4.5],
  ['edge', 'paper', 3],
  ['edge', 'raised', 3],
  ['edge', 'sunk', 3],
  ['focus', 'paper', 3],
  ['focus', 'raised', 3],
  ['focus', 'sunk', 3],
]

const dashed = (name: string) => name.replace(/([A-Z])/g, '-$1').toLowerCase()

const colours = (theme: Theme) =>
  Object.entries(themes[theme])
    .map(([name, value]) => `--${dashed(name)}:${value};`)
    .join('')

/** The custom properties as a style sheet. */
export function tokensCss(): string {
  const type = sizes.map((size) => `--t${size}:${size / 16}rem;`).join('')
  return [
    `:root{${colours('day')}${type}--g:${grid}px;--target:${target.usual}px;--target-resident:${target.resident}px;--quick:${motion.quick}ms;--calm:${motion.calm}ms;color-scheme:light}`,
    `[data-theme=night]{${colours('night')}color-scheme:dark}`,
    `[data-theme=elder]{${colours('elder')}}`,
  ].join('\n')
}
