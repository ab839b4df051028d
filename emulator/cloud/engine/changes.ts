import { BSON } from 'bson'
import { databaseError, duplicateKey } from '../errors'
import type { IndexDefinition } from './index-keys'
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

interface PreparedIndex {
  index: Index
  added: Map<string, [Buffer, Buffer]>
  removed: Map<string, Buffer>
  /** Encoded field values of the added entries, for the check of unique indexes. */
  addedKeys: Buffer[]
  multikeyPaths: string[]
}

function serialize(document: Document | undefined): Buffer | undefined {
  if (!document) return undefined
  const bytes = Buffer.from(BSON.serialize(document, { ignoreUndefined: true }))
  if (bytes.length <= maximumDocumentBytes) return bytes
  throw databaseError(
    `BSONObjectTooLarge: the document is ${bytes.length} bytes, the limit is ${maximumDocumentBytes}`,
  )
}

function entriesOf(document: Document | undefined, definition: IndexDefinition) {
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

/** What an index loses and gains; entries that stay as they are take no part. */
function prepareIndex(change: Change, index: Index): PreparedIndex {
  const fresh = entriesOf(change.after, index.definition)
  const prepared: PreparedIndex = {
    index,
    added: new Map(),
    removed: new Map(),
    addedKeys: [],
    multikeyPaths: fresh.multikeyPaths,
  }
  const oldMissing = new Map<string, number>()
  for (const key of entriesOf(change.before, index.definition).keys) {
    const [entryKey] = entryOf(key, change.key)
    prepared.removed.set(entryKey.toString('latin1'), entryKey)
    oldMissing.set(entryKey.toString('latin1'), key.missingFields)
  }
  for (const key of fresh.keys) {
    if (key.bytes.length > maximumKeyBytes) throw keyTooLarge(change, index, key.bytes.length)
    const entry = entryOf(key, change.key)
    const name = entry[0].toString('latin1')
    const isNew = !prepared.removed.delete(name)
    if (isNew) prepared.addedKeys.push(key.bytes)
    if (isNew || oldMissing.get(name) !== key.missingFields) prepared.added.set(name, entry)
  }
  return prepared
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
      for (const name of removed.keys()) this.removed.add(this.scoped(prepared, index, name))
    }
  }

  verify(prepared: Prepared): void {
    const { change } = prepared
    if (change.after && !change.before && change.collection.documents.get(change.key)) {
      throw duplicate(change, idIndex, this.environment)
    }
    for (const { index, addedKeys } of prepared.indexes) {
      if (!index.definition.isUnique) continue
      for (const key of addedKeys) this.verifyKey(prepared, index, key)
    }
  }

  private verifyKey(prepared: Prepared, index: Index, key: Buffer): void {
    const name = this.scoped(prepared, index, key.toString('latin1'))
    const inRange = { start: key, end: Buffer.concat([key, Buffer.from([0xff])]) }
    const others = [...index.entries.getKeys(inRange)].filter((entry) => {
      const isOwn = documentKeyOfEntry(entry).equals(prepared.change.key)
      return !isOwn && !this.removed.has(this.scoped(prepared, index, entry.toString('latin1')))
    })
    if (others.length > 0 || this.taken.has(name)) {
      throw duplicate(prepared.change, index.definition, this.environment)
    }
    this.taken.add(name)
  }

  private scoped(prepared: Prepared, index: Index, name: string): string {
    return `${prepared.change.collection.name}/${index.definition.name}/${name}`
  }
}

function writeChange(store: Store, { change, bytes, indexes }: Prepared): void {
  const { collection, key } = change
  if (bytes) void collection.documents.put(key, bytes)
  else void collection.documents.remove(key)
  for (const { index, added, removed, multikeyPaths } of indexes) {
    for (const entry of removed.values()) void index.entries.remove(entry)
    for (const [entryKey, value] of added.values()) void index.entries.put(entryKey, value)
    store.noteMultikey(collection, index, multikeyPaths)
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
