import { onScopeDispose, shallowReactive } from 'vue'

export interface KeyBinding {
  /** "j", "Enter", or two in a row: "g t". */
  keys: string
  /** What it does, for the help. */
  label: string
  run(): void
}

export interface KeyGroup {
  title: string
  bindings: readonly KeyBinding[]
}

const patience = 1_000

/** All that can be done by key now, the latest page's last. */
export const keyGroups = shallowReactive<KeyGroup[]>([])

/** Makes keys work while the calling component is there. */
export function useKeys(title: string, bindings: readonly KeyBinding[]): void {
  const group = { title, bindings }
  keyGroups.push(group)
  onScopeDispose(() => keyGroups.splice(keyGroups.indexOf(group), 1))
}

let first = ''
let firstAt = 0

const isField = (target: HTMLElement): boolean =>
  target.matches('textarea, select, [contenteditable], input:not([type=checkbox])')

/** Keys belong to fields while somebody writes, and to a dialog while one is open. */
function isTaken({ key, target }: KeyboardEvent): boolean {
  if (document.querySelector('dialog:modal')) return true
  const field = target as HTMLElement
  if (!isField(field)) return false
  // Out of the field, back to the keys of the page.
  if (key === 'Escape') field.blur()
  return true
}

/** Enter and the space bar do what the focused button or link does. */
function isPress(event: KeyboardEvent): boolean {
  const isKey = event.key === 'Enter' || event.key === ' '
  return isKey && (event.target as HTMLElement).matches('a, button, [role=button], summary, input')
}

function bindingOf(keys: string): KeyBinding | undefined {
  return keyGroups
    .flatMap(({ bindings }) => [...bindings])
    .reverse()
    .find((binding) => binding.keys === keys)
}

function find(key: string, at: number): KeyBinding | undefined {
  const pair = at - firstAt < patience ? bindingOf(`${first} ${key}`) : undefined
  first = pair ? '' : key
  firstAt = at
  return pair ?? bindingOf(key)
}

function onKeydown(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  if (event.defaultPrevented || isTaken(event) || isPress(event)) return
  const binding = find(event.key, event.timeStamp)
  if (!binding) return
  event.preventDefault()
  binding.run()
}

addEventListener('keydown', onKeydown)
