import type { Scan } from './bounds'
import { decodeValue, flip, undecodable } from './keys'
import { isPrimary } from './planner'
import type { Index } from './store'
import { documentKeyOfEntry } from './store'
import type { Document, Fields } from './values'

/** One index entry; for the primary index the value is the document. */
export interface Entry {
  bytes: Buffer
  value: Buffer
  scan: Scan
}

/** The entries of one stretch, forwards or backwards. */
export function* entriesOf(index: Index, scan: Scan, isReverse: boolean): Generator<Entry> {
  const { start, end } = scan
  const range = isReverse
    ? { start: end, end: start, reverse: true, exclusiveStart: true, inclusiveEnd: true }
    : { start, end }
  for (const { key, value } of index.entries.getRange(range)) {
    yield { bytes: key, value, scan }
  }
}

/** The encoded `_id` of the document an entry belongs to. */
export function documentKeyIn(index: Index, entry: Entry): Buffer {
  return isPrimary(index) ? entry.bytes : documentKeyOfEntry(entry.bytes)
}

function setPath(target: Fields, path: string, value: unknown): void {
  const names = path.split('.')
  const last = names.pop() as string
  let current = target
  for (const name of names) {
    current[name] ??= {}
    current = current[name] as Fields
  }
  current[last] = value
}

/** The entry's field values in order; undefined when the key can't give one of them back. */
function valuesOf(index: Index, entry: Entry): unknown[] | undefined {
  const flipped = index.definition.fields.some((field) => field.direction === -1)
  const descending = flipped ? flip(entry.bytes) : entry.bytes
  const values: unknown[] = []
  let at = 0
  for (const { direction } of index.definition.fields) {
    const { value, next } = decodeValue(direction === -1 ? descending : entry.bytes, at)
    if (value === undecodable) return undefined
    values.push(value)
    at = next
  }
  return values
}

/** The part of a document its index entry holds; undefined when the entry can't give it. */
export function documentFromEntry(index: Index, entry: Entry): Document | undefined {
  const values = valuesOf(index, entry)
  const id = decodeValue(documentKeyOfEntry(entry.bytes), 0).value
  if (!values || id === undecodable) return undefined
  const missingFields = entry.value.length === 4 ? entry.value.readUInt32BE() : 0
  const document: Document = { _id: id }
  for (const [at, { path }] of index.definition.fields.entries()) {
    if ((missingFields & (1 << at)) === 0) setPath(document, path, values[at])
  }
  return document
}
