import { readonly, ref } from 'vue'

const online = ref(navigator.onLine)

/** False while the computer knows that it has no network. */
export const isOnline = readonly(online)

addEventListener('online', () => (online.value = true))
addEventListener('offline', () => (online.value = false))
