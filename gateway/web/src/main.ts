import 'virtual:tokens.css'
import './design/base.css'
import { createApp } from 'vue'
import App from './App.vue'
import { startLang } from './words/lang'

startLang(location.search, localStorage)
createApp(App).mount('#app')
