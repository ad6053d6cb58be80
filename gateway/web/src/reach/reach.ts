/** How somebody wants to be reached, as the node has it. */
export interface Wishes { channels: string[]; quietFrom?: string; quietUntil?: string; language?: string }
export interface Contact { id: string; phone?: string; messages?: Wishes; carried: string[]; wechat: boolean; version: number }

/** One of those whose files name the reader as family. */
export interface Kin { id: string; name?: string }

export const CHANNELS = ['SMS', 'VOICE', 'WECHAT'] as const
/** Each in its own words. */
export const LANGUAGES = { zh: '中文', en: 'English' } as const
/** Most people's night; whoever wants another says so. */
export const NIGHT = { quietFrom: '22:00', quietUntil: '07:00' } as const

/** What may be chosen: WeChat only by those whom the mini programme knows, or who had chosen it. */
export const choices = (contact: Contact) => CHANNELS.filter((one) => one !== 'WECHAT' || contact.wechat || contact.messages?.channels.includes(one))

/** Pressed once, a channel goes to the end of the order; pressed again, it is taken out. */
export const pressed = (order: string[], channel: string) => (order.includes(channel) ? order.filter((one) => one !== channel) : [...order, channel])

/** The wishes as they are sent; a night of no length is none. */
export function wishesOf(channels: string[], quiet: boolean, from: string, until: string, language: string): Wishes {
  return { channels, ...(quiet && from && until && from !== until ? { quietFrom: from, quietUntil: until } : {}), ...(language ? { language } : {}) }
}
