import type { UnitKind } from '../../typings/domain'
import { type Calendar, type ClockMode, addMinutes, dayMs, minutesBetween } from '../calendar'
import { isLevel, levels, rankOf } from '../grids/levels'
import { type Measured, type Policy, type Term, type Terms, minutesOf, termsFor } from './policy'
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

/** A unit a request arrives at, and what the request is measured by. */
export interface Arrival {
  unit: UnitRef
  measured: Measured
}

const amberShare = 0.5
const redShare = 0.8

/** The clocks of a new request: every level's share, the final one, acceptance by its first unit. */
export function startClocks({ unit, measured }: Arrival, timing: Timing): Clocks {
  const terms = termsFor(timing.policy, measured)
  const counting = { ...timing, mode: terms.mode }
  const handles = levels.map((level) =>
    deadline(
      { clock: 'handle', holder: level },
      shareUpTo(level, terms, timing.calendar),
      counting,
    ),
  )
  const clocks: Clocks = {
    policyVersion: timing.policy.version,
    mode: terms.mode,
    startedAt: timing.now,
    deadlines: [
      ...handles,
      deadline({ clock: 'final', holder: 'district' }, terms.final, counting),
    ],
    pauses: [],
    expiresAt: null,
  }
  return moveClocks(clocks, { unit, measured }, timing)
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
export function applyPolicy(
  request: Pick<Request, 'clocks' | 'unit' | 'extension'> & Measured,
  timing: Timing,
): Clocks {
  const { clocks } = request
  const terms = termsFor(timing.policy, request)
  const extended = request.extension?.status === 'approved' ? request.extension.days : 0
  const deadlines = clocks.deadlines.map((one) => {
    if (!isRunning(one)) return one
    const term = termOf(one, { terms, clocks, unit: request.unit, calendar: timing.calendar })
    const fresh = deadline(one, term, { ...timing, mode: terms.mode, now: one.from })
    const later = laterBy(one, clocks, { mode: terms.mode, calendar: timing.calendar, extended })
    const next = moved(fresh, later)
    return next.by > timing.now ? next : one
  })
  return { ...clocks, policyVersion: timing.policy.version, mode: terms.mode, deadlines }
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

function shareUpTo(level: UnitKind, terms: Terms, calendar: Calendar): Term {
  const upTo = levels.filter((one) => rankOf(one) <= rankOf(level))
  const amount = upTo.reduce((sum, one) => sum + minutesOf(terms.levels[one].share, calendar), 0)
  return { amount, unit: 'minute' }
}

function termOf(
  one: Deadline,
  at: { terms: Terms; clocks: Clocks; unit: UnitRef; calendar: Calendar },
): Term {
  const kind = isLevel(one.holder)
    ? one.holder
    : isLevel(at.unit.kind)
      ? 'department'
      : at.unit.kind
  if (one.clock === 'final') return at.terms.final
  if (one.clock === 'accept') return at.terms.levels[kind].accept
  return isOvertime(one, at.clocks) ? at.terms.overtime : shareUpTo(kind, at.terms, at.calendar)
}

function laterBy(
  one: Deadline,
  clocks: Clocks,
  { mode, calendar, extended }: { mode: ClockMode; calendar: Calendar; extended: number },
): (at: number) => number {
  const pauses = clocks.pauses.filter(({ from, to }) => to !== null && from >= one.from)
  const extend = one.clock === 'accept' ? same : addDaysIn(mode, calendar, extended)
  return (at) => pauses.reduce((time, pause) => afterPause(pause, mode, calendar)(time), extend(at))
}

const same = (at: number) => at

function addDaysIn(mode: ClockMode, calendar: Calendar, days: number): (at: number) => number {
  if (days === 0) return same
  if (mode === 'round_the_clock') return (at) => at + days * dayMs
  const extra = minutesOf({ amount: days, unit: 'working_day' }, calendar)
  return (at) => addMinutes({ mode, calendar }, at, extra)
}

function afterPause(pause: Pause, mode: ClockMode, calendar: Calendar): (at: number) => number {
  const time = { mode, calendar }
  return (at) => {
    if (pause.to === null || at <= pause.from) return at
    return addMinutes(time, pause.to, minutesBetween(time, pause.from, at))
  }
}

function moved(one: Deadline, later: (at: number) => number): Deadline {
  return { ...one, amberAt: later(one.amberAt), redAt: later(one.redAt), by: later(one.by) }
}

function deadline(
  { clock, holder }: Pick<Deadline, 'clock' | 'holder'>,
  term: Term,
  { now, calendar, mode }: Timing & { mode: ClockMode },
): Deadline {
  const minutes = minutesOf(term, calendar)
  const after = (share: number) => addMinutes({ mode, calendar }, now, minutes * share)
  return {
    clock,
    holder,
    minutes,
    from: now,
    amberAt: after(amberShare),
    redAt: after(redShare),
    by: after(1),
    status: 'running',
  }
}
