/** Sunday first, as Date counts them, in the words of RFC 5545. */
export const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']

/** The day of an instant in a zone, as a date input spells it. */
export const dateIn = (zone: string, at: Date) => new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)

/** The instant at which a clock in the zone shows this day and time. */
export function instantIn(zone: string, day: string, time: string): Date {
  const wanted = Date.parse(`${day}T${time}:00Z`)
  const shown = (at: number) => {
    const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(new Date(at))
    const part = (type: string) => parts.find((one) => one.type === type)!.value
    return Date.parse(`${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:00Z`)
  }
  // Twice, because the offset may be another one near the wanted time than at the first guess.
  const first = wanted - (shown(wanted) - wanted)
  return new Date(first - (shown(first) - wanted))
}
