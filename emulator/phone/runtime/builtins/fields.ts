import * as glassEasel from 'glass-easel'
import { nativeBehavior } from '../framework/definitions'
import type { Builtin } from './builtin'

/** A field of a form: what it is worth now and how it is emptied. */
export interface Field {
  value(): unknown
  reset(): void
}

const fields = new WeakMap<Element, { builtin: Builtin; field: Field }>()

export function registerField(builtin: Builtin, field: Field): void {
  fields.set(builtin.node, { builtin, field })
}

interface NamedField extends Field {
  name: string
}

interface FieldCaller {
  data: { name?: unknown; value?: unknown }
  hasBehavior?(behavior: unknown): boolean
  setData(data: Record<string, unknown>): void
}

/** A component of the mini program that declares the behaviour wx://form-field. */
function componentField(node: Element): NamedField | null {
  const { __wxElement: element } = node as { __wxElement?: glassEasel.Element }
  if (element === undefined || !glassEasel.Component.isComponent(element)) return null
  const caller = element.getMethodCaller() as unknown as FieldCaller
  if (caller.hasBehavior?.(nativeBehavior('wx://form-field')) !== true) return null
  return {
    name: String(caller.data.name ?? ''),
    value: () => caller.data.value,
    reset: () => caller.setData({ value: null }),
  }
}

function builtinField(node: Element): NamedField | null {
  const known = fields.get(node)
  return known === undefined ? null : { ...known.field, name: known.builtin.text('name') }
}

/** The fields inside a form, outermost first: a component's own input is part of that component. */
export function fieldsIn(form: Element): NamedField[] {
  const found: NamedField[] = []
  const visit = (node: Element): void => {
    for (const child of node.children) {
      const field = componentField(child) ?? builtinField(child)
      if (field !== null && field.name !== '') found.push(field)
      else visit(child)
    }
  }
  visit(form)
  return found
}
