import { addUp, changeOf } from '../../core/numbers/batch'
import { dayMs } from '../../core/calendar'
import type { Tally } from '../../core/numbers/tally'
import { addToCounter } from '../shared/stores/counters'
import type { Addition } from '../shared/stores/counters'
import { findUncounted, markCounted, putOffCounting } from '../shared/stores/counting'
import type { Uncounted } from '../shared/stores/counting'
import { closeBatch, findLedger, openBatch } from '../shared/stores/ledger'
import type { Batch, Ledger } from '../shared/stores/ledger'
import type { Tick } from './tick'

const batchSize = 200
/** How often a run tries to write an addition. */
const attempts = 3

/**
 * Adds to the counters what has become of requests since they were last counted. A batch is
 * written into the ledger first, with all it will add; every write after that can be made again
 * without effect, so a run that dies is finished by the next, and two at once do it once.
 */
export async function countRequests(tick: Tick): Promise<number> {
  let counted = 0
  while (tick.hasTime()) {
    const ledger = await findLedger(tick.database)
    if (ledger.heldUntil > tick.now) break
    const work = ledger.isPending ? pendingOf(ledger) : await openNext(tick, ledger)
    if (!work || !(await finish(tick, work))) break
    counted += work.batch.items.length
    if (!ledger.isPending && work.batch.items.length < batchSize) break
  }
  return counted
}

interface Work {
  seq: number
  batch: Batch
}

function pendingOf({ seq, batch }: Ledger): Work | null {
  return batch && { seq, batch }
}

/** Null when nothing is left to count, or another run has written its batch first. */
async function openNext(tick: Tick, ledger: Ledger): Promise<Work | null> {
  const uncounted = await findUncounted(tick.database, tick.now, batchSize)
  const batch = await batchOf(tick, uncounted)
  if (batch.items.length === 0) return null
  const isOpen = await openBatch(tick.database, ledger, batch)
  return isOpen ? { seq: ledger.seq + 1, batch } : null
}

async function batchOf(tick: Tick, uncounted: Uncounted[]): Promise<Batch> {
  const changes = await tick.inParallel(uncounted, (one) => changeOrPutOff(tick, one))
  const known = uncounted.filter((_, index) => changes[index] !== null)
  const days = addUp(changes.filter((change) => change !== null))
  return {
    items: known.map(({ request }) => ({ id: request._id, version: request.version })),
    additions: [...days].flatMap(([day, tally]) => additionsOf(day, tally)),
  }
}

/** A request that can't be counted holds up no other: it is looked at again a day later. */
async function changeOrPutOff(tick: Tick, one: Uncounted) {
  try {
    return changeOf(one)
  } catch (error) {
    await putOffCounting(tick.database, one.request, tick.now + dayMs)
    throw error
  }
}

function additionsOf(day: string, tally: Tally): Addition[] {
  return [...tally].map(([unitId, cells]) => ({ day, unitId, cells: [...cells] }))
}

/** False when some of it could not be written: the next run goes on. */
async function finish({ database, inParallel }: Tick, { seq, batch }: Work): Promise<boolean> {
  let left = batch.additions
  for (let attempt = 0; attempt < attempts && left.length > 0; attempt++) {
    const added = await inParallel(left, async (addition) => {
      await addToCounter(database, addition, seq)
      return true
    })
    left = left.filter((_, index) => !added[index])
  }
  if (left.length > 0) return false
  await markCounted(database, batch.items)
  await closeBatch(database, seq)
  return true
}
