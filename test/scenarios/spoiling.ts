/** A valid input of an operation, field by field; what each field is, so that it can be spoiled. */
export interface Shape {
  openid: string
  input: Record<string, unknown>
  /** Fields without which the call is refused. */
  required: string[]
  /** Fields that take what people write: script tags, emoji and line breaks are ordinary there. */
  words?: string[]
  /** Fields that name something. */
  ids?: string[]
}

export interface Spoiled {
  name: string
  /** The data of the call as JSON: only so do prototype keys stay plain keys. */
  json: string
}

const long = '长'.repeat(5000)

const wrongTypes: unknown[] = [null, 42, true, [], {}, 'x\u0000y']

/** Everything a spoiled client may send in the place of a valid call: each has to be refused. */
export function spoiledCalls(operation: string, { input, required, ids = [] }: Shape): Spoiled[] {
  const call = (name: string, changed: unknown): Spoiled => ({
    name,
    json: JSON.stringify({ operation, input: changed }),
  })
  const json = JSON.stringify({ operation, input })
  const smuggled = (key: string) =>
    json.replace('"input":{', `"input":{"${key}":{"isAdmin":true},`).replace(',}', '}')
  const fields = Object.keys(input)
  return [
    ...required.map((field) => call(`${field} missing`, without(input, field))),
    ...fields.flatMap((field) =>
      wrongTypes
        .filter((value) => !isPlausible(value, input[field]))
        .map((value) => call(`${field} as ${JSON.stringify(value)}`, { ...input, [field]: value })),
    ),
    ...fields.map((field) => call(`${field} of 5,000 characters`, { ...input, [field]: long })),
    ...ids.map((field) => call(`${field} of nobody`, { ...input, [field]: 'no-such-thing' })),
    ...ids.map((field) => call(`${field} as a condition`, { ...input, [field]: { $ne: null } })),
    call('an unknown field', { ...input, isAdmin: true }),
    ...['__proto__', 'constructor', 'prototype'].map((key) => ({
      name: `the key ${key}`,
      json: smuggled(key),
    })),
    ...[null, 'text', 7, [input]].map((value) => call(`input as ${JSON.stringify(value)}`, value)),
  ]
}

const without = (input: Record<string, unknown>, field: string) =>
  Object.fromEntries(Object.entries(input).filter(([name]) => name !== field))

/** Whether a value is of the kind the field takes anyway, so that it is no spoiling. */
function isPlausible(value: unknown, valid: unknown): boolean {
  if (Array.isArray(value)) return Array.isArray(valid)
  if (value === null || typeof value !== typeof valid) return false
  return typeof value !== 'string' && !Array.isArray(valid)
}
