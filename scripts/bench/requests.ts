import { createHash } from 'node:crypto'
import {
  queueKeyOf,
  listKeyOf,
  type StoredRequest,
} from '../../cloudfunctions/shared/stores/requests'
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

/**
 * Requests of two months, spread over all micro-grids: four in five closed, the others waiting or
 * under way, each built by the product's own decisions.
 */
export function* requestsOf(
  units: readonly PlaceUnit[],
  count: number,
  now: number,
): Generator<StoredRequest> {
  const byId = new Map(units.map((unit) => [unit._id, unit]))
  const grids = units.filter(({ kind }) => kind === 'micro_grid')
  const texts = readSamples().map(({ text }) => text)
  for (let index = 0; index < count; index++) {
    const grid = grids[(index * 7919) % grids.length]
    const chain = grid?.path.flatMap((id) => byId.get(id) ?? []) ?? []
    const at = now - Math.round((spreadOverDays * dayMs * (count - index)) / count)
    yield stored(lived({ index, chain, at, text: texts[index % texts.length] ?? '' }))
  }
}

interface Beginning {
  index: number
  chain: Chain
  at: number
  text: string
}

/** A request as far as its number lets it come. */
function lived(beginning: Beginning): Request {
  const { index, chain, at } = beginning
  const request = submitted(beginning)
  const handler = personOf(chain, request.handler?.userId ?? '', at)
  const reporter: Person = { userId: request.reporterId, posts: [] }
  const steps: [Person, CommandInput][] = [
    [handler, { name: 'accept' }],
    [handler, { name: 'reply', text: '已经到现场看过，正在联系处理。' }],
    [handler, { name: 'resolve', outcome: 'solved', text: '已经处理好了，谢谢您的提醒。' }],
    [reporter, { name: 'rate', solved: true, satisfaction: 5 }],
  ]
  const far = index % 5 === 0 ? (index / 5) % 3 : steps.length
  return steps
    .slice(0, far)
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
  const id = createHash('sha256').update(`bench ${index}`).digest('hex').slice(0, 32)
  return submit({ draft, subject }, dispatched, {
    id,
    number: String(index).padStart(8, '0'),
    now: at,
    policy: defaultPolicy,
    calendar,
    reporter: residentReporter(`resident_bench_${index % 20_000}`),
  })
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

/** As the store writes it, everything told already. */
function stored(request: Request): StoredRequest {
  return {
    ...request,
    outbox: [],
    hasOutbox: false,
    queueKey: queueKeyOf(request),
    listKey: listKeyOf(request),
  }
}
