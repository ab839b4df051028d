import { BSONRegExp, Long, Decimal128, Double, Int32 } from 'bson'

/** A plain object with string keys: a document, a query, an update. */
export type Fields = Record<string, unknown>

/** A stored document: any fields, always with an `_id`. */
export type Document = Fields & { _id: unknown }

/** True for `{}`-like objects: not arrays, dates, regular expressions or BSON classes. */
export function isPlainObject(value: unknown): value is Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return Object.prototype.toString.call(value) === '[object Object]' && !('_bsontype' in value)
}

export function isDate(value: unknown): value is Date {
  return Object.prototype.toString.call(value) === '[object Date]'
}

export function isRegExp(value: unknown): value is RegExp {
  return Object.prototype.toString.call(value) === '[object RegExp]'
}

/** True for `{ $gt: 1 }`: a non-empty object whose first key is an operator. */
export function isOperatorObject(value: unknown): value is Fields {
  if (!isPlainObject(value)) return false
  const first = Object.keys(value)[0]
  return first !== undefined && first.startsWith('$')
}

/** BSON's own number classes as JavaScript numbers; anything else unchanged. */
export function toPlainNumber(value: unknown): unknown {
  if (value instanceof Int32 || value instanceof Double) return value.valueOf()
  if (value instanceof Long) return value.toNumber()
  if (value instanceof Decimal128) return Number(value.toString())
  return value
}

/** Rebuilds a value bottom up, giving every leaf and object to `replace`. */
export function mapDeep(value: unknown, replace: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => mapDeep(item, replace))
  if (!isPlainObject(value)) return replace(value)
  const replaced = replace(value)
  if (!isPlainObject(replaced)) return replaced
  return Object.fromEntries(
    Object.entries(replaced).map(([key, item]) => [key, mapDeep(item, replace)]),
  )
}

/** A copy that shares no array or plain object with the original. */
export function copyValue<T>(value: T): T {
  return mapDeep(value, (item) => item) as T
}

/** The wire's regular expression as one JavaScript can run. */
export function toRegExp(value: unknown): unknown {
  if (!(value instanceof BSONRegExp)) return value
  return new RegExp(value.pattern, value.options.replace(/[^imsu]/g, ''))
}

const typeNames: [(value: unknown) => boolean, string][] = [
  [(value) => value === null, 'null'],
  [(value) => value === undefined, 'missing'],
  [Array.isArray, 'array'],
  [isDate, 'date'],
  [isRegExp, 'regex'],
  [(value) => typeof value === 'boolean', 'bool'],
  [(value) => typeof value === 'string', 'string'],
  [(value) => typeof value === 'number' && Number.isInteger(value), 'int'],
  [(value) => typeof value === 'number', 'double'],
  [isPlainObject, 'object'],
]

/** MongoDB's name for a value's type, as its error texts use it. */
export function typeName(value: unknown): string {
  const match = typeNames.find(([test]) => test(value))
  return match ? match[1] : 'binData'
}

/** The field at a dotted path of nested plain objects; arrays are not entered. */
export function fieldAt(source: unknown, path: string): unknown {
  let current = source
  for (const name of path.split('.')) {
    if (!isPlainObject(current) || !Object.hasOwn(current, name)) return undefined
    current = current[name]
  }
  return current
}
