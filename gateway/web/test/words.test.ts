import { describe, expect, it } from 'vitest'
import { books } from '../src/words/lang'
import { spaced } from '../src/words/spacing'

function paths(words: unknown, at = ''): string[] {
  if (words === null || typeof words !== 'object') return [`${at}:${typeof words}`]
  return Object.entries(words).flatMap(([key, word]) => paths(word, `${at}/${key}`))
}
function texts(words: unknown): string[] {
  if (typeof words === 'string') return [words]
  if (typeof words === 'function') return [String(words('1', 2, 3))]
  return words && typeof words === 'object' ? Object.values(words).flatMap(texts) : []
}

describe('words', () => {
  it('english_everyKey_matchesTheChinese', () => expect(paths(books.en)).toEqual(paths(books.zh)))
  it('words_none_isEmpty', () => {
    for (const text of [...texts(books.zh), ...texts(books.en)]) expect(text.trim()).not.toBe('')
  })
  it('english_onlyTheLanguageKey_isChinese', () => {
    const han = texts(books.en).filter((text) => /\p{Script=Han}/u.test(text))
    expect(han).toEqual(['中文'])
  })
  it('chinese_punctuation_isFullWidth', () => {
    const half = texts(books.zh).filter((text) => /\p{Script=Han}[,.;:!?]/u.test(text))
    expect(half).toEqual([])
  })
  it('chinese_besideDigits_carriesAThinSpace', () => {
    expect(spaced('打120吧')).toBe('打\u2009120\u2009吧')
    expect(books.zh.dispatch.counts(12, 4, 8)).toBe('已询问\u200912 · 婉拒\u20094 · 等待\u20098')
  })
  it('waiting_andTooLate_sayWhatTheDesignSays', () => {
    expect(books.zh.resident.waiting).toBe('正在为您找人，通常两分钟内有答复。')
    expect(books.zh.volunteer.offer.taken).toBe('这单已由附近的邻居接走了，谢谢您愿意帮忙。')
  })
})
