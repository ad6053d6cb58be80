const THIN = '\u2009'
const HAN = '\\p{Script=Han}'
const LATIN = '[A-Za-z0-9+%]'
const hanThenLatin = new RegExp(`(${HAN}) ?(${LATIN})`, 'gu')
const latinThenHan = new RegExp(`(${LATIN}) ?(${HAN})`, 'gu')

/** Puts a thin space between Chinese and Latin or digits, where a page would otherwise run them together. */
export const spaced = (text: string) => text.replace(hanThenLatin, `$1${THIN}$2`).replace(latinThenHan, `$1${THIN}$2`)

/** The same for a whole book of words: texts, functions that give texts, and lists and groups of them. */
export function spacedWords<T>(words: T): T {
  if (typeof words === 'string') return spaced(words) as T
  if (typeof words === 'function') return ((...given: unknown[]) => spacedWords(words(...given))) as T
  if (Array.isArray(words)) return words.map(spacedWords) as T
  if (words && typeof words === 'object') return Object.fromEntries(Object.entries(words).map(([key, word]) => [key, spacedWords(word)])) as T
  return words
}
