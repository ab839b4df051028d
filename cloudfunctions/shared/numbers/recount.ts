import { tallyAt } from '../../../core/numbers/batch'
import { type Tally, addTally, nest } from '../../../core/numbers/tally'
import { endOfDay, startOfDay } from '../../../core/calendar'
import type { Database } from '../database'
import { cellsOf, counterId, findCounters, replaceCounter } from '../stores/counters'
import type { Counter } from '../stores/counters'
import { findForCounting, takeIntoCounting } from '../stores/counting'
import { findLedger, holdLedger, renewHold } from '../stores/ledger'

export interface DayReport {
  requests: number
  counters: number
  /** Counters that were not what the requests come to; they are now. */
  differing: number
}

export interface Day {
  day: string
  /** The district, which every request came from. */
  districtId: string
  now: () => number
}

const holdFor = 60_000

/**
 * Counts a day's requests again, each at the version the counters know, and compares. Counting
 * stands still meanwhile; null where a batch is under way or the hold was lost: try again.
 */
export async function recountDay(database: Database, one: Day): Promise<DayReport | null> {
  const ledger = await findLedger(database)
  if (ledger.heldUntil > one.now()) return null
  const seq = await holdLedger(database, ledger, one.now() + holdFor)
  if (seq === null) return null
  try {
    const counted = await countDay(database, one, seq)
    return counted && (await compareDay(database, { ...counted, day: one.day, seq }))
  } finally {
    await renewHold(database, seq, 0)
  }
}

interface Counted {
  requests: number
  tally: Tally
}

async function countDay(database: Database, one: Day, seq: number): Promise<Counted | null> {
  const { day, districtId, now } = one
  const query = { unitId: districtId, from: startOfDay(day), to: endOfDay(day) }
  const tally: Tally = new Map()
  let requests = 0
  for (let after = ''; ;) {
    const page = await findForCounting(database, query, after)
    // An answer that comes too late says that others may have counted in between.
    if (!(await renewHold(database, seq, now() + holdFor))) return null
    for (const request of page) {
      const change = tallyAt(request, request.countedVersion ?? 0)
      if (change) addTally(tally, change.tally)
    }
    const fresh = page.filter(({ countedVersion }) => countedVersion === undefined)
    await takeIntoCounting(
      database,
      fresh.map(({ _id }) => _id),
      now(),
    )
    requests += page.length
    const last = page.at(-1)
    if (!last || page.length < 200) return { requests, tally }
    after = last.listKey
  }
}

async function compareDay(
  database: Database,
  { requests, tally, day, seq }: Counted & { day: string; seq: number },
): Promise<DayReport> {
  const stored = new Map((await findCounters(database, day)).map((one) => [one.unitId, one]))
  const unitIds = [...new Set([...stored.keys(), ...tally.keys()])]
  let differing = 0
  for (const unitId of unitIds) {
    const before = stored.get(unitId) ?? null
    const cells = tally.get(unitId) ?? new Map<string, number>()
    if (isSame(before ? cellsOf(before) : new Map<string, number>(), cells)) continue
    const after: Counter = {
      _id: counterId({ day, unitId }),
      ...{ day, unitId, seq },
      sums: nest(cells),
    }
    if (await replaceCounter(database, before, after)) differing++
  }
  return { requests, counters: unitIds.length, differing }
}

function isSame(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): boolean {
  return one.size === other.size && [...one].every(([name, value]) => other.get(name) === value)
}
