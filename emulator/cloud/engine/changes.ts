import { BSON } from 'bson'
import { databaseError, duplicateKey } from '../errors'
import type { IndexDefinition, IndexEntries, IndexKey } from './index-keys'
import { indexEntries, ParallelArrays } from './index-keys'
import { encodeValue, UnsupportedValue } from './keys'
import { idIndex } from './schema'
import type { Collection, Index, Store } from './store'
import { documentKeyOfEntry, entryOf } from './store'
import type { Document } from './values'
import { fieldAt } from './values'

/** One document before and after a write; either side may be absent. */
export interface Change {
  collection: Collection
  /** The encoded `_id`. */
  key: Buffer
  before: Document | undefined
  after: Document | undefined
}

const maximumDocumentBytes = 16 * 1024 * 1024
const maximumKeyBytes = 1024

/** A change with everything worked out that writing it needs. */
interface Prepared {
  change: Change
  bytes: Buffer | undefined
  indexes: PreparedIndex[]
}

/** What an index loses and gains; entries that stay as they are take no part. */
interface PreparedIndex {
  index: Index
  removed: Buffer[]
  added: Entry[]
  multikeyPaths: string[]
}

interface Entry {
  key: Buffer
  value: Buffer
  /** The field values alone, for the check of unique indexes; absent when only `value` changes. */
  fields: Buffer | undefined
}

function serialize(document: Document | undefined): Buffer | undefined {
  if (!document) return undefined
  const bytes = Buffer.from(BSON.serialize(document, { ignoreUndefined: true }))
  if (bytes.length <= maximumDocumentBytes) return bytes
  throw databaseError(
    `BSONObjectTooLarge: the document is ${bytes.length} bytes, the limit is ${maximumDocumentBytes}`,
  )
}

function entriesOf(document: Document | undefined, definition: IndexDefinition): IndexEntries {
  if (!document) return { keys: [], multikeyPaths: [] }
  try {
    return indexEntries(document, definition.fields)
  } catch (error) {
    if (error instanceof ParallelArrays || error instanceof UnsupportedValue) {
      throw databaseError(`${error.message} (index ${definition.name})`)
    }
    throw error
  }
}

/** True when no field the index reads can have changed. */
function isUntouched({ before, after }: Change, index: Index): boolean {
  if (!before || !after) return false
  const names = index.definition.fields.map((field) => field.path.split('.')[0] as string)
  return names.every((name) => before[name] === after[name])
}

function prepareIndex(change: Change, index: Index): PreparedIndex {
  if (isUntouched(change, index)) return { index, removed: [], added: [], multikeyPaths: [] }
  const old = entriesOf(change.before, index.definition)
  const fresh = entriesOf(change.after, index.definition)
  for (const { bytes } of fresh.keys) {
    if (bytes.length > maximumKeyBytes) throw keyTooLarge(change, index, bytes.length)
  }
  const { removed, added } = difference(old.keys, fresh.keys)
  return {
    index,
    removed: removed.map((key) => entryOf(key, change.key)[0]),
    added: added.map(({ key, isNew }) => {
      const [entryKey, value] = entryOf(key, change.key)
      return { key: entryKey, value, fields: isNew ? key.bytes : undefined }
    }),
    multikeyPaths: fresh.multikeyPaths,
  }
}

interface Difference {
  removed: IndexKey[]
  added: { key: IndexKey; isNew: boolean }[]
}

function difference(old: IndexKey[], fresh: IndexKey[]): Difference {
  if (old.length === 0) return { removed: [], added: fresh.map((key) => ({ key, isNew: true })) }
  const left = new Map(old.map((key) => [key.bytes.toString('latin1'), key]))
  const added: Difference['added'] = []
  for (const key of fresh) {
    const name = key.bytes.toString('latin1')
    const same = left.get(name)
    left.delete(name)
    if (same?.missingFields !== key.missingFields) added.push({ key, isNew: !same })
  }
  return { removed: [...left.values()], added }
}

function keyTooLarge(change: Change, index: Index, size: number): Error {
  return databaseError(
    `WiredTigerIndex::insert: key too large to index, failing: ${change.collection.name} ${index.definition.name} has ${size} bytes, the limit is ${maximumKeyBytes}`,
  )
}

function prepare(change: Change): Prepared {
  return {
    change,
    bytes: serialize(change.after),
    indexes: change.collection.indexes.map((index) => prepareIndex(change, index)),
  }
}

/** How MongoDB prints the values that were already there. */
function describeKey(document: Document, definition: IndexDefinition): string {
  const parts = definition.fields.map(
    ({ path }) => `${path}: ${JSON.stringify(fieldAt(document, path) ?? null)}`,
  )
  return `{ ${parts.join(', ')} }`
}

function duplicate(change: Change, definition: IndexDefinition, environment: string): Error {
  return duplicateKey({
    environment,
    collection: change.collection.name,
    index: definition.name,
    key: describeKey(change.after as Document, definition),
  })
}

/** The error for an id that is taken. */
export function duplicateId(change: Change, environment: string): Error {
  return duplicate(change, idIndex, environment)
}

/** Entries of the whole write, to judge unique indexes after all of it rather than halfway. */
class UniqueCheck {
  private readonly removed = new Set<string>()
  private readonly taken = new Set<string>()

  constructor(private readonly environment: string) {}

  noteRemoved(prepared: Prepared): void {
    for (const { index, removed } of prepared.indexes) {
      if (!index.definition.isUnique) continue
      for (const key of removed) this.removed.add(this.scoped(prepared, index.definition, key))
    }
  }

  verify(prepared: Prepared): void {
    this.verifyId(prepared)
    for (const { index, added } of prepared.indexes) {
      if (!index.definition.isUnique) continue
      for (const { fields } of added) if (fields) this.verifyKey(prepared, index, fields)
    }
  }

  private verifyId(prepared: Prepared): void {
    const { change } = prepared
    if (!change.after || change.before) return
    const name = this.scoped(prepared, idIndex, change.key)
    if (this.taken.has(name) || change.collection.documents.doesExist(change.key)) {
      throw duplicate(change, idIndex, this.environment)
    }
    this.taken.add(name)
  }

  private verifyKey(prepared: Prepared, index: Index, fields: Buffer): void {
    const name = this.scoped(prepared, index.definition, fields)
    const range = { start: fields, end: Buffer.concat([fields, Buffer.from([0xff])]) }
    for (const entry of index.entries.getKeys(range)) {
      const isOwn = documentKeyOfEntry(entry).equals(prepared.change.key)
      const isLeaving = this.removed.has(this.scoped(prepared, index.definition, entry))
      if (!isOwn && !isLeaving) throw duplicate(prepared.change, index.definition, this.environment)
    }
    if (this.taken.has(name)) throw duplicate(prepared.change, index.definition, this.environment)
    this.taken.add(name)
  }

  private scoped(prepared: Prepared, definition: IndexDefinition, key: Buffer): string {
    return `${prepared.change.collection.name}/${definition.name}/${key.toString('latin1')}`
  }
}

function writeChange(store: Store, { change, bytes, indexes }: Prepared): void {
  const { collection, key } = change
  if (bytes) void collection.documents.put(key, bytes)
  else void collection.documents.remove(key)
  for (const { index, added, removed, multikeyPaths } of indexes) {
    for (const entryKey of removed) void index.entries.remove(entryKey)
    for (const entry of added) void index.entries.put(entry.key, entry.value)
    if (multikeyPaths.length > 0) store.noteMultikey(collection, index, multikeyPaths)
  }
}

function verified(changes: Change[], environment: string): Prepared[] {
  const prepared = changes.map(prepare)
  const check = new UniqueCheck(environment)
  for (const each of prepared) check.noteRemoved(each)
  for (const each of prepared) check.verify(each)
  return prepared
}

/** Throws what `applyChanges` would throw, and writes nothing. */
export function checkChanges(changes: Change[], environment: string): void {
  verified(changes, environment)
}

/**
 * Writes all changes or, by throwing before the first, none. Call inside `store.write`.
 * Throws GatewayError for a duplicate key, an oversized document or key, and parallel arrays.
 */
export function applyChanges(store: Store, changes: Change[], environment: string): void {
  for (const each of verified(changes, environment)) writeChange(store, each)
}

/** The encoded form of a document's `_id`. Throws GatewayError for what can't be an id. */
export function documentKey(id: unknown): Buffer {
  if (Array.isArray(id)) throw databaseError("The '_id' value cannot be of type array")
  const key = encodeValue(id)
  if (key.length > 900) throw databaseError('the _id is too long')
  return key
}
