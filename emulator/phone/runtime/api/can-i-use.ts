import type { BuiltinDefinition } from '../builtins/builtin'
import { commonProperties } from '../builtins/common'
import type { ApiTable } from './call'

function toCamel(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

function canUseComponent(
  definition: BuiltinDefinition,
  attribute?: string,
  value?: string,
): boolean {
  if (attribute === undefined) return true
  const name = toCamel(attribute)
  const isKnown = name in definition.properties || name in commonProperties
  const values = definition.values?.[attribute]
  return isKnown && (value === undefined || values === undefined || values.includes(value))
}

/** `getWindowInfo.return.safeArea`: asks the call itself, where it is free of effects. */
function hasResult(run: unknown, field: string | undefined): boolean {
  if (typeof run !== 'function' || field === undefined) return true
  const result: unknown = (run as () => unknown)()
  return typeof result === 'object' && result !== null && field in result
}

function findApi(apis: ApiTable, path: string[]): { found: unknown; rest: string[] } | null {
  const [name = '', next = '', ...others] = path
  if (!(name in apis)) return null
  const found = apis[name]
  const isNamespace = typeof found === 'object' && found !== null && next in found
  if (isNamespace) return { found: (found as ApiTable)[next], rest: others }
  return { found, rest: next === '' ? [] : [next, ...others] }
}

function canUseApi(apis: ApiTable, path: string[]): boolean {
  const api = findApi(apis, path)
  if (api === null) return false
  const [kind, field] = api.rest
  const isReading = /^get\w+(Info|Setting|Sync)$/.test(path[0] ?? '')
  return kind === 'return' && isReading ? hasResult(api.found, field) : true
}

/**
 * wx.canIUse from what there really is: `api`, `api.return.field`, `component`,
 * `component.attribute` and `component.attribute.value`. Parameters of an API are not checked.
 */
export function canIUse(
  schema: string,
  { apis, builtins }: { apis: ApiTable; builtins: readonly BuiltinDefinition[] },
): boolean {
  const path = schema.split('.')
  const [name = '', attribute, value] = path
  const component = builtins.find(({ tag }) => tag === name)
  if (component !== undefined) return canUseComponent(component, attribute, value)
  return canUseApi(apis, path)
}
