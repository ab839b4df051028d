import { readonly, ref } from 'vue'

const every = 20_000
const moment = ref(Date.now())
let ahead = 0

/** Epoch milliseconds as the cloud has them, moving on while the page is open. */
export const now = readonly(moment)

/** What the cloud's clock says at this moment; a computer that goes wrong is put right. */
export function setClock(iso: string): void {
  ahead = Date.parse(iso) - Date.now()
  moment.value = Date.now() + ahead
}

setInterval(() => (moment.value = Date.now() + ahead), every)
