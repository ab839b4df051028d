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

/** What a document puts into one index. */
export interface IndexEntries {
  /** Encoded field values, without the document's id; distinct. */
  keys: { bytes: Buffer; missingFields: number }[]
  /** Paths of the index on which the document has an array. */
  multikeyPaths: string[]
}

export class ParallelArrays extends Error {}

/** How far one field of the index has been followed into the document. */
interface Walk {
  value: unknown
  rest: string[]
}

/** Follows a path through plain objects until it ends, is missing, or meets an array. */
function advance(walk: Walk): Walk {
  let { value } = walk
  for (const [depth, name] of walk.rest.entries()) {
    if (Array.isArray(value)) return { value, rest: walk.rest.slice(depth) }
    if (!isPlainObject(value) || !Object.hasOwn(value, name)) return { value: missing, rest: [] }
    value = value[name]
  }
  return { value: value === undefined ? missing : value, rest: [] }
}

/** An element of an array that has been stepped into is a value, even when it is an array. */
const stepped = new WeakSet<Walk>()

function isAtArray(walk: Walk): boolean {
  return Array.isArray(walk.value) && !stepped.has(walk)
}

function stepInto(walk: Walk, element: unknown): Walk {
  if (walk.rest.length > 0) return { value: element, rest: walk.rest }
  const inside = { value: element, rest: [] }
  stepped.add(inside)
  return inside
}

function emptied(walk: Walk): Walk {
  return { value: walk.rest.length === 0 ? emptyArray : missing, rest: [] }
}

/** All combinations of values a document gives an index: more than one only through arrays. */
function combinations(walks: Walk[]): unknown[][] {
  const advanced = walks.map((walk) => (stepped.has(walk) ? walk : advance(walk)))
  const arrays = new Set(advanced.filter(isAtArray).map((walk) => walk.value as unknown[]))
  if (arrays.size === 0) return [advanced.map((walk) => walk.value)]
  if (arrays.size > 1) throw new ParallelArrays('cannot index parallel arrays')
  const [array] = [...arrays] as [unknown[]]
  if (array.length === 0) {
    return combinations(advanced.map((walk) => (walk.value === array ? emptied(walk) : walk)))
  }
  return array.flatMap((element) =>
    combinations(
      advanced.map((walk) =>
        walk.value === array && isAtArray(walk) ? stepInto(walk, element) : walk,
      ),
    ),
  )
}

function pathsThroughArrays(document: unknown, fields: IndexField[]): string[] {
  return fields
    .map((field) => field.path)
    .filter((path) => isAtArray(advance({ value: document, rest: path.split('.') })))
}

function encodeFields(values: unknown[], fields: IndexField[]): Buffer {
  const components = values.map((value, at) => {
    const bytes = encodeValue(value)
    return fields[at]?.direction === -1 ? flip(bytes) : bytes
  })
  return Buffer.concat(components)
}

/** Bit `n` is set when field `n` is absent, so that null and absent stay apart. */
function missingBits(values: unknown[]): number {
  return values.reduce<number>(
    (bits, value, at) => (value === missing ? bits | (1 << at) : bits),
    0,
  )
}

/**
 * The keys of a document in an index: one per element where the document has an array.
 * Throws ParallelArrays when two different arrays meet in one index, as MongoDB does.
 */
export function indexEntries(document: unknown, fields: IndexField[]): IndexEntries {
  const walks = fields.map((field) => ({ value: document, rest: field.path.split('.') }))
  const distinct = new Map<string, { bytes: Buffer; missingFields: number }>()
  for (const values of combinations(walks)) {
    const bytes = encodeFields(values, fields)
    distinct.set(bytes.toString('latin1'), { bytes, missingFields: missingBits(values) })
  }
  return { keys: [...distinct.values()], multikeyPaths: pathsThroughArrays(document, fields) }
}

/** The sort key of a document for one field: the least element ascending, the greatest descending. */
export function sortComponent(document: unknown, field: IndexField): Buffer {
  const ascending = { path: field.path, direction: 1 as const }
  const keys = indexEntries(document, [ascending]).keys.map((key) => key.bytes)
  const ordered = keys.sort((a, b) => Buffer.compare(a, b) * field.direction)
  const first = ordered[0] as Buffer
  return field.direction === -1 ? flip(first) : first
}
