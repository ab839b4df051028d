import { refuse } from '../../errors'
import { onDuty } from '../../grids/duty'
import { askAcceptance, resumeClocks } from '../clocks'
import { isOpenState } from '../transitions'
import type { Changes, Request } from '../types'
import { isBlank } from './answering'
import {
  type Case,
  type Reception,
  type Step,
  type StepOf,
  chainOf,
  ended,
  receive,
  receivers,
  refOf,
  tellResidents,
  tellWorkers,
  workers,
} from './step'

/** An answer to a question, a further word, or a late word on something closed. */
export const supplement: StepOf<'supplement'> = (known, { text, photos }) => {
  if (isBlank(text) && !photos?.length) return refuse('BAD_INPUT', '请写一句要补充的话。', 'text')
  const { request, context } = known
  const words = { text, photos }
  if (!isOpenState(request.state)) {
    return { to: request.state, ...words, tell: [tellWorkers(lastHandler(request), 'late_words')] }
  }
  const tell = [tellWorkers(workers(known), 'supplemented')]
  if (request.state !== 'waiting') return { to: request.state, ...words, tell }
  return {
    to: 'accepted',
    patch: { clocks: resumeClocks(request.clocks, context) },
    ...words,
    tell,
  }
}

export const withdraw: StepOf<'withdraw'> = (known, { reason }) => ({
  to: 'withdrawn',
  patch: ended(known),
  reason: reason?.trim() ?? '',
  tell: [tellWorkers(workers(known), 'withdrawn')],
})

export const urge: StepOf<'urge'> = (known, { text }) => {
  const { request, context } = known
  const urges = { count: request.urges.count + 1, lastAt: context.now }
  return {
    to: request.state,
    patch: { urges },
    text: text || undefined,
    tell: [tellWorkers(workers(known), 'urged')],
  }
}

export const rate: StepOf<'rate'> = (known, { solved, satisfaction, text }) => {
  const { request } = known
  const rating = present({ solved, satisfaction, text: text || undefined })
  if (!solved) {
    const again = reopened(known, text?.trim() || '居民表示没有解决')
    return { ...again, patch: { ...again.patch, rating } }
  }
  return {
    to: 'closed',
    patch: { rating, clocks: { ...request.clocks, expiresAt: null } },
    text: text || undefined,
    tell: [tellWorkers(lastHandler(request), 'rated')],
  }
}

export const reopen: StepOf<'reopen'> = (known, { reason, photos }) => {
  if (isBlank(reason)) return refuse('BAD_INPUT', '请写一句哪里还没有解决。', 'reason')
  return { ...reopened(known, reason.trim()), photos }
}

/** The first time the same unit has it again, from the second on the next one up. */
function reopened(known: Case, reason: string): Step {
  const { request } = known
  const reception = request.reopenCount === 0 ? sameUnit(known) : oneUp(known)
  const isMoved = reception.unit._id !== request.unit.id
  const why =
    isMoved && reception.reason === '' ? `再次反映没有解决，转由${reception.unit.name}办理` : ''
  return {
    to: 'assigned',
    patch: reopenedFields(known, reception),
    reason: [reason, why, reception.reason].filter((part) => part !== '').join('；'),
    tell: [
      tellWorkers(receivers(reception), 'reopened'),
      ...(isMoved ? [tellWorkers(lastHandler(request), 'moved')] : []),
      { ...tellResidents(request, 'reopened'), to: request.followers },
    ],
  }
}

function reopenedFields(
  { request, context }: Case,
  { unit, handler }: Reception,
): Partial<Changes> {
  const arrival = { unit: refOf(unit), measured: request }
  return {
    unit: arrival.unit,
    path: unit.path,
    handler,
    assignedAt: context.now,
    clocks: askAcceptance(resumeClocks(request.clocks, context), arrival, context),
    reopenCount: request.reopenCount + 1,
    outcome: null,
    resolvedAt: null,
    reopenUntil: null,
    rating: null,
  }
}

/** Whoever resolved it, when on duty; else their unit's people, else further up. */
function sameUnit({ request, context }: Case): Reception {
  const chain = chainOf(context)
  const unit = chain.at(-1)
  const reception = receive(chain, context)
  const before =
    unit && onDuty(unit, context.now).find((one) => one.userId === request.handler?.userId)
  return before
    ? { ...reception, handler: { userId: before.userId, label: before.label } }
    : reception
}

function oneUp({ context }: Case): Reception {
  const chain = chainOf(context)
  return receive(chain.length > 1 ? chain.slice(0, -1) : chain, context)
}

function lastHandler({ handledBy, handler }: Request): string[] {
  const last = handledBy.at(-1) ?? handler
  return last ? [last.userId] : []
}

function present(rating: {
  solved: boolean
  satisfaction: number | undefined
  text: string | undefined
}): NonNullable<Request['rating']> {
  const { solved, satisfaction, text } = rating
  return {
    solved,
    ...(satisfaction === undefined ? {} : { satisfaction }),
    ...(text === undefined ? {} : { text }),
  }
}
