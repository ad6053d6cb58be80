/**
 * Our own pictograms, on a 48 grid: lines of 2.5 in the colour of the text, one part filled with the accent. `a` marks the accent. A service
 * without a drawing of its own gets two hands' width of help: a house with its door open.
 */
const head = (x: number, y: number, r = 4) => `<circle cx="${x}" cy="${y}" r="${r}"/>`
const p = (d: string) => `<path d="${d}"/>`
const a = (d: string) => `<path class="accent" d="${d}"/>`

export const drawings: Record<string, string> = {
  // Two people arm in arm, the older one with a stick, on the way to the red cross.
  escort: head(14, 11) + p('M14 16c-5 1-6 6-6 11l2 1 1 14M14 28l3 14M20 26c0-6-2-9-6-10') + p('M20 21l7 4M7 27l-2 15') + head(30, 9) + p('M30 14c-4 0-5 4-5 9v5l1 14M30 28l3 14M36 27c0-8-1-12-6-13') + a('M40 6h3v3h3v3h-3v3h-3v-3h-3V9h3z'),
  // A bowl of rice under its steam, chopsticks across.
  meal: a('M6 25h36c0 9-6 16-13 17H19C12 41 6 34 6 25z') + p('M6 25h36c0 9-6 16-13 17H19C12 41 6 34 6 25zM19 42h10') + p('M12 25c2-5 6-7 12-7s10 2 12 7') + p('M29 6l14 9M25 8l15 10') + p('M14 6c-2 3 2 4 0 7M20 5c-2 3 2 4 0 7'),
  // A spanner at a tap that drips.
  repair: p('M8 18h14c5 0 8 3 8 8v4h-8v-3H8zM12 18v-6M7 12h12') + a('M26 35c2 3 3 4 3 6a3 3 0 0 1-6 0c0-2 1-3 3-6z') + p('M43 8l-5 5-4-1-1-4 5-5c-5-1-9 3-8 8M43 8c1 5-3 9-8 8') + p('M43 8c1 5-3 9-8 8l-3 3M30 11l-3 3'),
  // Two at a table, and what they say.
  talk: a('M5 6h17v11H13l-5 5v-5H5z') + p('M5 6h17v11H13l-5 5v-5H5z') + p('M26 10h17v11h-3v5l-5-5h-9z') + head(12, 30) + head(36, 30) + p('M5 43c0-5 3-8 7-8s7 3 7 8M29 43c0-5 3-8 7-8s7 3 7 8'),
  // Walking briskly with a bag.
  errand: head(25, 8) + p('M25 14l-4 13 7 6 2 10M21 27l-3 8-8 5M24 17l-8 3-4 7M26 17l5 7 7 1') + a('M33 26h10l2 12H31z') + p('M33 26h10l2 12H31zM35 26c0-4 6-4 6 0'),
  shopping: p('M5 19h38l-4 23H9z') + a('M14 10c-3 0-5 3-5 9h10c0-6-2-9-5-9z') + p('M14 10c-3 0-5 3-5 9h10c0-6-2-9-5-9zM14 10c0-3 2-5 5-5M25 19c0-7 3-12 8-12s6 5 6 12M18 26v9M24 26v9M30 26v9'),
  cleaning: p('M32 5L24 24') + a('M16 24l16 6-5 14c-7 0-14-3-18-8 4-2 6-6 7-12z') + p('M16 24l16 6-5 14c-7 0-14-3-18-8 4-2 6-6 7-12zM15 37l3-5M21 40l2-5M38 36h5M36 42h6'),
  tutoring: a('M24 14c-4-3-10-4-18-4v26c8 0 14 1 18 4z') + p('M24 14c-4-3-10-4-18-4v26c8 0 14 1 18 4 4-3 10-4 18-4V10c-8 0-14 1-18 4zM24 14v26M30 18l7-1M30 24l7-1M30 30l7-1'),
  haircut: p('M12 6l17 25M36 6L19 31') + '<circle cx="15" cy="37" r="6"/><circle class="accent" cx="33" cy="37" r="6"/><circle cx="33" cy="37" r="6"/>',
  transport: '<circle cx="11" cy="36" r="6"/><circle cx="37" cy="36" r="6"/>' + p('M17 36h14M31 36c0-8 2-12 6-12M33 12h5l2 14M11 30c0-5 3-8 8-8h8l4 8') + a('M15 17h12v5H15z') + p('M15 17h12v5H15z'),
  digital: p('M13 4h20v40H13zM20 38h6') + a('M17 10h12v18H17z') + p('M17 10h12v18H17zM38 16v8M42 13v14'),
  care: a('M24 20c-3-6-12-5-12 2 0 5 6 9 12 13 6-4 12-8 12-13 0-7-9-8-12-2z') + p('M24 20c-3-6-12-5-12 2 0 5 6 9 12 13 6-4 12-8 12-13 0-7-9-8-12-2zM6 44V18L24 4l18 14v26'),
  medicine: p('M14 16h20v28H14zM17 6h14v10H17zM17 11h14') + a('M22 22h4v5h5v4h-5v5h-4v-5h-5v-4h5z'),
  emergency: a('M16 5h16l11 11v16L32 43H16L5 32V16z') + p('M16 5h16l11 11v16L32 43H16L5 32V16zM24 13v14M24 34v.5'),
  help: p('M6 44V20L24 6l18 14v24') + a('M18 44V27h12v17z') + p('M18 44V27h12v17M27 36v.5'),
  phone: a('M10 6l7-1 4 10-5 4c2 5 6 9 11 11l4-5 10 4-1 8c-1 4-4 5-8 4C17 38 9 29 6 14c-1-4 0-7 4-8z') + p('M10 6l7-1 4 10-5 4c2 5 6 9 11 11l4-5 10 4-1 8c-1 4-4 5-8 4C17 38 9 29 6 14c-1-4 0-7 4-8zM29 7c7 1 11 5 12 12M28 13c4 1 6 3 7 7'),
  vest: a('M15 5l4 4c2 3 8 3 10 0l4-4 8 5-3 10v23H10V20L7 10z') + p('M15 5l4 4c2 3 8 3 10 0l4-4 8 5-3 10v23H10V20L7 10zM24 12v31M15 24h4M29 24h4'),
  speak: a('M6 18h8L24 9v30l-10-9H6z') + p('M6 18h8L24 9v30l-10-9H6zM31 17c4 4 4 10 0 14M37 11c7 7 7 19 0 26'),
  walk: head(25, 8) + p('M25 14l-3 13 6 6 2 10M22 27l-3 8-7 6M23 17l-7 4-2 7M26 17l4 7 6 2'),
  ebike: '<circle cx="11" cy="35" r="7"/><circle cx="37" cy="35" r="7"/>' + p('M11 35l6-13h12l5 11M22 35h-11M22 35l7-13M29 22l-2-9h7M14 18h8'),
  car: p('M5 33v-8l5-3 5-9h16l6 9 6 3v8h-4M5 33h3M18 33h13') + '<circle cx="13" cy="34" r="4.500"/><circle cx="35" cy="34" r="4.500"/>' + p('M10 22h27M24 13v9'),
  fire: a('M25 4c1 8 12 13 12 25a13 13 0 0 1-26 0c0-6 3-9 5-13 1 4 2 5 4 6 1-7 1-12 5-18z') + p('M25 4c1 8 12 13 12 25a13 13 0 0 1-26 0c0-6 3-9 5-13 1 4 2 5 4 6 1-7 1-12 5-18zM24 42c-4 0-6-3-6-6 0-4 4-6 6-10 3 4 6 6 6 10 0 3-2 6-6 6z'),
  medical: a('M18 5h12v13h13v12H30v13H18V30H5V18h13z') + p('M18 5h12v13h13v12H30v13H18V30H5V18h13z'),
  police: a('M24 4l17 6v12c0 10-6 18-17 22C13 40 7 32 7 22V10z') + p('M24 4l17 6v12c0 10-6 18-17 22C13 40 7 32 7 22V10zM24 14v12M24 33v.5'),
}

const kin: Record<string, string> = {
  'escort-doctor': 'escort', hospital: 'escort', doctor: 'escort', accompany: 'escort', meals: 'meal', food: 'meal', lunch: 'meal', fix: 'repair', chat: 'talk', 'welfare-check': 'care', welfare: 'care', 'medicine-pickup': 'medicine', house: 'help', visit: 'care', company: 'talk', companionship: 'talk',
  clean: 'cleaning', shop: 'shopping', groceries: 'shopping', tutor: 'tutoring', lesson: 'tutoring', teaching: 'tutoring', ride: 'transport', hair: 'haircut', medicines: 'medicine', pharmacy: 'medicine', 'fetch-medicine': 'medicine',
  nursing: 'care', 'home-care': 'care', 'first-aid': 'medical', 'emergency-company': 'emergency', rescue: 'emergency', smartphone: 'digital', tech: 'digital', it: 'digital', delivery: 'errand',
}

/** The drawing of a service's icon or code. */
export const drawingOf = (name = '') => drawings[name] ?? drawings[kin[name] ?? ''] ?? drawings[name.split(/[-_]/)[0] ?? ''] ?? drawings.help!
