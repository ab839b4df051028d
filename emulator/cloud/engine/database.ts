import { randomBytes } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { missingCollection, notEmulated } from '../errors'
import { aggregate } from './aggregate'
import type { Change } from './changes'
import { applyChanges, checkChanges, documentKey, duplicateId } from './changes'
import type { Stage } from './dependencies'
import type { FindRequest, Run } from './find'
import { count, documentsOf, find } from './find'
import type { Collection, Store } from './store'
import type { Transaction } from './transactions'
import { Transactions } from './transactions'
import { applyUpdate, checkReplacement, parseUpdate, replaceDocument } from './update'
import type { Document, Fields } from './values'

export interface DatabaseOptions {
  store: Store
  environment: string
  now: () => number
}

/** A change asked for: to which documents, and what to do to them. */
export interface Modification {
  query: Fields
  data: Fields
  isMulti: boolean
  /** True for operators (`$set` and the like), false for a whole new document. */
  isUpdate: boolean
  isUpsert: boolean
}

export interface Modified {
  updated: number
  upsertedId: unknown
  /** The last document written, as it is now. */
  document: Document | undefined
}

/** Changes to make and what to answer once they are made. */
interface Decision<T> {
  changes: Change[]
  result: T
}

function newId(): string {
  return randomBytes(16).toString('hex')
}

function withId(document: Fields): Document {
  checkReplacement(document)
  const id = document._id ?? newId()
  return { _id: id, ...document, ...(document._id === undefined && { _id: id }) }
}

/** Fields an update did not touch are the same objects, so that only the others are compared. */
function differs(a: Document, b: Document): boolean {
  const names = Object.keys(a)
  if (names.length !== Object.keys(b).length) return true
  return names.some((name) => a[name] !== b[name] && !isDeepStrictEqual(a[name], b[name]))
}

/** The document database: reads by plan, writes as one atomic decision each. */
export class Database {
  readonly transactions: Transactions
  private readonly store: Store
  private readonly environment: string

  constructor(options: DatabaseOptions) {
    this.store = options.store
    this.environment = options.environment
    this.transactions = new Transactions(options.now)
  }

  /** Throws the platform's error when the collection is not declared. */
  collection(name: string): Collection {
    const collection = this.store.find(name)
    if (!collection) throw missingCollection(name)
    return collection
  }

  has(name: string): boolean {
    return this.store.find(name) !== undefined
  }

  names(): string[] {
    return this.store.names()
  }

  find(name: string, request: FindRequest, run: Run): Document[] {
    return documentsOf(find(this.collection(name), request, run))
  }

  count(name: string, query: Fields, run: Run): number {
    return count(this.collection(name), query, run)
  }

  aggregate(name: string, stages: Stage[], run: Run): Fields[] {
    const pipelines = { ...run, find: (other: string) => this.store.find(other) }
    return aggregate(this.collection(name), stages, pipelines)
  }

  /** Adds documents, all or none, and returns their ids. */
  async insert(name: string, documents: Fields[], transaction?: Transaction): Promise<unknown[]> {
    const collection = this.collection(name)
    const complete = documents.map(withId)
    const changes = complete.map((after) => this.insertion(collection, after))
    if (transaction) this.stage(transaction, changes)
    else await this.write(() => ({ changes, result: undefined }))
    return complete.map((document) => document._id)
  }

  async modify(name: string, change: Modification, run: Run): Promise<Modified> {
    const collection = this.collection(name)
    return this.write(() => this.decideModification(collection, change, run))
  }

  async remove(
    name: string,
    target: { query: Fields; isMulti: boolean },
    run: Run,
  ): Promise<number> {
    const collection = this.collection(name)
    return this.write(() => {
      const changes = this.matching(collection, target, run).map((before) => ({
        collection,
        key: documentKey(before._id),
        before,
        after: undefined,
      }))
      return { changes, result: changes.length }
    })
  }

  readInTransaction(transaction: Transaction, name: string, id: unknown): Document | undefined {
    return this.transactions.read(transaction, this.collection(name), documentKey(id))
  }

  modifyInTransaction(transaction: Transaction, name: string, change: Modification): Modified {
    const collection = this.collection(name)
    const before = this.readInTransaction(transaction, name, change.query._id)
    const decision = this.decide(collection, before ? [before] : [], change)
    this.stage(transaction, decision.changes)
    return decision.result
  }

  removeInTransaction(transaction: Transaction, name: string, id: unknown): number {
    const collection = this.collection(name)
    const before = this.readInTransaction(transaction, name, id)
    if (!before) return 0
    this.stage(transaction, [{ collection, key: documentKey(id), before, after: undefined }])
    return 1
  }

  /** Writes everything the transaction staged, at once. */
  async commit(transaction: Transaction): Promise<void> {
    try {
      const changes = [...transaction.writes.values()].filter(
        ({ before, after }) => before || after,
      )
      const sequence = await this.store.write(() => this.apply(changes))
      this.transactions.markVisible(sequence)
    } finally {
      this.transactions.end(transaction)
    }
  }

  private stage(transaction: Transaction, changes: Change[]): void {
    for (const change of changes) {
      const seen = this.transactions.read(transaction, change.collection, change.key)
      const staged = { ...change, before: seen }
      if (seen && !change.before) throw duplicateId(change, this.environment)
      this.transactions.stage(transaction, staged)
    }
    checkChanges([...transaction.writes.values()], this.environment)
  }

  private insertion(collection: Collection, after: Document): Change {
    return { collection, key: documentKey(after._id), before: undefined, after }
  }

  private matching(
    collection: Collection,
    target: { query: Fields; isMulti: boolean },
    run: Run,
  ): Document[] {
    const limit = target.isMulti ? {} : { limit: 1 }
    return documentsOf(find(collection, { query: target.query, sort: [], ...limit }, run))
  }

  private decideModification(
    collection: Collection,
    change: Modification,
    run: Run,
  ): Decision<Modified> {
    const documents = this.matching(collection, change, run)
    return this.decide(collection, documents, change)
  }

  private decide(
    collection: Collection,
    documents: Document[],
    change: Modification,
  ): Decision<Modified> {
    const after = this.transformer(change)
    if (documents.length === 0) return this.upsert(collection, change)
    const changes = documents
      .map((before) => ({ before, after: after(before) }))
      .filter((pair) => differs(pair.before, pair.after))
      .map((pair) => ({ collection, key: documentKey(pair.before._id), ...pair }))
    const document = changes.at(-1)?.after ?? documents.at(-1)
    return { changes, result: { updated: changes.length, upsertedId: null, document } }
  }

  /** Checks the update once, also when it meets no document, and gives what it does to each. */
  private transformer({ data, query, isUpdate }: Modification): (before: Document) => Document {
    if (!isUpdate) {
      checkReplacement(data)
      return (before) => replaceDocument(before._id, data)
    }
    const steps = parseUpdate(data)
    return (before) => applyUpdate(before, steps, query)
  }

  private upsert(collection: Collection, change: Modification): Decision<Modified> {
    const nothing = { updated: 0, upsertedId: null, document: undefined }
    if (!change.isUpsert) return { changes: [], result: nothing }
    if (change.isUpdate) throw notEmulated('an upsert with update operators')
    const after = replaceDocument(change.query._id ?? newId(), change.data)
    const changes = [this.insertion(collection, after)]
    return { changes, result: { updated: 0, upsertedId: after._id, document: after } }
  }

  private apply(changes: Change[]): number {
    applyChanges(this.store, changes, this.environment)
    return this.transactions.noteWritten(changes)
  }

  /** Decides and writes in one step; waits, and decides again, while a transaction holds a document. */
  private async write<T>(decide: () => Decision<T>): Promise<T> {
    for (;;) {
      const outcome = await this.store.write(() => {
        const { changes, result } = decide()
        const holder = this.transactions.holderOfAny(changes)
        return holder ? { holder } : { result, sequence: this.apply(changes) }
      })
      if (outcome.holder) {
        await outcome.holder.ended
        continue
      }
      this.transactions.markVisible(outcome.sequence)
      return outcome.result
    }
  }
}
