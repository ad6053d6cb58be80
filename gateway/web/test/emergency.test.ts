import { beforeEach, describe, expect, it, vi } from 'vitest'

vi.mock('../src/page', () => ({ api: { get: async () => ({ running: false }) } }))

import { callUp, emergency, hearEmergency, isPaused } from '../src/emergency/emergency'
import type { Emergency, EmergencyFrame } from '../src/wire/types'

const storm: EmergencyFrame = { emergencyId: 'e-1', running: true, kind: 'STORM', text: '暴雨', communities: ['north'], pausedBelow: 'URGENT' }
const running: Emergency = { running: true, id: 'e-1', communities: ['north'], pausedBelow: 'URGENT' }
const order = { state: 'OPEN' as const, priority: 'ROUTINE' as const, community: 'north', visits: [{ state: 'OPEN' }] }

beforeEach(() => {
  emergency.value = { running: false }
  callUp.value = null
})

describe('emergency', () => {
  it('frame_running_isTakenIn_andItsEndToo', () => {
    hearEmergency({ type: 'emergency', ...storm })
    expect(emergency.value).toMatchObject({ running: true, kind: 'STORM', pausedBelow: 'URGENT' })
    hearEmergency({ type: 'emergency', ...storm, running: undefined })
    expect(emergency.value.running).toBe(false)
  })
  it('frame_ofTheSameEmergency_keepsTheFiguresThatWereRead', () => {
    emergency.value = { ...running, figures: { paused: 3, expired: 0, reserves: 1, called: 0, yes: 0, no: 0, batches: [] } }
    hearEmergency({ type: 'emergency', ...storm, text: '更大的雨' })
    expect(emergency.value.figures?.paused).toBe(3)
  })
  it('snapshot_withoutOne_endsWhatThePageHad', () => {
    hearEmergency({ type: 'emergency', ...storm })
    hearEmergency({ type: 'call.up', emergencyId: 'e-1', state: 'ASKED' })
    expect(callUp.value?.state).toBe('ASKED')
    hearEmergency({ type: 'snapshot', last: true })
    expect(emergency.value.running).toBe(false)
    expect(callUp.value).toBeNull()
  })
  it('order_isPaused_belowTheBarInItsCommunityWhileNobodyHasIt', () => {
    expect(isPaused(running, order)).toBe(true)
    expect(isPaused(running, { ...order, priority: 'URGENT' })).toBe(false)
    expect(isPaused(running, { ...order, community: 'south' })).toBe(false)
    expect(isPaused({ ...running, communities: [] }, { ...order, community: 'south' })).toBe(true)
    expect(isPaused(running, { ...order, visits: [{ state: 'OPEN' }, { state: 'ASSIGNED' }] })).toBe(false)
    expect(isPaused({ ...running, running: false }, order)).toBe(false)
    expect(isPaused({ ...running, pausedBelow: undefined }, order)).toBe(false)
  })
})
