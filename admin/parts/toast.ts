import { shallowReactive } from 'vue'

export interface Toast {
  id: number
  text: string
  tone: 'good' | 'late'
}

const staysFor = 5_000

export const toasts = shallowReactive<Toast[]>([])
let lastId = 0

/** Says for a few seconds what was done, or what was not. */
export function say(text: string, tone: Toast['tone'] = 'good'): void {
  const toast = { id: ++lastId, text, tone }
  toasts.push(toast)
  setTimeout(() => dismiss(toast), tone === 'good' ? staysFor : 2 * staysFor)
}

export function dismiss(toast: Toast): void {
  const index = toasts.indexOf(toast)
  if (index >= 0) toasts.splice(index, 1)
}
