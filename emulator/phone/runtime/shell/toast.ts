export interface ToastInput {
  title?: string
  icon?: 'success' | 'error' | 'loading' | 'none'
  image?: string
  /** Milliseconds; 0 stays until it is hidden. */
  duration?: number
  mask?: boolean
}

const marks = { success: '✓', error: '!', loading: '', none: null } as const
let timer: ReturnType<typeof setTimeout> | undefined

export function hideToast(): void {
  clearTimeout(timer)
  document.querySelector('.phone-toast')?.remove()
}

/** One short message in the middle; a new one takes the place of the old one. */
export function showToast({
  title = '',
  icon = 'success',
  duration = 1500,
  mask = false,
}: ToastInput): void {
  hideToast()
  const element = document.createElement('div')
  element.className = 'phone-toast phone-shell'
  element.classList.toggle('phone-toast--mask', mask)
  element.setAttribute('role', 'status')
  const box = document.createElement('div')
  box.className = 'phone-toast-box'
  const mark = marks[icon]
  if (mark !== null) box.append(buildMark(icon, mark))
  const text = document.createElement('span')
  text.textContent = title
  box.append(text)
  element.append(box)
  document.body.append(element)
  if (duration > 0) timer = setTimeout(hideToast, duration)
}

function buildMark(icon: string, mark: string): HTMLElement {
  const element = document.createElement('i')
  element.className = `phone-toast-mark phone-toast-mark--${icon}`
  element.textContent = mark
  return element
}
