import { createHash } from 'node:crypto'
import { keysOf, type StoredRequest } from '../../cloudfunctions/shared/stores/requests'
import { chinaCalendar, dayMs } from '../../core/calendar'
import { isRefusal } from '../../core/errors'
import { postsOf } from '../../core/grids/duty'
import type { Chain } from '../../core/grids/types'
import type { Person } from '../../core/requests/actor'
import type { CommandInput } from '../../core/requests/command-input'
import { decide } from '../../core/requests/decide'
import { dispatch } from '../../core/requests/dispatch'
import { defaultPolicy } from '../../core/requests/policy'
import { residentReporter, subjectOf, submit } from '../../core/requests/submit'
import type { Request } from '../../core/requests/types'
import type { PlaceUnit } from '../place/appointments'
import { readSamples } from '../place/first-day'

const calendar = chinaCalendar()
const spreadOverDays = 60
const minute = 60_000

/** More than this are copies under ids of their own: building a million takes too long. */
const builtAtMost = 5_000

export interface Bulk {
  count: number
  /** The last of them was submitted just before. */
  now: number
  /** How far the request of that index has come: 0 submitted … 4 rated. */
  stepsOf: (index: number) => number
}

/** Four in five closed, the others waiting or under way. */
export const mixedSteps = (index: number): number => (index % 5 === 0 ? (index / 5) % 3 : 4)

/** All at an end: nothing of them is ever due. */
export const closedSteps = (): number => 4

/** Requests of two months over all micro-grids, each built by the product's own decisions. */
export function* requestsOf(
  units: readonly PlaceUnit[],
  { count, now, stepsOf }: Bulk,
): Generator<StoredRequest> {
  const begin = beginnings(units)
  const built: Request[] = []
  for (let index = 0; index < count; index++) {
    const template = built[index % builtAtMost]
    if (template) {
      yield stored({ ...template, ...identityOf(index) })
      continue
    }
    const share = (Math.min(count, builtAtMost) - index) / Math.min(count, builtAtMost)
    const at = now - Math.round(spreadOverDays * dayMs * share)
    const request = lived({ ...begin(index), at, steps: stepsOf(index) })
    built.push(request)
    yield stored(request)
  }
}

export interface Untaken {
  count: number
  /** When all of them were submitted. */
  at: number
  firstIndex: number
  /** The micro-grids they come from; all unless given. */
  gridIds?: readonly string[]
}

/** Requests submitted at one instant that nobody has taken. */
export function* untakenOf(
  units: readonly PlaceUnit[],
  { count, at, firstIndex, gridIds }: Untaken,
): Generator<StoredRequest> {
  const begin = beginnings(units, gridIds)
  for (let index = firstIndex; index < firstIndex + count; index++) {
    yield stored(lived({ ...begin(index), at, steps: 0 }))
  }
}

function beginnings(units: readonly PlaceUnit[], gridIds?: readonly string[]) {
  const byId = new Map(units.map((unit) => [unit._id, unit]))
  const grids = units.filter(
    ({ _id, kind }) => kind === 'micro_grid' && (gridIds?.includes(_id) ?? true),
  )
  const texts = readSamples().map(({ text }) => text)
  return (index: number): Pick<Beginning, 'index' | 'chain' | 'text'> => {
    const grid = grids[(index * 7919) % grids.length]
    const chain = grid?.path.flatMap((id) => byId.get(id) ?? []) ?? []
    return { index, chain, text: texts[index % texts.length] ?? '' }
  }
}

interface Beginning {
  index: number
  chain: Chain
  at: number
  text: string
  steps: number
}

/** A request after so many steps of its life. */
function lived(beginning: Beginning): Request {
  const { chain, at } = beginning
  const request = submitted(beginning)
  const handler = personOf(chain, request.handler?.userId ?? '', at)
  const reporter: Person = { userId: request.reporterId, posts: [] }
  const steps: [Person, CommandInput][] = [
    [handler, { name: 'accept' }],
    [handler, { name: 'reply', text: '已经到现场看过，正在联系处理。' }],
    [handler, { name: 'resolve', outcome: 'solved', text: '已经处理好了，谢谢您的提醒。' }],
    [reporter, { name: 'rate', solved: true, satisfaction: 5 }],
  ]
  return steps
    .slice(0, beginning.steps)
    .reduce(
      (before, [person, command], step) =>
        after(before, command, { person, chain, now: at + (step + 1) * 20 * minute }),
      request,
    )
}

function submitted({ index, chain, at, text }: Beginning): Request {
  const draft = { text }
  const subject = subjectOf(draft, 'mini_program')
  const dispatched = dispatch(subject, { now: at, ownChain: chain, deskChain: chain.slice(0, 1) })
  const { _id, number, reporterId } = identityOf(index)
  return submit({ draft, subject }, dispatched, {
    id: _id,
    number,
    now: at,
    policy: defaultPolicy,
    calendar,
    reporter: residentReporter(reporterId),
  })
}

function identityOf(index: number): Pick<Request, '_id' | 'number' | 'reporterId'> {
  return {
    _id: createHash('sha256').update(`bench ${index}`).digest('hex').slice(0, 32),
    number: String(index).padStart(8, '0'),
    reporterId: `resident_bench_${index % 20_000}`,
  }
}

function after(
  before: Request,
  command: CommandInput,
  { person, chain, now }: { person: Person; chain: Chain; now: number },
): Request {
  const decision = decide(before, command, { now, policy: defaultPolicy, calendar, person, chain })
  if (isRefusal(decision)) throw new Error(`${command.name}: ${decision.message}`)
  return decision.next
}

function personOf(chain: Chain, userId: string, at: number): Person {
  return { userId, posts: postsOf(chain, userId, at) }
}

function checked({ safety }: Request): Request['safety'] {
  const pieces = safety.pieces.map((piece) => {
    return { ...piece, verdict: 'passed', tries: 1, nextAt: null } as const
  })
  return { ...safety, pieces, checkAt: null }
}

/** As the store writes it, everything told and checked already. */
function stored(request: Request): StoredRequest {
  return {
    ...request,
    outbox: [],
    hasOutbox: false,
    safety: checked(request),
    ...keysOf(request),
    countAt: null,
    countedVersion: request.version,
  }
}
