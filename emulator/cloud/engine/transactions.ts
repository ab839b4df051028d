import { randomUUID } from 'node:crypto'
import { transactionConflict, transactionGone } from '../errors'
import type { Change } from './changes'
import type { Collection } from './store'
import { readDocument } from './store'
import type { Document } from './values'

/** How long a transaction may stay open, in milliseconds. */
const transactionLifetime = 30_000

export interface Transaction {
  id: string
  expiresAt: number
  /** Writes the transaction sees end here; set by its first operation. */
  snapshot: number | undefined
  writes: Map<string, Change>
  /** Settles when the transaction has ended either way and its locks are free. */
  ended: Promise<void>
  release: () => void
}

/** What a document was before a write that some open transaction must not see. */
interface Past {
  sequence: number
  before: Document | undefined
}

function nameOf(collection: Collection, key: Buffer): string {
  return `${collection.name}/${key.toString('latin1')}`
}

/**
 * Open transactions: what each has written, which documents it holds, and what the documents were
 * when it began. Like the platform's: a snapshot, a conflict the moment two writers meet, and an
 * end after thirty seconds.
 */
export class Transactions {
  private readonly open = new Map<string, Transaction>()
  private readonly holders = new Map<string, Transaction>()
  private readonly past = new Map<string, Past[]>()
  /** Names of the documents each write touched, oldest write first. */
  private readonly written = new Map<number, string[]>()
  private lastSequence = 0
  private visibleSequence = 0

  constructor(private readonly now: () => number) {}

  start(): Transaction {
    const id = randomUUID()
    let release: () => void = () => undefined
    const ended = new Promise<void>((resolve) => {
      release = resolve
    })
    const expiresAt = this.now() + transactionLifetime
    const transaction = { id, expiresAt, snapshot: undefined, writes: new Map(), ended, release }
    this.open.set(id, transaction)
    const timer = setTimeout(() => this.end(transaction), transactionLifetime).unref()
    void ended.then(() => clearTimeout(timer))
    return transaction
  }

  /** The open transaction of that id. Throws when there is none, or no longer. */
  require(id: string): Transaction {
    const transaction = this.open.get(id)
    if (transaction && transaction.expiresAt <= this.now()) this.end(transaction)
    if (!transaction || !this.open.has(id)) throw transactionGone()
    transaction.snapshot ??= this.visibleSequence
    return transaction
  }

  find(id: string): Transaction | undefined {
    return this.open.get(id)
  }

  /** The document as the transaction sees it: its own write, else its snapshot. */
  read(transaction: Transaction, collection: Collection, key: Buffer): Document | undefined {
    const own = transaction.writes.get(nameOf(collection, key))
    if (own) return own.after
    const past = this.pastSince(transaction, nameOf(collection, key))
    if (past) return past.before
    const bytes = collection.documents.get(key)
    return bytes && readDocument(bytes)
  }

  /** Adds a write and takes the document's lock. Ends the transaction when another got there first. */
  stage(transaction: Transaction, change: Change): void {
    const name = nameOf(change.collection, change.key)
    const holder = this.holderOf(name)
    if ((holder && holder !== transaction) || this.pastSince(transaction, name)) {
      this.end(transaction)
      throw transactionConflict()
    }
    const earlier = transaction.writes.get(name)
    const before = earlier ? earlier.before : change.before
    this.holders.set(name, transaction)
    transaction.writes.set(name, { ...change, before })
  }

  /** The transaction that holds one of the documents; a plain write waits for its end. */
  holderOfAny(changes: Change[]): Transaction | undefined {
    for (const { collection, key } of changes) {
      const holder = this.holderOf(nameOf(collection, key))
      if (holder) return holder
    }
    return undefined
  }

  /** Notes writes as they are made; returns their number, to be given to `markVisible`. */
  noteWritten(changes: Change[]): number {
    const sequence = (this.lastSequence += 1)
    const names = changes.map(({ collection, key }) => nameOf(collection, key))
    for (const [at, name] of names.entries()) {
      const list = this.past.get(name) ?? []
      list.push({ sequence, before: changes[at]?.before })
      this.past.set(name, list)
    }
    this.written.set(sequence, names)
    return sequence
  }

  /** From now on new transactions see everything up to this number. */
  markVisible(sequence: number): void {
    this.visibleSequence = Math.max(this.visibleSequence, sequence)
    this.forgetPast()
  }

  /** Ends a transaction and frees its locks; harmless when it has ended already. */
  end(transaction: Transaction): void {
    if (!this.open.delete(transaction.id)) return
    for (const name of transaction.writes.keys()) this.holders.delete(name)
    transaction.release()
    this.forgetPast()
  }

  private holderOf(name: string): Transaction | undefined {
    const holder = this.holders.get(name)
    if (holder && holder.expiresAt <= this.now()) this.end(holder)
    return this.holders.get(name)
  }

  private pastSince(transaction: Transaction, name: string): Past | undefined {
    const snapshot = transaction.snapshot ?? this.visibleSequence
    return this.past.get(name)?.find((past) => past.sequence > snapshot)
  }

  /** Forgets what every open transaction sees anyway. */
  private forgetPast(): void {
    const snapshots = [...this.open.values()].map(({ snapshot }) => snapshot)
    const oldest = Math.min(this.visibleSequence, ...snapshots.map((at) => at ?? Infinity))
    for (const [sequence, names] of this.written) {
      if (sequence > oldest) return
      for (const name of names) this.forgetOldest(name)
      this.written.delete(sequence)
    }
  }

  private forgetOldest(name: string): void {
    const list = this.past.get(name)
    list?.shift()
    if (list?.length === 0) this.past.delete(name)
  }
}
