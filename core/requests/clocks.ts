import type { UnitKind } from '../../typings/domain'
import type { Calendar, ClockMode } from '../calendar'
import { dayMs } from '../calendar'
import { isLevel, levels, rankOf } from '../grids/levels'
import {
  type Counting,
  type Shift,
  addDaysIn,
  afterPause,
  deadline,
  moved,
  same,
  shareUpTo,
} from './clock-arithmetic'
import { type Measured, type Policy, type Term, type Terms, termsFor } from './policy'
import type { Request, UnitRef } from './types'

export type ClockName = 'accept' | 'handle' | 'final'

/** One deadline, epoch milliseconds. `holder`: the level, or the organisation's id. */
export interface Deadline {
  clock: ClockName
  holder: string
  /** Its length, for saying how long there was. */
  minutes: number
  from: number
  amberAt: number
  redAt: number
  by: number
  /** `lapsed`: its time went by while somebody else had the request. */
  status: 'running' | 'met' | 'missed' | 'lapsed'
}

export interface Pause {
  from: number
  /** Null while it lasts. */
  to: number | null
}

/** All deadlines of a request; they start at submission and no move starts them again. */
export interface Clocks {
  policyVersion: number
  mode: ClockMode
  startedAt: number
  deadlines: Deadline[]
  pauses: Pause[]
  /** When the present wait (for an answer, for a rating) ends by itself; null when there is none. */
  expiresAt: number | null
}

/** What counting time takes. */
export interface Timing {
  now: number
  policy: Policy
  calendar: Calendar
}

/** What a new policy is applied to. */
type Regulated = Pick<Request, 'clocks' | 'unit' | 'extension'> & Measured

/** A unit a request arrives at, and what the request is measured by. */
export interface Arrival {
  unit: UnitRef
  measured: Measured
}

/** The clocks of a new request: every level's share, the final one, acceptance by its first unit. */
export function startClocks({ unit, measured }: Arrival, timing: Timing): Clocks {
  const terms = termsFor(timing.policy, measured)
  const counting = { ...timing, mode: terms.mode }
  const final = deadline({ clock: 'final', holder: 'district' }, terms.final, counting)
  const clocks: Clocks = {
    policyVersion: timing.policy.version,
    mode: terms.mode,
    startedAt: timing.now,
    deadlines: [...shares(terms, counting, final), final],
    pauses: [],
    expiresAt: null,
  }
  return moveClocks(clocks, { unit, measured }, timing)
}

/** The levels' shares that end before the final deadline: for the others it is their own. */
function shares(terms: Terms, counting: Counting, final: Deadline): Deadline[] {
  const all = levels.map((level) =>
    deadline(
      { clock: 'handle', holder: level },
      shareUpTo(level, terms, counting.calendar),
      counting,
    ),
  )
  return all.filter(({ by }) => by < final.by)
}

/**
 * Arrives at a unit: acceptance starts at a level's first arrival only, and nothing else does.
 * After the final deadline each further level gets one more turn, so that nothing lies still.
 */
export function moveClocks(clocks: Clocks, { unit, measured }: Arrival, timing: Timing): Clocks {
  const terms = termsFor(timing.policy, measured)
  const counting = { ...timing, mode: clocks.mode }
  const holder = holderOf(unit)
  const added: Deadline[] = []
  if (!clocks.deadlines.some((one) => one.clock === 'accept' && one.holder === holder)) {
    added.push(deadline({ clock: 'accept', holder }, terms.levels[unit.kind].accept, counting))
  }
  if (needsOvertime(clocks, unit)) {
    added.push(deadline({ clock: 'handle', holder }, terms.overtime, counting))
  }
  const isLapsed = (one: Deadline) =>
    one.clock === 'handle' && concerns(one, unit) && one.by <= timing.now
  const { deadlines } = markDeadlines(clocks, 'lapsed', isLapsed)
  return { ...clocks, deadlines: [...deadlines, ...added] }
}

/** A reopened request has to be accepted again; its other clocks go on from where they stopped. */
export function askAcceptance(clocks: Clocks, arrival: Arrival, timing: Timing): Clocks {
  const holder = holderOf(arrival.unit)
  const deadlines = clocks.deadlines.filter(
    (one) => one.clock !== 'accept' || one.holder !== holder,
  )
  return moveClocks({ ...clocks, deadlines }, arrival, timing)
}

/** Stops all clocks until `resume`; `days` calendar days later the wait ends by itself. */
export function pauseClocks(clocks: Clocks, now: number, days: number): Clocks {
  const expiresAt = now + days * dayMs
  return { ...clocks, pauses: [...clocks.pauses, { from: now, to: null }], expiresAt }
}

/** Lets the clocks go on: each running deadline moves by the time it stood still. */
export function resumeClocks(clocks: Clocks, { now, calendar }: Omit<Timing, 'policy'>): Clocks {
  const last = clocks.pauses.at(-1)
  if (last?.to !== null) return { ...clocks, expiresAt: null }
  const ended = { from: last.from, to: now }
  const later = afterPause(ended, clocks.mode, calendar)
  return {
    ...clocks,
    deadlines: clocks.deadlines.map((one) => (isRunning(one) ? moved(one, later) : one)),
    pauses: [...clocks.pauses.slice(0, -1), ended],
    expiresAt: null,
  }
}

/** The unit's acceptance is met. */
export function meetAcceptance(clocks: Clocks, unit: UnitRef): Clocks {
  return markDeadlines(
    clocks,
    'met',
    (one) => one.clock === 'accept' && one.holder === holderOf(unit),
  )
}

/** Gives the handling deadlines still to come and the final one so many days more. */
export function extendClocks(clocks: Clocks, days: number, calendar: Calendar): Clocks {
  const later = addDaysIn(clocks.mode, calendar, days)
  const deadlines = clocks.deadlines.map((one) =>
    one.clock !== 'accept' && isRunning(one) ? moved(one, later) : one,
  )
  return { ...clocks, deadlines }
}

/**
 * The clocks of an open request under a new policy. What was met or missed stays so, and a
 * deadline that the new policy would put into the past keeps its old time: no rule is late
 * after the fact, none is handed up twice.
 */
export function applyPolicy(request: Regulated, timing: Timing): Clocks {
  return recount(request, timing, (one) => one)
}

/**
 * The clocks of a request that is measured otherwise from now on. They still count from
 * submission; a deadline that would lie in the past runs from now instead, or to its old time
 * where that is sooner: what becomes an emergency has minutes, not hours.
 */
export function applyMeasure(request: Regulated, timing: Timing): Clocks {
  return recount(request, timing, (one, fresh) => (fresh.by < one.by ? fresh : one))
}

type Late = (one: Deadline, fromNow: Deadline) => Deadline

function recount(request: Regulated, timing: Timing, late: Late): Clocks {
  const { clocks } = request
  const terms = termsFor(timing.policy, request)
  const counting = { ...timing, mode: terms.mode }
  const now = standingSince(clocks) ?? timing.now
  const deadlines = allDeadlines(clocks, terms, counting).map((one) => {
    if (!isRunning(one)) return one
    const term = termOf(one, { terms, request, calendar: timing.calendar })
    const fresh = deadline(one, term, { ...counting, now: one.from })
    const next = moved(fresh, laterBy(one, request, counting))
    if (next.by > now) return next
    return late(one, { ...deadline(one, term, { ...counting, now }), from: one.from })
  })
  return { ...clocks, policyVersion: timing.policy.version, mode: terms.mode, deadlines }
}

/** Since when the clocks stand still; null while they run. */
function standingSince({ pauses }: Clocks): number | null {
  const last = pauses.at(-1)
  return last?.to === null ? last.from : null
}

/** The final deadline of a request. */
export function finalDeadline(clocks: Clocks): Deadline {
  const final = clocks.deadlines.find(({ clock }) => clock === 'final')
  if (!final) throw new RangeError('every request has a final deadline')
  return final
}

export function isFinalMissed(clocks: Clocks): boolean {
  return finalDeadline(clocks).status === 'missed'
}

/** Whose clock a unit's is: its level's, or its own for an organisation. */
export function holderOf(unit: UnitRef): string {
  return isLevel(unit.kind) ? unit.kind : unit.id
}

/** A level works against its own share, or that of a level above whose time still runs. */
export function concerns({ holder }: Deadline, unit: UnitRef): boolean {
  if (!isLevel(holder)) return holder === unit.id
  return isLevel(unit.kind) && rankOf(holder) >= rankOf(unit.kind)
}

/** Gives the running deadlines that fit a new status. */
export function markDeadlines(
  clocks: Clocks,
  status: Deadline['status'],
  fits: (one: Deadline) => boolean,
): Clocks {
  const deadlines = clocks.deadlines.map((one) =>
    isRunning(one) && fits(one) ? { ...one, status } : one,
  )
  return { ...clocks, deadlines }
}

export function isRunning({ status }: Deadline): boolean {
  return status === 'running'
}

function needsOvertime(clocks: Clocks, unit: UnitRef): boolean {
  if (!isFinalMissed(clocks) || unit.kind === 'district') return false
  const isTurn = (one: Deadline) => one.clock === 'handle' && one.holder === holderOf(unit)
  return !clocks.deadlines.some((one) => isTurn(one) && isOvertime(one, clocks))
}

function isOvertime(one: Deadline, clocks: Clocks): boolean {
  return one.clock === 'handle' && one.from > clocks.startedAt
}

/** With the shares that had no deadline of their own before, and may have one now. */
function allDeadlines(clocks: Clocks, terms: Terms, counting: Counting): Deadline[] {
  const from = { ...counting, now: clocks.startedAt }
  const isKnown = (level: string) =>
    clocks.deadlines.some(
      (one) => one.clock === 'handle' && one.holder === level && !isOvertime(one, clocks),
    )
  const final = deadline({ clock: 'final', holder: 'district' }, terms.final, from)
  const added = shares(terms, from, final).filter(({ holder }) => !isKnown(holder))
  return [...clocks.deadlines, ...added]
}

function termOf(
  one: Deadline,
  { terms, request, calendar }: { terms: Terms; request: Regulated; calendar: Calendar },
): Term {
  if (one.clock === 'final') return terms.final
  if (isOvertime(one, request.clocks)) return terms.overtime
  if (one.clock === 'accept') return terms.levels[kindOf(one, request.unit)].accept
  return isLevel(one.holder) ? shareUpTo(one.holder, terms, calendar) : terms.final
}

/** The clocks know an organisation by its id only; all of them have the same terms by default. */
function kindOf({ holder }: Deadline, unit: UnitRef): UnitKind {
  if (isLevel(holder)) return holder
  return holder === unit.id ? unit.kind : 'department'
}

function laterBy(one: Deadline, { clocks, extension }: Regulated, counting: Counting): Shift {
  const { mode, calendar } = counting
  const pauses = clocks.pauses.filter(({ from, to }) => to !== null && from >= one.from)
  const days = extension?.status === 'approved' && one.clock !== 'accept' ? extension.days : 0
  const extend = days === 0 ? same : addDaysIn(mode, calendar, days)
  return (at) => pauses.reduce((time, pause) => afterPause(pause, mode, calendar)(time), extend(at))
}
