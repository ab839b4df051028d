import { BSON } from 'bson'
import { open } from 'lmdb'
import type { Database, RootDatabase } from 'lmdb'
import type { IndexDefinition } from './index-keys'
import { GatewayError, StartError } from '../errors'
import type { FileNote, FileNotes } from '../storage/files'
import { indexEntries } from './index-keys'
import { encodeValue } from './keys'
import type { CollectionDefinition } from './schema'
import type { Document } from './values'

/** Bytes to bytes, in the order of the keys. */
export type ByteMap = Database<Buffer, Buffer>

/** One index on disk: its entries' keys are the field values followed by the document's key. */
export interface Index {
  definition: IndexDefinition
  entries: ByteMap
  /** Paths on which some document has, or once had, an array. */
  multikeyPaths: Set<string>
}

export interface Collection {
  name: string
  /** Encoded `_id` to BSON. */
  documents: ByteMap
  indexes: Index[]
}

const binary = { encoding: 'binary', keyEncoding: 'binary' } as const

/** Version of the layout below; a folder written by another layout is refused. */
export const layoutVersion = 1

export function readDocument(bytes: Buffer): Document {
  return BSON.deserialize(bytes) as Document
}

/**
 * The database's files: documents and index entries, each in an LMDB database of its own inside
 * one environment, so that one write transaction covers any number of them.
 */
export class Store {
  private readonly root: RootDatabase<Buffer, Buffer>
  private readonly notes: Database<unknown, string>
  private readonly collections = new Map<string, Collection>()
  private hasFailed = false

  constructor(folder: string) {
    this.root = open<Buffer, Buffer>({ path: folder, maxDbs: 1024, ...binary })
    this.notes = this.root.openDB<unknown, string>({ name: 'notes', encoding: 'json' })
  }

  /** The layout version written in the folder; undefined in a new one. */
  get version(): unknown {
    return this.notes.get('version')
  }

  async initialise(definitions: CollectionDefinition[]): Promise<void> {
    await this.notes.put('version', layoutVersion)
    for (const definition of definitions) await this.declare(definition)
    await this.root.flushed
  }

  /** Opens a collection and brings its indexes in line with the declaration. */
  async declare(definition: CollectionDefinition): Promise<Collection> {
    const documents = this.openMap(`documents/${definition.name}`)
    const collection: Collection = { name: definition.name, documents, indexes: [] }
    await this.dropStaleIndexes(definition)
    for (const index of definition.indexes) {
      collection.indexes.push(await this.openIndex(collection, index))
    }
    this.collections.set(definition.name, collection)
    return collection
  }

  find(name: string): Collection | undefined {
    return this.collections.get(name)
  }

  names(): string[] {
    return [...this.collections.keys()]
  }

  /**
   * Runs `action` inside a write transaction and resolves when its writes are on the disk.
   * Calls made together share one commit. A throw does not undo what `action` wrote: check first.
   */
  async write<T>(action: () => T): Promise<T> {
    try {
      const result = await this.root.transaction(() => this.watched(action))
      await this.root.flushed
      return result
    } catch (error) {
      throw this.explained(error)
    }
  }

  /** Writes made inside share a promise of the library's that nobody else would catch. */
  private watched<T>(action: () => T): T {
    try {
      return action()
    } finally {
      void Promise.resolve(this.root.committed).catch(() => undefined)
    }
  }

  /** A commit that failed, most likely for want of space, in one sentence. */
  private explained(error: unknown): unknown {
    const failed = error as { commitError?: Promise<unknown> } | undefined
    if (!failed?.commitError) return error
    this.hasFailed = true
    failed.commitError.catch(() => undefined)
    return new GatewayError(
      'SYS_ERR',
      '写入失败，磁盘可能已满。The write failed; is the disk full?',
    )
  }

  /** Writes everything into an empty folder, without the free pages in between. */
  async copyTo(folder: string): Promise<void> {
    await this.root.backup(folder, true)
  }

  /** Remembers that an index holds arrays under these paths. Call inside a write. */
  noteMultikey(collection: Collection, index: Index, paths: string[]): void {
    const fresh = paths.filter((path) => !index.multikeyPaths.has(path))
    if (fresh.length === 0) return
    for (const path of fresh) index.multikeyPaths.add(path)
    void this.notes.put(multikeyNote(collection.name, index.definition.name), [
      ...index.multikeyPaths,
    ])
  }

  /** Notes about stored files, kept beside the documents. */
  fileNotes(): FileNotes {
    const notes = this.root.openDB<FileNote, string>({ name: 'files', encoding: 'json' })
    return {
      get: (path) => notes.get(path),
      put: async (note) => {
        await notes.put(note.path, note)
        await this.root.flushed
      },
      remove: async (path) => {
        await notes.remove(path)
        await this.root.flushed
      },
    }
  }

  /** After a failed commit the library would wait for ever; the process' end closes the files. */
  async close(): Promise<void> {
    if (this.hasFailed) return
    await this.root.flushed
    await this.root.close()
  }

  private openMap(name: string): ByteMap {
    return this.root.openDB<Buffer, Buffer>({ name, ...binary })
  }

  private async dropStaleIndexes(definition: CollectionDefinition): Promise<void> {
    const noteKey = `indexes/${definition.name}`
    const known = (this.notes.get(noteKey) ?? {}) as Record<string, string>
    const wanted = Object.fromEntries(
      definition.indexes.map((index) => [index.name, JSON.stringify(index)]),
    )
    for (const [name, description] of Object.entries(known)) {
      if (wanted[name] !== description) await this.dropIndex(definition.name, name)
    }
  }

  private async dropIndex(collection: string, name: string): Promise<void> {
    await this.openMap(`index/${collection}/${name}`).drop()
    await this.notes.remove(multikeyNote(collection, name))
    await this.noteIndex(collection, name, undefined)
  }

  private async noteIndex(
    collection: string,
    name: string,
    index: IndexDefinition | undefined,
  ): Promise<void> {
    const noteKey = `indexes/${collection}`
    const known = { ...((this.notes.get(noteKey) ?? {}) as Record<string, string>) }
    delete known[name]
    if (index) known[name] = JSON.stringify(index)
    await this.notes.put(noteKey, known)
  }

  private async openIndex(collection: Collection, definition: IndexDefinition): Promise<Index> {
    const multikey = this.notes.get(multikeyNote(collection.name, definition.name)) ?? []
    const index: Index = {
      definition,
      entries: this.openMap(`index/${collection.name}/${definition.name}`),
      multikeyPaths: new Set(multikey as string[]),
    }
    const known = (this.notes.get(`indexes/${collection.name}`) ?? {}) as Record<string, string>
    if (!(definition.name in known)) await this.buildIndex(collection, index)
    return index
  }

  private addToIndex(collection: Collection, index: Index, document: Document): void {
    const { fields, isUnique } = index.definition
    const { keys, multikeyPaths } = indexEntries(document, fields)
    const documentKey = encodeValue(document._id)
    for (const key of keys) {
      if (isUnique && isTaken(index, key.bytes)) {
        throw new Error(`it is unique and ${JSON.stringify(document._id)} has a value twice`)
      }
      void index.entries.put(...entryOf(key, documentKey))
    }
    this.noteMultikey(collection, index, multikeyPaths)
  }

  private async buildIndex(collection: Collection, index: Index): Promise<void> {
    await index.entries.clearAsync()
    try {
      await this.root.transaction(() => {
        for (const { value } of collection.documents.getRange({})) {
          this.addToIndex(collection, index, readDocument(value))
        }
      })
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      throw new StartError(
        `${collection.name}.${index.definition.name}: the index can't be built: ${reason}`,
      )
    }
    await this.noteIndex(collection.name, index.definition.name, index.definition)
  }
}

function isTaken(index: Index, fields: Buffer): boolean {
  const range = { start: fields, end: Buffer.concat([fields, Buffer.from([0xff])]), limit: 1 }
  return index.entries.getKeysCount(range) > 0
}

function multikeyNote(collection: string, index: string): string {
  return `multikey/${collection}/${index}`
}

/**
 * An entry as it is stored. Key: the field values, the document's key and, in two bytes, how long
 * that is. Value: the absent fields, when there are any.
 */
export function entryOf(
  key: { bytes: Buffer; missingFields: number },
  documentKey: Buffer,
): [Buffer, Buffer] {
  const value = Buffer.alloc(key.missingFields === 0 ? 0 : 4)
  if (value.length > 0) value.writeUInt32BE(key.missingFields >>> 0)
  const length = Buffer.alloc(2)
  length.writeUInt16BE(documentKey.length)
  return [Buffer.concat([key.bytes, documentKey, length]), value]
}

/** The document's key an index entry ends with. */
export function documentKeyOfEntry(entry: Buffer): Buffer {
  const end = entry.length - 2
  return entry.subarray(end - entry.readUInt16BE(end), end)
}
