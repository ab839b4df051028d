import * as glassEasel from 'glass-easel'
import { hasNativeBehavior } from '../framework/definitions'
import type { Builtin } from './builtin'

/** A field of a form: what it is worth now and how it is emptied. */
export interface Field {
  value(): unknown
  reset(): void
}

const fields = new WeakMap<glassEasel.Element, { builtin: Builtin; field: Field }>()

export function registerField(builtin: Builtin, field: Field): void {
  fields.set(builtin.component, { builtin, field })
}

interface NamedField extends Field {
  name: string
}

interface FieldCaller {
  data: { name?: unknown; value?: unknown }
  setData(data: Record<string, unknown>): void
}

/** A component of the mini program that declares the behaviour wx://form-field. */
function componentField(element: glassEasel.Element): NamedField | null {
  if (!glassEasel.Component.isComponent(element)) return null
  if (!hasNativeBehavior(element, 'wx://form-field')) return null
  const caller = element.getMethodCaller() as unknown as FieldCaller
  return {
    name: String(caller.data.name ?? ''),
    value: () => caller.data.value,
    reset: () => caller.setData({ value: null }),
  }
}

function builtinField(element: glassEasel.Element): NamedField | null {
  const known = fields.get(element)
  return known === undefined ? null : { ...known.field, name: known.builtin.text('name') }
}

/** The fields inside a form, outermost first: a component's own input is part of that component. */
export function fieldsIn(form: Builtin): NamedField[] {
  const found: NamedField[] = []
  const visit = (element: glassEasel.Element): void => {
    element.forEachComposedChild((child) => {
      if (child instanceof glassEasel.TextNode) return
      const field = componentField(child) ?? builtinField(child)
      if (field !== null && field.name !== '') found.push(field)
      else visit(child)
    })
  }
  visit(form.component)
  return found
}
