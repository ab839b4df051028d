import type { DeclineReason, Outcome, RequestState } from '../../../typings/domain'
import type { Calendar } from '../../calendar'
import type { Refusal } from '../../errors'
import { findCaretakers, onDuty } from '../../grids/duty'
import { type Load, leastBusy } from '../../grids/team'
import type { DirectAudience } from '../../notices/sentences'
import type { Chain, Unit } from '../../grids/types'
import type { Acting, Person } from '../actor'
import { type Clocks, meetAcceptance, moveClocks, resumeClocks } from '../clocks'
import type { InputOf, CommandName } from '../command-input'
import { noteMisses } from '../deadlines'
import type { Ownership } from '../ownership'
import type { Policy } from '../policy'
import type { Changes, HandlerRef, NoticeKind, Request, UnitRef } from '../types'
import type { Wording } from '../wording'

/** Everything a decision needs beside the request: nothing is looked up, no clock is read. */
export interface Context {
  now: number
  policy: Policy
  calendar: Calendar
  person: Person
  /** Staff's own sentences, and what they say is for departments; the defaults where left out. */
  wording?: Wording
  ownership?: Ownership
  /** The client's idempotency key. */
  key?: string | undefined
  /** The units of `request.path`, with their people; `needs` says when. */
  chain?: Chain
  /** For each unit the command names, its chain. */
  targets?: Chain[]
  /** How busy the receiving team is, where `needsLoad` asks for it. */
  load?: Load
  /** The other request of a merge: the main one for `merge`, the merged one for `absorb`. */
  other?: Request
}

/** A request before a command, and who gives it. */
export interface Case {
  request: Request
  acting: Acting
  context: Context
}

/** Somebody to be told something. */
export interface Telling {
  to: readonly string[]
  kind: NoticeKind
  audience: DirectAudience
  isUrgent?: boolean
}

/** What a command comes to, before it is written down. */
export interface Step {
  to: RequestState
  patch?: Partial<Changes>
  reason?: string
  text?: string | undefined
  photos?: string[] | undefined
  outcome?: Outcome
  because?: DeclineReason
  tell: Telling[]
}

export type StepOf<N extends CommandName> = (known: Case, command: InputOf<N>) => Step | Refusal

/** Where a request arrives. */
export interface Reception {
  unit: Unit
  handler: HandlerRef | null
  /** Everybody on duty there. */
  people: HandlerRef[]
  /** Why not a lower unit; empty when nobody was passed over. */
  reason: string
}

export function refOf({ _id, name, kind }: Unit): UnitRef {
  return { id: _id, name, kind }
}

/** The chain a command was given; leaving it out is a mistake of the caller, not of the person. */
export function chainOf({ chain }: Context): Chain {
  if (!chain || chain.length === 0) throw new RangeError('this command needs the chain of units')
  return chain
}

/** The lowest unit of the chain with somebody on duty, and who of them gets it. */
export function receive(chain: Chain, { now, load }: Pick<Context, 'now' | 'load'>): Reception {
  const { unit, people, reason } = findCaretakers(chain, now)
  const handler = leastBusy(people, load)
  return { unit, people, reason, handler: handler && handlerOf(handler) }
}

/** Gives the request to a unit: its clocks arrive there, what was missed on the way is noted. */
export function moveTo({ request, context }: Case, { unit, handler }: Reception): Partial<Changes> {
  const { clocks, misses } = settle({ request, context })
  const isPending = request.extension?.status === 'asked' && unit._id !== request.unit.id
  return {
    ...(isPending ? { extension: null } : {}),
    unit: refOf(unit),
    path: unit.path,
    handler,
    assignedAt: context.now,
    clocks: moveClocks(clocks, { unit: refOf(unit), measured: request }, context),
    misses,
  }
}

/** Clocks let go on after a wait, with what is past noted against the unit that has it. */
export function settle({ request, context }: Pick<Case, 'request' | 'context'>): {
  clocks: Clocks
  misses: Request['misses']
} {
  const going = request.state === 'waiting' ? resumeClocks(request.clocks, context) : request.clocks
  const state = request.state === 'waiting' ? 'accepted' : request.state
  const { clocks, missed } = noteMisses({ ...request, state, clocks: going }, context.now)
  return { clocks, misses: [...request.misses, ...missed.map((one) => missOf(request, one))] }
}

/** Any answer to an assigned request accepts it: the acceptance clock is met, late or in time. */
export function takeUp({ request, acting, context }: Case): Partial<Changes> {
  if (request.state !== 'assigned') return {}
  const { clocks, missed } = noteMisses(request, context.now, 'accept')
  return {
    handler: handlerOf(acting),
    clocks: meetAcceptance(clocks, request.unit),
    misses: [...request.misses, ...missed.map((one) => missOf(request, one))],
  }
}

/** The clocks of a request that comes to an end. */
export function ended(known: Pick<Case, 'request' | 'context'>): Partial<Changes> {
  const { clocks, misses } = settle(known)
  return { clocks: { ...clocks, expiresAt: null }, misses }
}

export function handlerOf({ userId, label }: HandlerRef): HandlerRef {
  return { userId, label }
}

/** The people a request's residents' side is: who reported it and who follows it. */
export function residents({ reporterId, followers }: Request): string[] {
  return [reporterId, ...followers].filter((id) => id !== '')
}

/** Who works on it now: its handler, else everybody on duty in its unit. */
export function workers({ request, context }: Pick<Case, 'request' | 'context'>): string[] {
  if (request.handler) return [request.handler.userId]
  const unit = context.chain?.at(-1)
  return unit ? onDuty(unit, context.now).map(({ userId }) => userId) : []
}

export function receivers({ handler, people }: Reception): string[] {
  return handler ? [handler.userId] : people.map(({ userId }) => userId)
}

export function tellResidents(request: Request, kind: NoticeKind): Telling {
  return { to: residents(request), kind, audience: 'resident' }
}

export function tellWorkers(to: readonly string[], kind: NoticeKind): Telling {
  return { to, kind, audience: 'worker' }
}

/** Whom an emergency alerts at once: micro-grid, area, community, and the district sees it. */
export function alertedOf(chain: Chain, now: number): string[] {
  const people = (unit: Unit) => onDuty(unit, now).map(({ userId }) => userId)
  return chain
    .toReversed()
    .filter(({ kind }) => kind !== 'subdistrict')
    .flatMap(people)
}

function missOf(
  { unit }: Request,
  { clock, by }: { clock: Request['misses'][number]['clock']; by: number },
) {
  return { unitId: unit.id, clock, at: by }
}
