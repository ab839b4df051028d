import { builtinOf, type Builtin, type BuiltinDefinition } from './builtin'
import { fieldsIn } from './fields'

export const form: BuiltinDefinition = {
  tag: 'form',
  properties: { reportSubmit: 'boolean', reportSubmitTimeout: 'number' },
}

/** What a button with a form-type does to the form around it. */
export function actOnForm(button: Builtin, action: string): void {
  const node = button.node.closest('wx-form')
  const around = node === null ? undefined : builtinOf(node)
  if (around === undefined) return
  const fields = fieldsIn(around)
  if (action === 'reset') {
    for (const field of fields) field.reset()
    around.emit('reset', {})
  } else if (action === 'submit') {
    const value = Object.fromEntries(fields.map((field) => [field.name, field.value()]))
    around.emit('submit', { value, formId: '' })
  }
}
