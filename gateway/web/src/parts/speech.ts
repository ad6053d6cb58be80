import { ref } from 'vue'
import { lang } from '../words/lang'

/** Reads aloud with the device's own voice. `speaking` is true while it does. */
export const speaking = ref(false)
export const canSpeak = 'speechSynthesis' in globalThis

export function speak(text: string): void {
  speechSynthesis.cancel()
  if (speaking.value) return void (speaking.value = false)
  const said = new SpeechSynthesisUtterance(text)
  said.lang = lang.value === 'zh' ? 'zh-CN' : 'en-GB'
  said.rate = 0.85
  said.onend = said.onerror = () => (speaking.value = false)
  speaking.value = true
  speechSynthesis.speak(said)
}
