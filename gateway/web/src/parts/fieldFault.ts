import { type books, words } from '../words/lang'

/** A field as the browser has looked at it. */
export interface Looked { validity: Partial<ValidityState>; type: string; min?: string; max?: string; minLength?: number; validationMessage: string }

/** What is not right in a field, in the page's language; the browser would say it in its own. */
export function fieldFault(field: Looked, w: typeof books.zh.common.field = words.value.common.field): string {
  const { validity } = field
  if (validity.valueMissing) return ['select-one', 'radio', 'checkbox', 'file', 'date', 'time'].includes(field.type) ? w.choose : w.fill
  if (validity.rangeUnderflow) return w.least(field.min ?? '')
  if (validity.rangeOverflow) return w.most(field.max ?? '')
  if (validity.tooShort) return w.longer(field.minLength ?? 0)
  if (validity.badInput || validity.stepMismatch) return field.type === 'number' ? w.whole : w.wrong
  if (validity.patternMismatch || validity.typeMismatch) return w.wrong
  return field.validationMessage
}

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement
const isField = (target: unknown): target is Field => target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement

/** Every form of the page says it so, wherever the form is. What was said is forgotten before it is looked at again. */
export function startFieldFaults(page: Document) {
  const forget = (field: unknown) => isField(field) && field.setCustomValidity('')
  page.addEventListener('input', (event) => forget(event.target), true)
  page.addEventListener('change', (event) => forget(event.target), true)
  page.addEventListener('click', (event) => {
    const key = event.target instanceof Element ? event.target.closest<HTMLButtonElement>('button') : null
    if (key?.type === 'submit' && key.form) Array.from(key.form.elements).forEach(forget)
  }, true)
  page.addEventListener('invalid', (event) => isField(event.target) && event.target.setCustomValidity(fieldFault(event.target as unknown as Looked)), true)
}
