import { createApp } from 'vue'
import 'tdesign-vue-next/es/style/index.css'
import './styles/admin.css'
import './parts/theme'
import App from './App.vue'
import { router } from './router'

createApp(App).use(router).mount('#admin')
