// The people of the tests, entered by community staff through the API.
import { randomUUID } from 'node:crypto'

export const REGION = '520181'
export const HOME = { lat: 26.556, lng: 106.47 }
export const DOOR = { lat: 26.557, lng: 106.471 }
export const PHONE = '14000010001'
export const ADDRESS = '红枫湖路1号2栋3单元401室'

/** Calls the node as one person; a refusal is thrown with its words. */
export async function as(base, role, subject) {
  const call = async (method, path, body, token) => {
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID(), ...(token ? { Authorization: `Bearer ${token}` } : {}) }
    const answer = await fetch(base + path, { method, headers, body: body && JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
  const { token } = await call('POST', '/v1/demo/tokens', { role, subject, region: REGION })
  return { token, get: (path) => call('GET', path, undefined, token), put: (path, body) => call('PUT', path, body, token), post: (path, body) => call('POST', path, body, token) }
}

export async function enrol(base) {
  const staff = await as(base, 'community', 'c-1')
  const { skills } = await staff.get('/v1/region')
  const always = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, start: '00:00', end: '24:00' }))
  const able = skills.map(({ code }) => ({ skill: code, level: 2, verified: true }))
  await staff.put('/v1/volunteers/v-1', { name: '罗小梅', phone: '14000020001', skills: able, languages: ['zh'], shifts: always, home: HOME, birthYear: 1984, gender: 'FEMALE' })
  await staff.put('/v1/residents/r-1', { name: '陈玉珍', phone: PHONE, address: ADDRESS, home: DOOR, livesAlone: true, languages: ['zh'], birthYear: 1946, doorNotes: '敲门请大声' })
}
