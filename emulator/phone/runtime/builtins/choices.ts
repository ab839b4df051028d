import { nodeOf, targetElement } from '../framework/descriptor'
import { builtinOf, type Builtin, type BuiltinDefinition, type PropertyTable } from './builtin'
import { registerField } from './fields'

const choiceProperties: PropertyTable = {
  value: 'string',
  checked: 'boolean',
  disabled: 'boolean',
  color: ['string', '#09BB07'],
  backgroundColor: 'string',
  borderColor: 'string',
  activeBackgroundColor: 'string',
  activeBorderColor: 'string',
  iconColor: 'string',
  type: ['string', 'switch'],
  name: 'string',
}

function drawState(builtin: Builtin, role: string): void {
  const { node } = builtin
  const isChecked = builtin.flag('checked')
  node.setAttribute('role', role)
  node.setAttribute('aria-checked', String(isChecked))
  node.classList.toggle('phone-is-checked', isChecked)
  node.classList.toggle('phone-is-disabled', builtin.flag('disabled'))
  node.style.setProperty('--phone-choice-colour', builtin.text('color'))
  node.tabIndex = builtin.flag('disabled') ? -1 : 0
}

function setupChoice(builtin: Builtin, role: string, toggle: () => void): void {
  const box = document.createElement('i')
  box.className = 'phone-choice-box'
  builtin.node.prepend(box)
  builtin.watch(['checked', 'disabled', 'color'], () => drawState(builtin, role))
  builtin.onTap(() => {
    if (!builtin.flag('disabled')) toggle()
  })
  builtin.node.addEventListener('keydown', ({ key }) => {
    if (key === 'Enter' || key === ' ') builtin.node.click()
  })
}

function groupOf(builtin: Builtin, tag: string): Builtin | undefined {
  const node = builtin.node.closest(tag)
  return node === null ? undefined : builtinOf(node)
}

function membersOf(group: Builtin, tag: string): Builtin[] {
  return Array.from(group.node.querySelectorAll(tag), builtinOf).filter(
    (member) => member !== undefined,
  )
}

function checkedValues(group: Builtin): string[] {
  return membersOf(group, 'wx-checkbox')
    .filter((member) => member.flag('checked'))
    .map((member) => member.text('value'))
}

function checkedValue(group: Builtin): string {
  const chosen = membersOf(group, 'wx-radio').find((member) => member.flag('checked'))
  return chosen?.text('value') ?? ''
}

function uncheck(group: Builtin, tag: string): void {
  for (const member of membersOf(group, tag)) member.set('checked', false)
}

function setupSwitch(builtin: Builtin): void {
  setupChoice(builtin, 'switch', () => {
    const value = !builtin.flag('checked')
    builtin.set('checked', value)
    builtin.emit('change', { value })
  })
  builtin.watch(['type'], () => {
    builtin.node.classList.toggle('phone-is-checkbox', builtin.text('type') === 'checkbox')
  })
  registerField(builtin, {
    value: () => builtin.flag('checked'),
    reset: () => builtin.set('checked', false),
  })
}

function setupCheckbox(builtin: Builtin): void {
  setupChoice(builtin, 'checkbox', () => {
    builtin.set('checked', !builtin.flag('checked'))
    const group = groupOf(builtin, 'wx-checkbox-group')
    group?.emit('change', { value: checkedValues(group) })
  })
}

function setupRadio(builtin: Builtin): void {
  setupChoice(builtin, 'radio', () => {
    if (builtin.flag('checked')) return
    const group = groupOf(builtin, 'wx-radio-group')
    if (group !== undefined) uncheck(group, 'wx-radio')
    builtin.set('checked', true)
    group?.emit('change', { value: builtin.text('value') })
  })
}

const labelTargets = 'wx-switch,wx-checkbox,wx-radio,wx-button,wx-input,wx-textarea'

function labelTarget(builtin: Builtin): HTMLElement | null {
  const id = builtin.text('for')
  const root = builtin.node.closest('wx-page')
  if (id !== '') return root?.querySelector<HTMLElement>(`[id$="${CSS.escape(id)}"]`) ?? null
  return builtin.node.querySelector<HTMLElement>(labelTargets)
}

function setupLabel(builtin: Builtin): void {
  builtin.onTap(({ target: tapped }) => {
    const target = labelTarget(builtin)
    const source = targetElement(tapped)
    if (target === null || (source !== undefined && target.contains(nodeOf(source)))) return
    const field = target.querySelector<HTMLElement>('input,textarea')
    if (field === null) builtinOf(target)?.emit('tap', {})
    else field.focus()
  })
}

/** Controls that are on or off, alone or in groups, and labels. */
export const choices: readonly BuiltinDefinition[] = [
  { tag: 'switch', properties: choiceProperties, setup: setupSwitch },
  { tag: 'checkbox', properties: choiceProperties, setup: setupCheckbox },
  { tag: 'radio', properties: choiceProperties, setup: setupRadio },
  {
    tag: 'checkbox-group',
    properties: { name: 'string' },
    setup: (builtin) =>
      registerField(builtin, {
        value: () => checkedValues(builtin),
        reset: () => uncheck(builtin, 'wx-checkbox'),
      }),
  },
  {
    tag: 'radio-group',
    properties: { name: 'string' },
    setup: (builtin) => {
      builtin.node.setAttribute('role', 'radiogroup')
      registerField(builtin, {
        value: () => checkedValue(builtin),
        reset: () => uncheck(builtin, 'wx-radio'),
      })
    },
  },
  { tag: 'label', properties: { for: 'string' }, setup: setupLabel },
]
