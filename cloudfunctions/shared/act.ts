import { postsOf } from '../../core/grids/duty'
import { canSee } from '../../core/requests/actor'
import type { Person } from '../../core/requests/actor'
import type { CommandInput } from '../../core/requests/command-input'
import { decide } from '../../core/requests/decide'
import { findByKey, firstAnswer } from '../../core/requests/history'
import type { Request } from '../../core/requests/types'
import { viewRequest } from '../../core/requests/view'
import type { RequestView } from '../../typings/api'
import type { Backend } from './backend'
import type { Database } from './database'
import type { Context } from './operation'
import { orRefuse, refused } from './serve'
import { findCase, saveDecision } from './stores/requests'
import type { Case, CaseParts } from './stores/requests'

/** As whom a person calls: a resident about their own requests, or by the posts they hold. */
export type Side = 'resident' | 'handler'

export interface Order extends CaseParts {
  id: string
  command: CommandInput
  side: Side
}

/** How often a decision is made again when somebody else wrote in between. */
const attempts = 4

/**
 * Carries out one command: reads the case, decides, writes once on the version read.
 * A retried call is answered as the first one was. Refuses with the table's codes.
 */
export async function act(
  { database, announce }: Backend,
  context: Context,
  order: Order,
): Promise<RequestView> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const found = await findVisible(database, context, order)
    const { person, request } = found
    const first = answeredBefore(request, context, order.command.name)
    if (first) return viewRequest(first, person, context.now)
    const decision = orRefuse(decide(request, order.command, contextOf(found, context)))
    if (!(await saveDecision(database, request, decision))) continue
    const isNews = decision.notices.length > 0 || decision.next.safety !== request.safety
    if (isNews) await announce(request._id)
    return viewRequest(decision.next, person, context.now)
  }
  throw refused('CONFLICT')
}

export type Visible = Case & { person: Person }

/** The case, if there is one and this person may see it from the side they call from. */
export async function findVisible(
  database: Database,
  { openid, now, key }: Context,
  { id, side, command, ...parts }: CaseParts & Pick<Order, 'id' | 'side'> & Partial<Order>,
): Promise<Visible> {
  const found = await findCase(database, { id, openid }, parts)
  const person = personOf(found?.held ?? [], { openid, now, side })
  if (side === 'handler' && found && person.posts.length === 0) throw refused('NO_APPOINTMENT')
  // Whoever gave it away by this very call may read what the call was answered with.
  const isRetry = found !== null && key !== null && findByKey(found.request, openid, key) !== null
  const isOwnStep = command?.name === 'take_back' && isLastActor(found?.request, openid)
  if (!found || !(isRetry || isOwnStep || canSee(found.request, person))) throw refused('NOT_FOUND')
  return { ...found, person }
}

/** Whoever handed it up by mistake has to reach it where it went. */
function isLastActor(request: Request | undefined, openid: string): boolean {
  return request?.history.at(-1)?.actor.userId === openid
}

function personOf(held: Case['held'], who: { openid: string; now: number; side: Side }): Person {
  const posts = who.side === 'handler' ? postsOf(held, who.openid, who.now) : []
  return { userId: who.openid, posts }
}

/** What the same person's same key was answered with before; null when it is new. */
export function answeredBefore(
  request: Request,
  { openid, key }: Context,
  command: CommandInput['name'],
): Request | null {
  const call = { userId: openid, key: key ?? undefined, command }
  const first = firstAnswer(request, call)
  return first && orRefuse(first)
}

/** What the decision is told of the case. */
export function contextOf(
  { person, chain, targets, load, steering }: Visible,
  { now, key }: Context,
) {
  const { policy, calendar, wording, ownership } = steering
  const decided = { policy, calendar, wording, ownership }
  return { now, ...decided, person, chain, targets, load, ...(key && { key }) }
}
