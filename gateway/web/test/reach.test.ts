import { describe, expect, it } from 'vitest'
import { choices, pressed, wishesOf, type Contact } from '../src/reach/reach'

const contact = (more: Partial<Contact> = {}): Contact => ({ id: 'r-1', carried: ['SMS'], wechat: false, version: 1, ...more })

describe('how somebody is reached', () => {
  it('channel_pressed_goesToTheEnd_andPressedAgainIsTakenOut', () => {
    expect(pressed(pressed([], 'VOICE'), 'SMS')).toEqual(['VOICE', 'SMS'])
    expect(pressed(['VOICE', 'SMS'], 'VOICE')).toEqual(['SMS'])
  })

  it('wechat_isOfferedToThoseWhomItKnows_orWhoChoseIt', () => {
    expect(choices(contact())).toEqual(['SMS', 'VOICE'])
    expect(choices(contact({ wechat: true }))).toContain('WECHAT')
    expect(choices(contact({ messages: { channels: ['WECHAT'] } }))).toContain('WECHAT')
  })

  it('wishes_withoutANight_orWithOneOfNoLength_haveNone', () => {
    expect(wishesOf(['SMS'], true, '22:00', '07:00', 'zh')).toEqual({ channels: ['SMS'], quietFrom: '22:00', quietUntil: '07:00', language: 'zh' })
    expect(wishesOf([], false, '22:00', '07:00', '')).toEqual({ channels: [] })
    expect(wishesOf([], true, '22:00', '22:00', '')).toEqual({ channels: [] })
  })
})
