import type { Builtin, BuiltinDefinition, PropertyTable } from './builtin'
import { registerField } from './fields'

type TextControl = HTMLInputElement | HTMLTextAreaElement

const properties: PropertyTable = {
  name: 'string',
  value: 'any',
  type: ['string', 'text'],
  password: 'boolean',
  placeholder: 'string',
  placeholderStyle: 'string',
  placeholderClass: ['string', 'input-placeholder'],
  disabled: 'boolean',
  maxlength: ['number', 140],
  focus: 'boolean',
  autoFocus: 'boolean',
  autoHeight: 'boolean',
  fixed: 'boolean',
  confirmType: ['string', 'done'],
  confirmHold: 'boolean',
  cursor: ['number', -1],
  cursorSpacing: 'number',
  cursorColor: 'string',
  selectionStart: ['number', -1],
  selectionEnd: ['number', -1],
  adjustPosition: ['boolean', true],
  holdKeyboard: 'boolean',
  showConfirmBar: ['boolean', true],
  disableDefaultPadding: 'boolean',
  alwaysEmbed: 'boolean',
  safePasswordCertPath: 'string',
  safePasswordLength: 'any',
  safePasswordTimeStamp: 'any',
  safePasswordNonce: 'string',
  safePasswordSalt: 'string',
  safePasswordCustomHash: 'string',
}

const keyboards: Record<string, string> = { number: 'numeric', digit: 'decimal', idcard: 'text' }

function describe(builtin: Builtin, control: TextControl): void {
  const length = builtin.number('maxlength')
  control.disabled = builtin.flag('disabled')
  if (length >= 0) control.maxLength = length
  else control.removeAttribute('maxlength')
  control.enterKeyHint = builtin.text('confirmType')
  if (control instanceof HTMLInputElement) {
    control.type = builtin.flag('password') ? 'password' : 'text'
    control.inputMode = keyboards[builtin.text('type')] ?? 'text'
  }
}

/** The placeholder is an element of its own because WXSS styles it by class. */
function addPlaceholder(builtin: Builtin, control: TextControl): () => void {
  const element = document.createElement('span')
  element.setAttribute('aria-hidden', 'true')
  builtin.node.append(element)
  const update = (): void => {
    element.hidden = control.value !== ''
  }
  builtin.watch(['placeholder', 'placeholderStyle', 'placeholderClass'], () => {
    element.textContent = builtin.text('placeholder')
    element.style.cssText = builtin.text('placeholderStyle')
    element.className = `phone-placeholder ${scopedNames(builtin, builtin.text('placeholderClass'))}`
    control.placeholder = builtin.text('placeholder')
  })
  return update
}

/** Class names as they stand in the style sheet of the component that wrote them. */
function scopedNames(builtin: Builtin, names: string): string {
  const own = builtin.node.className.split(/\s+/)
  const prefix = own.map((name) => /^(.+?--)/.exec(name)?.[1]).find((found) => found !== undefined)
  const list = names.split(/\s+/).filter((name) => name !== '')
  return [...list, ...list.map((name) => `${prefix ?? ''}${name}`)].join(' ')
}

function grow(builtin: Builtin, control: TextControl): void {
  if (!(control instanceof HTMLTextAreaElement) || !builtin.flag('autoHeight')) return
  control.style.height = 'auto'
  control.style.height = `${control.scrollHeight}px`
  const lineHeight = Number.parseFloat(getComputedStyle(control).lineHeight) || 1
  const lineCount = Math.round(control.scrollHeight / lineHeight)
  builtin.emit('linechange', { height: control.scrollHeight, lineCount })
}

function listen(builtin: Builtin, control: TextControl, changed: () => void): void {
  const detail = (): object => ({ value: control.value, cursor: control.selectionStart ?? 0 })
  control.addEventListener('input', () => {
    builtin.set('value', control.value)
    changed()
    builtin.emit('input', { ...detail(), keyCode: 0 })
  })
  control.addEventListener('focus', () =>
    builtin.emit('focus', { value: control.value, height: 0 }),
  )
  control.addEventListener('blur', () => builtin.emit('blur', detail()))
  control.addEventListener('change', (event) => event.stopPropagation())
  control.addEventListener('keydown', (event) => {
    const { key, isComposing } = event as KeyboardEvent
    if (key !== 'Enter' || isComposing || !(control instanceof HTMLInputElement)) return
    builtin.emit('confirm', { value: control.value })
    if (!builtin.flag('confirmHold')) control.blur()
  })
}

function follow(builtin: Builtin, control: TextControl, changed: () => void): void {
  builtin.watch(['value'], () => {
    const value = builtin.text('value')
    if (control.value === value) return
    control.value = value
    changed()
  })
  builtin.watch(['disabled', 'maxlength', 'password', 'type', 'confirmType'], () =>
    describe(builtin, control),
  )
  builtin.watch(['focus', 'autoFocus'], () => {
    if (builtin.flag('focus') || builtin.flag('autoFocus')) setTimeout(() => control.focus())
    else if (document.activeElement === control) control.blur()
  })
  builtin.watch(['selectionStart', 'selectionEnd', 'cursor'], () => select(builtin, control))
}

function select(builtin: Builtin, control: TextControl): void {
  const [start, end] = [builtin.number('selectionStart'), builtin.number('selectionEnd')]
  if (start >= 0 && end >= 0) control.setSelectionRange(start, end)
  else if (builtin.number('cursor') >= 0 && document.activeElement === control) {
    control.setSelectionRange(builtin.number('cursor'), builtin.number('cursor'))
  }
}

function setup(builtin: Builtin, control: TextControl): void {
  builtin.ariaNode = control
  builtin.node.prepend(control)
  const updatePlaceholder = addPlaceholder(builtin, control)
  const changed = (): void => {
    updatePlaceholder()
    grow(builtin, control)
  }
  follow(builtin, control, changed)
  listen(builtin, control, changed)
  builtin.watch(['autoHeight'], () => {
    builtin.node.classList.toggle('phone-is-auto-height', builtin.flag('autoHeight'))
  })
  changed()
  registerField(builtin, { value: () => control.value, reset: () => builtin.set('value', '') })
}

export const inputs: readonly BuiltinDefinition[] = [
  {
    tag: 'input',
    properties,
    values: { type: ['text', 'number', 'idcard', 'digit', 'safe-password', 'nickname'] },
    setup: (builtin) => setup(builtin, document.createElement('input')),
  },
  {
    tag: 'textarea',
    properties,
    setup: (builtin) => setup(builtin, document.createElement('textarea')),
  },
]
