import { describe, expect, it } from 'vitest'
import { fieldFault, type Looked } from '../src/parts/fieldFault'
import { books } from '../src/words/lang'

const field = (type: string, validity: Partial<ValidityState>, more: Partial<Looked> = {}): Looked => ({ type, validity, validationMessage: 'Füllen Sie dieses Feld aus.', ...more })

/** Without the thin spaces between Chinese and figures. */
const plain = (text: string) => text.replace(/\s/g, '')

describe('what a field says that is not right', () => {
  it('is said in the language of the page', () => {
    expect(fieldFault(field('text', { valueMissing: true }))).toBe('请填写这一栏')
    expect(fieldFault(field('select-one', { valueMissing: true }))).toBe('请选一个')
    const en = books.en.common.field
    expect(fieldFault(field('text', { valueMissing: true }), en)).toBe('Please fill this in')
    expect(fieldFault(field('text', { patternMismatch: true }), en)).toBe('Something is wrong here: please look again')
  })

  it('names the bound', () => {
    expect(plain(fieldFault(field('number', { rangeUnderflow: true }, { min: '5' })))).toBe('不能小于5')
    expect(plain(fieldFault(field('number', { rangeOverflow: true }, { max: '480' })))).toBe('不能大于480')
    expect(plain(fieldFault(field('number', { badInput: true })))).toBe('请填整数')
    expect(plain(fieldFault(field('password', { tooShort: true }, { minLength: 12 })))).toBe('至少12个字')
  })

  it('says what the browser says of anything else', () => {
    expect(fieldFault(field('text', { tooLong: true }))).toBe('Füllen Sie dieses Feld aus.')
  })
})
