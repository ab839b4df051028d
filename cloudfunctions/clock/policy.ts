import { applyPolicy } from '../../core/requests/clocks'
import { dueFields } from '../../core/requests/deadlines'
import type { Request } from '../../core/requests/types'
import { findOutdated, saveClocks } from '../shared/stores/requests'
import type { Tick } from './tick'

const batch = 100

/** Measures open requests by the policy in force, where an older one measured them. */
export async function renewClocks(tick: Tick): Promise<number> {
  let renewed = 0
  while (tick.hasTime()) {
    const outdated = await findOutdated(tick.database, tick.steering.policy.version, batch)
    const results = await tick.inParallel(outdated, (one) => renew(tick, one))
    renewed += results.filter(Boolean).length
    if (outdated.length < batch || results.every((one) => one === null)) break
  }
  return renewed
}

function renew({ database, now, steering }: Tick, request: Request): Promise<boolean> {
  const clocks = applyPolicy(request, { now, ...steering })
  const next = { ...request, clocks }
  return saveClocks(database, request, { ...next, ...dueFields(next) })
}
