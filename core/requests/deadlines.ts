import type { Light } from '../../typings/domain'
import {
  type ClockName,
  type Clocks,
  type Deadline,
  concerns,
  finalDeadline,
  holderOf,
  isFinalMissed,
  isRunning,
  markDeadlines,
} from './clocks'
import type { Request, UnitRef } from './types'

/** Later than any deadline: the end of the year 9999. */
export const farFuture = 253_402_214_400_000

/** What the deadlines of a request depend on. */
export type Timed = Pick<Request, 'state' | 'unit' | 'clocks'>

/** The deadlines that count where the request is, the earliest first. */
export function runningDeadlines({ state, unit, clocks }: Timed): Deadline[] {
  if (state !== 'assigned' && state !== 'accepted') return []
  return effectiveDeadlines(clocks, unit)
    .filter(({ clock }) => clock !== 'accept' || state === 'assigned')
    .toSorted((a, b) => a.by - b.by || order[a.clock] - order[b.clock])
}

/** What the clock function has to look at next: a deadline, or the end of a wait (null deadline). */
export function nextDue(request: Timed): { at: number; deadline: Deadline | null } | null {
  const deadline = runningDeadlines(request)[0]
  if (deadline) return { at: deadline.by, deadline }
  const { expiresAt } = request.clocks
  return expiresAt === null ? null : { at: expiresAt, deadline: null }
}

/** The two mirrors of the clocks that indexes are made of. */
export function dueFields(request: Timed): Pick<Request, 'dueAt' | 'sortAt'> {
  const next = nextDue(request)
  return { dueAt: next?.at ?? null, sortAt: sortTime(request, next?.deadline ?? null) }
}

/** Marks what is past by `now` as missed and says which; `clock` restricts it to one. */
export function noteMisses(
  request: Timed,
  now: number,
  clock?: ClockName,
): { clocks: Clocks; missed: Deadline[] } {
  const missed = runningDeadlines(request).filter(
    (one) => one.by <= now && (clock === undefined || one.clock === clock),
  )
  return { clocks: markDeadlines(request.clocks, 'missed', (one) => missed.includes(one)), missed }
}

/** The light of a request: amber at half of the next deadline's time, red at a fifth of it left. */
export function light(request: Timed, now: number): Light {
  if (request.state === 'waiting') return 'paused'
  if (request.state !== 'assigned' && request.state !== 'accepted') return 'stopped'
  const next = runningDeadlines(request)[0]
  if (isFinalMissed(request.clocks) || !next || next.by <= now) return 'overdue'
  if (next.redAt <= now) return 'red'
  return next.amberAt <= now ? 'amber' : 'calm'
}

const order: Record<ClockName, number> = { accept: 0, handle: 1, final: 2 }

function effectiveDeadlines(clocks: Clocks, unit: UnitRef): Deadline[] {
  const running = clocks.deadlines.filter(isRunning)
  const final = running.find(({ clock }) => clock === 'final')
  const accept = running.find((one) => one.clock === 'accept' && one.holder === holderOf(unit))
  const handle = running
    .filter((one) => one.clock === 'handle' && concerns(one, unit))
    .filter((one) => isBeforeFinal(one, clocks))
    .toSorted((a, b) => a.by - b.by)[0]
  return [accept, handle, final].filter((one) => one !== undefined)
}

/** Shares that reach the final deadline are the final deadline; overtime comes after it. */
function isBeforeFinal(handle: Deadline, clocks: Clocks): boolean {
  const final = finalDeadline(clocks)
  return handle.by < final.by || (final.status === 'missed' && handle.from > clocks.startedAt)
}

function sortTime({ state, clocks }: Timed, next: Deadline | null): number {
  if (state !== 'assigned' && state !== 'accepted') return farFuture
  return isFinalMissed(clocks) || !next ? finalDeadline(clocks).by : next.by
}
