import { isRefusal } from '../../core/errors'
import type { Unit } from '../../core/grids/types'
import { systemPerson } from '../../core/requests/actor'
import { decide } from '../../core/requests/decide'
import { nextStates } from '../../core/requests/transitions'
import { findAtUnit, saveDecision } from '../shared/stores/requests'
import type { DueRequest } from '../shared/stores/requests'
import { findChanged, saveRecheck } from '../shared/stores/units'
import type { Tick } from './tick'

const unitsAtOnce = 20
const page = 50

/** Gives the open requests of people who went off duty to those who are on. */
export async function rehomeRequests(tick: Tick): Promise<number> {
  let moved = 0
  while (tick.hasTime()) {
    const units = await findChanged(tick.database, tick.now, unitsAtOnce)
    for (const unit of units) moved += await rehomeUnit(tick, unit)
    if (units.length < unitsAtOnce) break
  }
  return moved
}

async function rehomeUnit(tick: Tick, unit: Unit): Promise<number> {
  let moved = 0
  let isDone = true
  for (let after = ''; ;) {
    const found = await findAtUnit(tick.database, { unitId: unit._id, after, limit: page })
    const results = await tick.inParallel(found, (one) => rehome(tick, one))
    moved += results.filter((result) => result === 'moved').length
    isDone &&= !results.includes(null)
    const last = found.at(-1)
    if (!last || found.length < page) break
    after = last.queueKey
  }
  if (isDone) await saveRecheck(tick.database, unit, tick.now)
  return moved
}

/** Null where somebody else wrote in between: the unit is looked at once more. */
async function rehome(
  tick: Tick,
  { request, chain }: DueRequest,
): Promise<'moved' | 'stays' | null> {
  if (nextStates(request.state, 'rehome').length === 0) return 'stays'
  const { policy, calendar } = tick.steering
  const load = await tick.loads.of(chain)
  const context = { now: tick.now, policy, calendar, person: systemPerson, chain, load }
  const decision = decide(request, { name: 'rehome' }, context)
  if (isRefusal(decision)) return 'stays'
  tick.loads.add(decision.next.handler)
  return (await saveDecision(tick.database, request, decision)) ? 'moved' : null
}
