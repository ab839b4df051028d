import { emptyArray, encodeValue, flip, missing } from './keys'
import { isPlainObject } from './values'

export type Direction = 1 | -1

/** One field of an index: a dotted path and its direction. */
export interface IndexField {
  path: string
  direction: Direction
}

export interface IndexDefinition {
  name: string
  fields: IndexField[]
  isUnique: boolean
}

/** One key of a document in an index, without the document's id. */
export interface IndexKey {
  bytes: Buffer
  /** Bit `n` is set when field `n` is absent, so that null and absent stay apart. */
  missingFields: number
}

/** What a document puts into one index. */
export interface IndexEntries {
  /** Distinct keys: more than one only through arrays. */
  keys: IndexKey[]
  /** Paths of the index on which the document has an array. */
  multikeyPaths: string[]
}

export class ParallelArrays extends Error {}

/** How far one field of the index has been followed into the document. */
interface Walk {
  value: unknown
  rest: string[]
  /** True for an element of an array that was stepped into: a value, even when it is an array. */
  isElement: boolean
}

const splitPaths = new Map<string, string[]>()

function namesOf(path: string): string[] {
  const known = splitPaths.get(path)
  if (known) return known
  const names = path.split('.')
  splitPaths.set(path, names)
  return names
}

/** Follows a path through plain objects until it ends, is missing, or meets an array. */
function advance(walk: Walk): Walk {
  if (walk.isElement) return walk
  let { value } = walk
  for (const [depth, name] of walk.rest.entries()) {
    if (Array.isArray(value)) return { value, rest: walk.rest.slice(depth), isElement: false }
    if (!isPlainObject(value) || !Object.hasOwn(value, name)) return absent
    value = value[name]
  }
  return value === undefined ? absent : { value, rest: [], isElement: false }
}

const absent: Walk = { value: missing, rest: [], isElement: true }

function isAtArray(walk: Walk): boolean {
  return !walk.isElement && Array.isArray(walk.value)
}

function stepInto(walk: Walk, element: unknown): Walk {
  return { value: element, rest: walk.rest, isElement: walk.rest.length === 0 }
}

function emptied(walk: Walk): Walk {
  return walk.rest.length === 0 ? { value: emptyArray, rest: [], isElement: true } : absent
}

/** All combinations of values that walks, advanced as far as they go, lead to. */
function combinations(walks: Walk[]): unknown[][] {
  const arrays = new Set(walks.filter(isAtArray).map((walk) => walk.value as unknown[]))
  if (arrays.size === 0) return [walks.map((walk) => walk.value)]
  if (arrays.size > 1) throw new ParallelArrays('cannot index parallel arrays')
  const [array] = [...arrays] as [unknown[]]
  const intoEach = (step: (walk: Walk) => Walk) =>
    combinations(walks.map((walk) => (isAtArray(walk) ? advance(step(walk)) : walk)))
  if (array.length === 0) return intoEach(emptied)
  return array.flatMap((element) => intoEach((walk) => stepInto(walk, element)))
}

function encodeFields(values: unknown[], fields: IndexField[]): Buffer {
  const components = values.map((value, at) => {
    const bytes = encodeValue(value)
    return fields[at]?.direction === -1 ? flip(bytes) : bytes
  })
  return Buffer.concat(components)
}

function missingBits(values: unknown[]): number {
  let bits = 0
  for (const [at, value] of values.entries()) if (value === missing) bits |= 1 << at
  return bits
}

function keyOf(values: unknown[], fields: IndexField[]): IndexKey {
  return { bytes: encodeFields(values, fields), missingFields: missingBits(values) }
}

function distinct(keys: IndexKey[]): IndexKey[] {
  return [...new Map(keys.map((key) => [key.bytes.toString('latin1'), key])).values()]
}

/**
 * The keys of a document in an index: one per element where the document has an array.
 * Throws ParallelArrays when two different arrays meet in one index, as MongoDB does.
 */
export function indexEntries(document: unknown, fields: IndexField[]): IndexEntries {
  const walks = fields.map((field) =>
    advance({ value: document, rest: namesOf(field.path), isElement: false }),
  )
  const multikeyPaths = fields.filter((_, at) => isAtArray(walks[at] as Walk)).map(pathOf)
  const keys = combinations(walks).map((values) => keyOf(values, fields))
  return { keys: keys.length === 1 ? keys : distinct(keys), multikeyPaths }
}

function pathOf(field: IndexField): string {
  return field.path
}

/** A document's place by one field: of an array, the least element, or descending the greatest. */
export function sortComponent(document: unknown, field: IndexField): Buffer {
  const ascending = { path: field.path, direction: 1 as const }
  const keys = indexEntries(document, [ascending]).keys.map((key) => key.bytes)
  const ordered = keys.sort((a, b) => Buffer.compare(a, b) * field.direction)
  const first = ordered[0] as Buffer
  return field.direction === -1 ? flip(first) : first
}
