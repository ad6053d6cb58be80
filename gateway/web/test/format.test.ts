import { describe, expect, it } from 'vitest'
import { Format, maskedPhone, zonedDate, zonedInstant } from '../src/words/format'

const zh = new Format('zh', 'Asia/Shanghai')
const en = new Format('en', 'Asia/Shanghai')
const now = new Date('2026-11-22T15:30:00Z') // 23:30 in Shanghai

describe('format', () => {
  it('clock_inTheRegionsZone', () => expect(zh.clock('2026-11-22T06:05:00Z')).toBe('14:05'))
  it('clock_midnight_isZero', () => expect(zh.clock('2026-11-22T16:00:00Z')).toBe('00:00'))
  it('day_pastMidnightOfTheZone_isTomorrow', () => {
    expect(zh.day('2026-11-22T16:10:00Z', now)).toBe('明天')
    expect(en.day('2026-11-22T15:40:00Z', now)).toBe('today')
  })
  it('span_sameDay_namesItOnce', () => expect(zh.span('2026-11-22T06:00:00Z', '2026-11-22T07:00:00Z', now)).toBe('今天 14:00–15:00'))
  it('date_farAway_isWritten', () => {
    expect(en.day('2026-11-30T06:00:00Z', now)).toMatch(/Mon 30 Nov/)
    expect(zh.day('2026-11-30T06:00:00Z', now)).toMatch(/11月30日\s星期一|11\u2009月\u200930\u2009日/)
  })
  it('minutes_inBothTongues', () => {
    expect(zh.minutes(90)).toBe('1\u2009小时 30\u2009分钟')
    expect(en.minutes(60)).toBe('1\u2009h')
    expect(en.minutes(0)).toBe('0\u2009min')
    expect(en.minutes(-30)).toBe('−30\u2009min')
  })
  it('travel_aFewSeconds_isOneMinute', () => expect(en.travel(4)).toBe('1\u2009min'))
  it('countdown_overTheHourAndPastTheEnd', () => {
    expect(zh.countdown(245)).toBe('4:05')
    expect(zh.countdown(3845)).toBe('1:04:05')
    expect(zh.countdown(-130)).toBe('−2:10')
    expect(zh.countdown(0)).toBe('0:00')
  })
  it('age_growsCoarser', () => {
    expect(zh.age(12)).toBe('12\u2009秒')
    expect(zh.age(180)).toBe('3\u2009分钟')
    expect(zh.age(7200)).toBe('2\u2009小时')
  })
  it('metres_shortAndLong', () => {
    expect(zh.metres(347)).toBe('350\u2009米')
    expect(en.metres(1540)).toBe('1.5\u2009km')
  })
  it('phone_isMasked', () => {
    expect(maskedPhone('13985511234')).toBe('139****1234')
    expect(maskedPhone('139****1234')).toBe('139****1234')
  })
  it('zonedInstant_wallClock_isTheInstant', () => expect(zonedInstant('2026-11-23', '09:00', 'Asia/Shanghai').toISOString()).toBe('2026-11-23T01:00:00.000Z'))
  it('zonedDate_lateEvening_isTheZonesDay', () => {
    expect(zonedDate(now, 'Asia/Shanghai')).toBe('2026-11-22')
    expect(zonedDate(now, 'Asia/Shanghai', 1)).toBe('2026-11-23')
  })
})
