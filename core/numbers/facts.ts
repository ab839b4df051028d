import type {
  ActorRole,
  Channel,
  Command,
  RequestType,
  Topic,
  UnitKind,
  Urgency,
} from '../../typings/domain'
import { chinaDay, chinaTime } from '../calendar'
import { isVolunteerKind } from '../grids/levels'
import { countedSteps } from '../requests/history'
import type { Entry, Request } from '../requests/types'
import {
  type Amounts,
  type AnswerTime,
  type ResolveTime,
  answerTimes,
  bucketOf,
  resolveTimes,
} from './amounts'

/** What a unit of staff or an organisation had to do with a request. */
export interface Work {
  /** It had the request at some time. */
  received?: number
  /** It resolved it. */
  resolved?: number
  /** Deadlines that passed while it had it. */
  misses?: number
  /** Parts it was asked for, and those it has answered. */
  asked?: number
  replied?: number
}

/** All that the numbers know of a request, without its words and people. */
export interface Facts {
  /** The day in China it was submitted: all its numbers belong to that day. */
  day: string
  /** The hour of that day, 0–23. */
  hour: number
  path: Request['originPath']
  topic: Topic
  channel: Channel
  type: RequestType
  urgency: Urgency
  amounts: Amounts
  answerTime: AnswerTime | null
  resolveTime: ResolveTime | null
  /** Missed deadlines by the kind of the unit that had it. */
  missedBy: Partial<Record<UnitKind, number>>
  /** Of units of staff and organisations: volunteers have no numbers of their own. */
  work: { unitId: string; kind: UnitKind; sums: Work }[]
}

/** Derived from the document alone, so that whoever counts again comes to the same. */
export function factsOf(whole: Request): Facts {
  const request = { ...whole, history: countedSteps(whole.history) }
  const { submittedAt, originPath, topic, channel, type, urgency } = request
  const answeredAt = firstAnswer(request)
  // A request closes only from `resolved`: by the resident's word or by itself.
  const isResolved = request.state === 'resolved' || request.state === 'closed'
  return {
    day: chinaDay(submittedAt),
    hour: Number(chinaTime(submittedAt).slice(0, 2)),
    path: originPath,
    topic,
    channel,
    type,
    urgency,
    amounts: present({
      submitted: 1,
      ...endAmounts(request, isResolved),
      ...answerAmounts(request, answeredAt),
      ...wordAmounts(request),
      ...gridAmounts(request, isResolved),
      ...wayAmounts(request),
    }),
    answerTime: answeredAt === null ? null : bucketOf(answerTimes, answeredAt - submittedAt),
    resolveTime: isResolved ? bucketOf(resolveTimes, timeInHand(request)) : null,
    missedBy: missedBy(request),
    work: workOf(request, isResolved),
  }
}

/** Whether two versions of a request are counted differently. */
export function isCountedAlike(before: Request, after: Request): boolean {
  return JSON.stringify(factsOf(before)) === JSON.stringify(factsOf(after))
}

const answers: readonly Command[] = [
  'accept',
  'reply',
  'ask',
  'resolve',
  'decline',
  'co_handle',
  'extend',
]
const notStaff: readonly ActorRole[] = ['resident', 'system']

/** When somebody in charge first answered; passing it on is no answer. */
export function firstAnswer({ history }: Request): number | null {
  const first = history.find(
    ({ command, actor }) => answers.includes(command) && !notStaff.includes(actor.role),
  )
  return first?.at ?? null
}

function endAmounts({ state }: Request, isResolved: boolean): Amounts {
  if (isResolved) return { resolved: 1 }
  if (state === 'withdrawn' || state === 'declined' || state === 'merged') return { [state]: 1 }
  return { open: 1 }
}

/** In time when no acceptance deadline had passed before the first answer. */
function answerAmounts({ misses }: Request, answeredAt: number | null): Amounts {
  const isMissed = misses.some(
    ({ clock, at }) => clock === 'accept' && (answeredAt === null || at <= answeredAt),
  )
  return {
    answered: answeredAt === null ? 0 : 1,
    answered_in_time: answeredAt !== null && !isMissed ? 1 : 0,
    answer_missed: isMissed ? 1 : 0,
  }
}

const satisfiedFrom = 4

/** The resident's last word on the last resolution; silence is no word. */
function wordAmounts({ history, rating }: Request): Amounts {
  const last = history.findLast(({ command }) => ['resolve', 'rate', 'reopen'].includes(command))
  const hasSpoken = last?.command === 'rate' || last?.command === 'reopen'
  const isSolved = last?.command === 'rate' && rating?.solved === true
  const satisfaction = rating?.satisfaction
  return {
    solved: isSolved ? 1 : 0,
    not_solved: hasSpoken && !isSolved ? 1 : 0,
    rated: satisfaction === undefined ? 0 : 1,
    satisfied: satisfaction !== undefined && satisfaction >= satisfiedFrom ? 1 : 0,
  }
}

/** Of what came from a micro-grid and is resolved: whether it ever left it. */
function gridAmounts({ origin, history }: Request, isResolved: boolean): Amounts {
  if (!isResolved || origin.kind !== 'micro_grid') return {}
  const hasStayed = history.every(({ after }) => after.unit.id === origin.id)
  return { resolved_from_grid: 1, resolved_in_grid: hasStayed ? 1 : 0 }
}

function wayAmounts({ history, misses, reopenCount }: Request): Amounts {
  const hops = history.filter(({ before, after }) => before && before.unit.id !== after.unit.id)
  return {
    reopened: reopenCount > 0 ? 1 : 0,
    late: misses.length > 0 ? 1 : 0,
    misses: misses.length,
    hops: hops.length,
  }
}

/** From submission to the last resolution, without waiting for the resident; milliseconds. */
function timeInHand({ history }: Request): number {
  const last = history.findLastIndex(({ command }) => command === 'resolve')
  return history.slice(0, last).reduce((time, { at, after }, index) => {
    const until = history[index + 1]?.at ?? at
    return isInHand(after) ? time + until - at : time
  }, 0)
}

const isInHand = ({ state }: Entry['after']) => state === 'assigned' || state === 'accepted'

function missedBy(request: Request): Facts['missedBy'] {
  const kinds = new Map(visits(request).map(({ id, kind }) => [id, kind]))
  const counts: Facts['missedBy'] = {}
  for (const { unitId } of request.misses) {
    const kind = kinds.get(unitId)
    if (kind) counts[kind] = (counts[kind] ?? 0) + 1
  }
  return counts
}

/** The units that had it, in order. */
function visits({ history }: Request) {
  return history.map(({ after }) => after.unit)
}

function workOf(request: Request, isResolved: boolean): Facts['work'] {
  const { coHandlers, misses, history } = request
  const resolvedBy = isResolved
    ? history.findLast(({ command }) => command === 'resolve')?.after.unit.id
    : undefined
  const had = visits(request)
  const involved = new Map([...had, ...coHandlers.map(({ unit }) => unit)].map((u) => [u.id, u]))
  return [...involved.values()]
    .filter(({ kind }) => !isVolunteerKind(kind))
    .map(({ id, kind }) => {
      const parts = coHandlers.filter(({ unit }) => unit.id === id)
      const sums = {
        received: had.some((unit) => unit.id === id) ? 1 : 0,
        resolved: resolvedBy === id ? 1 : 0,
        misses: misses.filter(({ unitId }) => unitId === id).length,
        asked: parts.length,
        replied: parts.filter(({ answer }) => answer !== null).length,
      }
      return { unitId: id, kind, sums: present(sums) }
    })
}

/** Without what is zero. */
function present<T extends Partial<Record<string, number>>>(counts: T): Partial<T> {
  return Object.fromEntries(Object.entries(counts).filter(([, value]) => value)) as Partial<T>
}
