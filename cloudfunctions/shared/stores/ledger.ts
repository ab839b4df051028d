import type { Database, Where } from '../database'
import type { Addition } from './counters'

/**
 * The one document that makes counting happen once: a batch stands here before any of it is
 * written, and leaves when all of it is. Whoever finds one finishes it first.
 */
export interface Ledger {
  _id: 'numbers'
  /** Rises by one with each batch and each hold. */
  seq: number
  batch: Batch | null
  isPending: boolean
  /** Counting stands still until then: somebody counts everything again. */
  heldUntil: number
}

export interface Batch {
  /** The requests counted, each as of a version. */
  items: { id: string; version: number }[]
  additions: Addition[]
}

const start: Ledger = { _id: 'numbers', seq: 0, batch: null, isPending: false, heldUntil: 0 }

export async function findLedger(database: Database): Promise<Ledger> {
  const find = () => database.find<Ledger>('ledgers', { _id: 'numbers' }, { limit: 1 })
  const [ledger] = await find()
  if (ledger) return ledger
  await database.insert('ledgers', start)
  return (await find())[0] ?? start
}

/** Writes a batch down if nobody else wrote one, or took hold, since the ledger was read. */
export async function openBatch(
  database: Database,
  { seq }: Ledger,
  batch: Batch,
): Promise<boolean> {
  return save(database, { seq, isPending: false }, { seq: seq + 1, batch, isPending: true })
}

/** All of the batch is written. */
export async function closeBatch(database: Database, seq: number): Promise<void> {
  await save(database, { seq, isPending: true }, { batch: null, isPending: false })
}

/** Stops counting for a while; null when a batch is under way or somebody was quicker. */
export async function holdLedger(
  database: Database,
  { seq, isPending }: Ledger,
  heldUntil: number,
): Promise<number | null> {
  if (isPending) return null
  const held = seq + 1
  const isHeld = await save(database, { seq, isPending: false }, { seq: held, heldUntil })
  return isHeld ? held : null
}

/** Whether the hold of that number still stands; it is let go where `heldUntil` is 0. */
export function renewHold(database: Database, seq: number, heldUntil: number): Promise<boolean> {
  return save(database, { seq, isPending: false }, { heldUntil })
}

async function save(database: Database, where: Where, set: Partial<Ledger>): Promise<boolean> {
  return (await database.update('ledgers', { _id: 'numbers', ...where }, { set })) === 1
}
