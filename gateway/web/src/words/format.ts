import { spaced } from './spacing'
import type { Lang } from './lang'

/** Texts for times, spans and amounts in the region's own zone. Every function is pure: `now` is given. */
export class Format {
  private readonly clockFormat: Intl.DateTimeFormat
  private readonly dayFormat: Intl.DateTimeFormat
  private readonly weekdayFormat: Intl.DateTimeFormat
  private readonly dateKey: Intl.DateTimeFormat

  constructor(
    readonly lang: Lang,
    readonly zone: string,
  ) {
    const locale = lang === 'zh' ? 'zh-CN' : 'en-GB'
    this.clockFormat = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
    this.dayFormat = new Intl.DateTimeFormat(locale, { timeZone: zone, month: lang === 'zh' ? 'long' : 'short', day: 'numeric' })
    this.weekdayFormat = new Intl.DateTimeFormat(locale, { timeZone: zone, weekday: lang === 'zh' ? 'long' : 'short' })
    this.dateKey = new Intl.DateTimeFormat('en-CA', { timeZone: zone })
  }

  /** 14:05 */
  clock(at: string | Date): string {
    return this.clockFormat.format(new Date(at))
  }

  /** 11 月 22 日 星期日 · Sun 22 Nov */
  date(at: string | Date): string {
    const [day, weekday] = [this.dayFormat.format(new Date(at)), this.weekdayFormat.format(new Date(at))]
    return this.lang === 'zh' ? spaced(`${day} ${weekday}`) : `${weekday} ${day}`
  }

  /** 今天, 明天, 昨天, or the date. */
  day(at: string | Date, now: Date): string {
    const names = this.lang === 'zh' ? { '-1': '昨天', '0': '今天', '1': '明天', '2': '后天' } : { '-1': 'yesterday', '0': 'today', '1': 'tomorrow' }
    const away = this.daysBetween(now, new Date(at))
    return (names as Record<string, string>)[String(away)] ?? this.date(at)
  }

  private daysBetween(from: Date, to: Date): number {
    const start = (at: Date) => Date.parse(`${this.dateKey.format(at)}T00:00:00Z`)
    return Math.round((start(to) - start(from)) / 86_400_000)
  }

  /** 今天 14:00–15:00 */
  span(start: string, end: string, now: Date): string {
    return `${this.day(start, now)} ${this.clock(start)}–${this.clock(end)}`
  }

  /** 今天 14:00 */
  moment(at: string, now: Date): string {
    return `${this.day(at, now)} ${this.clock(at)}`
  }

  /** 1 小时 30 分 · 1 h 30 min */
  minutes(amount: number): string {
    const [hours, rest] = [Math.floor(Math.abs(amount) / 60), Math.round(Math.abs(amount) % 60)]
    const sign = amount < 0 ? '−' : ''
    const [h, m] = this.lang === 'zh' ? ['小时', '分钟'] : ['h', 'min']
    const parts = [hours ? `${hours}\u2009${h}` : '', rest || !hours ? `${rest}\u2009${m}` : '']
    return sign + parts.filter(Boolean).join(' ')
  }

  /** Travel in whole minutes, never 0. */
  travel(seconds: number): string {
    return this.minutes(Math.max(1, Math.round(seconds / 60)))
  }

  /** 4:05, and 1:04:05 from an hour on; a time that is over carries a minus. */
  countdown(seconds: number): string {
    const left = Math.abs(Math.trunc(seconds))
    const two = (part: number) => String(part).padStart(2, '0')
    const [h, m, s] = [Math.floor(left / 3600), Math.floor(left / 60) % 60, left % 60]
    return (seconds <= -1 ? '−' : '') + (h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`)
  }

  /** 12 s, 3 min, 2 h: how old something is. */
  age(seconds: number): string {
    const [s, min, h] = this.lang === 'zh' ? ['秒', '分钟', '小时'] : ['s', 'min', 'h']
    if (seconds < 100) return `${Math.max(0, Math.round(seconds))}\u2009${s}`
    return seconds < 6000 ? `${Math.round(seconds / 60)}\u2009${min}` : `${Math.round(seconds / 3600)}\u2009${h}`
  }

  metres(amount: number): string {
    const [m, km] = this.lang === 'zh' ? ['米', '公里'] : ['m', 'km']
    return amount < 950 ? `${Math.round(amount / 10) * 10}\u2009${m}` : `${(amount / 1000).toFixed(1)}\u2009${km}`
  }

  points(amount: number): string {
    return amount.toLocaleString('en-GB', { maximumFractionDigits: 2 })
  }

  /** Years from a birth year. */
  years(birthYear: number, now: Date): number {
    return now.getUTCFullYear() - birthYear
  }
}

/** 139 **** 1234: as much as may be shown to those who need not call. */
export const maskedPhone = (phone: string) => (phone.includes('*') ? phone : phone.replace(/^(\+?\d{3})\d+(\d{4})$/, '$1****$2'))

/** The moment that a wall clock in the zone shows, as an instant. Correct for zones without a change of clock at that hour. */
export function zonedInstant(date: string, clock: string, zone: string): Date {
  const guess = new Date(`${date}T${clock}:00Z`)
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(guess)
  return new Date(guess.getTime() - (Date.parse(`${shown.replace(' ', 'T')}Z`) - guess.getTime()))
}

/** The date that the zone's wall calendar shows, as YYYY-MM-DD, some days on. */
export const zonedDate = (now: Date, zone: string, daysOn = 0) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(now.getTime() + daysOn * 86_400_000))
