import { flatten, nest } from '../../../core/numbers/tally'
import type { Sums } from '../../../core/numbers/tally'
import type { Database } from '../database'

/** What one unit's requests of one day come to. */
export interface Counter {
  /** `<day>:<unitId>`. */
  _id: string
  day: string
  unitId: string
  /** The last batch added to it: a batch is never added twice. */
  seq: number
  sums: Sums
}

/** What a batch adds to one counter. */
export interface Addition {
  day: string
  unitId: string
  cells: [name: string, value: number][]
}

export const counterId = ({ day, unitId }: Pick<Counter, 'day' | 'unitId'>) => `${day}:${unitId}`

/**
 * Adds to a counter, once for each batch: whoever comes later with the same batch, or with an
 * older one, changes nothing.
 */
export async function addToCounter(database: Database, addition: Addition, seq: number) {
  const _id = counterId(addition)
  const inc = Object.fromEntries(addition.cells.map(([name, value]) => [`sums.${name}`, value]))
  const add = () => database.update('counters', { _id, seq: { $lt: seq } }, { set: { seq }, inc })
  if ((await add()) === 1) return
  const { day, unitId, cells } = addition
  const first: Counter = { _id, day, unitId, seq, sums: nest(new Map(cells)) }
  if ((await database.insert('counters', first)) === 'duplicate') await add()
}

/** The counters of a day, by unit. */
export async function findCounters(database: Database, day: string): Promise<Counter[]> {
  const found: Counter[] = []
  for (let after = ''; ;) {
    const where = { day, _id: { $gt: after } }
    const page = await database.find<Counter>('counters', where, { order: { _id: 1 }, limit: 200 })
    found.push(...page)
    if (page.length < 200) return found
    after = page.at(-1)?._id ?? ''
  }
}

/** What a counter says, as paths without zeros. */
export const cellsOf = ({ sums }: Pick<Counter, 'sums'>) => flatten(sums)

/** Puts a counter right, if no batch was added since it was read; makes it where there was none. */
export async function replaceCounter(
  database: Database,
  before: Counter | null,
  after: Counter,
): Promise<boolean> {
  if (!before) return (await database.insert('counters', after)) === 'inserted'
  const where = { _id: before._id, seq: before.seq }
  const set = { sums: after.sums, seq: after.seq }
  return (await database.update('counters', where, { set })) === 1
}
