import { createApp } from 'vue'
import App from './App.vue'
import './styles/desk.css'

createApp(App).mount('#desk')
