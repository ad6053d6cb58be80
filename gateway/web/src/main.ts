import 'virtual:tokens.css'
import './design/base.css'
import { createApp } from 'vue'
import App from './App.vue'
import { startFieldFaults } from './parts/fieldFault'
import { carry, returned } from './wire/outside'
import { startLang } from './words/lang'

/** Who comes back from the outside issuer goes on where they left; the address forgets what it brought. */
function goesElsewhere(): boolean {
  const home = returned(sessionStorage, location.search, Date.now())
  if (!home) return false
  carry(sessionStorage, home.back, Date.now())
  if (home.page === location.pathname) {
    history.replaceState(null, '', location.pathname)
    return false
  }
  location.replace(home.page)
  return true
}

if (!goesElsewhere()) {
  startLang(location.search, localStorage)
  startFieldFaults(document)
  createApp(App).mount('#app')
}
