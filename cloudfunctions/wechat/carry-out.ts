import { errorSentences } from '../../core/errors'
import type { AnswerName } from '../../core/chat/grammar'
import type { Found, Outcome } from '../../core/chat/settle'
import { titleOf } from '../../core/chat/settle'
import type { Intent, Side } from '../../core/chat/types'
import type { CommandInput } from '../../core/requests/command-input'
import { viewRequest } from '../../core/requests/view'
import type { Command } from '../../typings/domain'
import type { RequestView } from '../../typings/api'
import { type Order, act, findVisible } from '../shared/act'
import type { OperationContext } from '../shared/operation'
import { Refused } from '../shared/serve'
import type { Surroundings } from '../shared/stores/surroundings'
import { submitRequest } from '../shared/submit'

export type Deed = Exclude<Intent, { kind: 'say' }>

/** What a deed is carried out with. */
export interface Means {
  context: OperationContext
  around: Surroundings
}

/** Does what was asked for by the use cases of the mini program, and says what came of it. */
export async function carryOut(deed: Deed, means: Means): Promise<Outcome> {
  try {
    return { kind: 'done', request: foundOf(await run(deed, means)) }
  } catch (error) {
    return refusalOf(error, deed, means)
  }
}

function run(deed: Deed, means: Means): Promise<RequestView> {
  switch (deed.kind) {
    case 'open':
      return look(deed, means)
    case 'report':
      return report(deed, means)
    default:
      return act(means.context.backend, means.context, orderOf(deed))
  }
}

async function look({ id, side }: { id: string; side: Side }, { context }: Means) {
  const { request, person } = await findVisible(context.backend.database, context, { id, side })
  return viewRequest(request, person, context.now)
}

/** Reported under the key of the message that said it: a second "yes" finds what the first one made. */
async function report(
  { text, key }: Extract<Deed, { kind: 'report' }>,
  { context, around }: Means,
): Promise<RequestView> {
  const order = { draft: { text }, channel: 'mini_program', groupId: null, around } as const
  const { request, person } = await submitRequest(context.backend, { ...context, key }, order)
  return viewRequest(request, person, context.now)
}

function orderOf(deed: Exclude<Deed, { kind: 'open' | 'report' }>): Order {
  const { id } = deed.topic
  switch (deed.kind) {
    case 'answer': {
      const command = commandOf(deed.answer, deed.text)
      const receiver = deed.answer === 'escalate' ? 'above' : undefined
      return { id, command, side: 'handler', receiver }
    }
    case 'take_back':
      return deed.did === 'report'
        ? { id, command: { name: 'withdraw' }, side: 'resident' }
        : { id, command: { name: 'take_back' }, side: 'handler' }
    case 'supplement':
      return { id, command: { name: 'supplement', text: deed.text }, side: 'resident' }
  }
}

function commandOf(answer: AnswerName, text: string): CommandInput {
  switch (answer) {
    case 'accept':
      return { name: 'accept' }
    case 'reply':
      return { name: 'reply', text }
    case 'resolve':
      return { name: 'resolve', text, outcome: 'solved' }
    case 'escalate':
      return { name: 'escalate', reason: text }
  }
}

/** What a handler would do next; without any of it the request is none of theirs any more. */
const theirs: readonly Command[] = ['accept', 'reply', 'resolve', 'supplement']

function foundOf(view: RequestView): Found {
  const { id, number, state, handler, unit, text, allowed } = view
  return {
    id,
    number,
    state,
    title: text ? titleOf(text) : `编号 ${number}`,
    who: handler?.label ?? unit.name,
    isTheirs: theirs.some((command) => allowed.includes(command)),
  }
}

async function refusalOf(error: unknown, deed: Deed, means: Means): Promise<Outcome> {
  if (!(error instanceof Refused)) {
    console.error(error)
    return { kind: 'refused', why: errorSentences.INTERNAL, request: null }
  }
  const { code, message } = error.failure
  const isMoot = deed.kind === 'open' || deed.kind === 'report' || code === 'NOT_FOUND'
  const request = isMoot ? null : await standingOf(deed.topic.id, orderOf(deed).side, means)
  return { kind: 'refused', why: message, request }
}

/** How it stands, for whoever may still see it. */
async function standingOf(id: string, side: Side, means: Means): Promise<Found | null> {
  try {
    return foundOf(await look({ id, side }, means))
  } catch {
    return null
  }
}
