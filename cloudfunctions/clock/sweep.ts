import { isRefusal } from '../../core/errors'
import { systemPerson } from '../../core/requests/actor'
import type { CommandInput } from '../../core/requests/command-input'
import { decide } from '../../core/requests/decide'
import { nextDue } from '../../core/requests/deadlines'
import type { Request } from '../../core/requests/types'
import { findDue, postpone, saveDecision } from '../shared/stores/requests'
import type { DueRequest } from '../shared/stores/requests'
import type { Tick } from './tick'

const batch = 100
const putOff = 15 * 60_000

/**
 * Moves on every request that time has caught up with. Each is written on the condition that
 * nobody wrote it since: two sweeps at once, or one that died, hand nothing up twice.
 */
export async function sweepDue(tick: Tick): Promise<number> {
  let moved = 0
  while (tick.hasTime()) {
    const due = await findDue(tick.database, tick.now, batch)
    const results = await tick.inParallel(due, (one) => moveOn(tick, one))
    moved += results.filter(Boolean).length
    if (due.length < batch || results.every((one) => one === null)) break
  }
  return moved
}

async function moveOn(tick: Tick, { request, chain }: DueRequest): Promise<boolean> {
  const { policy, calendar } = tick.steering
  const command = commandFor(request)
  const load = command.name === 'pass_deadline' ? await tick.loads.of(chain.slice(0, -1)) : {}
  const context = { now: tick.now, policy, calendar, person: systemPerson, chain, load }
  const decision = decide(request, command, context)
  if (!isRefusal(decision)) {
    if (command.name === 'pass_deadline') tick.loads.add(decision.next.handler)
    return saveDecision(tick.database, request, decision)
  }
  console.error(`request ${request._id} is due but ${decision.refused}: put off`)
  await postpone(tick.database, request, tick.now + putOff)
  return false
}

function commandFor(request: Request): CommandInput {
  if (request.state === 'waiting') return { name: 'stop_waiting' }
  if (request.state === 'resolved') return { name: 'close' }
  const clock = nextDue(request)?.deadline?.clock ?? 'final'
  return { name: 'pass_deadline', clock, version: request.version }
}
