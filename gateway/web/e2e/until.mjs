import { setTimeout as pause } from 'node:timers/promises'

const LOOK_EVERY_MS = 250

/** Looks again and again until `look` gives something true, and gives that; fails by name after `withinMs`. */
export async function until(name, look, withinMs = 45_000) {
  const end = Date.now() + withinMs
  for (;;) {
    const found = await look()
    if (found) return found
    if (Date.now() > end) throw new Error(`waited ${withinMs / 1000} s in vain until ${name}`)
    await pause(LOOK_EVERY_MS)
  }
}
