import { checkDocument } from '../shared/safety'
import { findUnchecked } from '../shared/stores/safety'
import type { Checked, CheckedCollection } from '../shared/stores/safety'
import type { Tick } from './tick'

const batch = 50

/**
 * Has WeChat look at what people wrote, after it was written: a check holds up nothing. What it
 * can't say now is asked again by the schedule of `core/safety`.
 */
export async function checkContent(tick: Tick, requestId?: string): Promise<number> {
  if (requestId !== undefined) return checkAll(tick, 'requests', requestId)
  return (await checkAll(tick, 'requests')) + (await checkAll(tick, 'slots'))
}

async function checkAll<C extends CheckedCollection>(tick: Tick, collection: C, id?: string) {
  let checked = 0
  while (tick.hasTime()) {
    const query = { now: tick.now, limit: batch, id }
    const due: Checked[C][] = await findUnchecked(tick.database, collection, query)
    const results = await tick.inParallel(due, (one) => checkDocument(tick, collection, one))
    checked += results.filter(Boolean).length
    if (due.length < batch || results.every((one) => !one)) break
  }
  return checked
}
