import { dayMs } from '../../calendar'
import { refuse } from '../../errors'
import { pauseClocks } from '../clocks'
import { defaultWording } from '../wording'
import {
  type Case,
  type StepOf,
  ended,
  settle,
  takeUp,
  tellResidents,
  tellWorkers,
  workers,
} from './step'

export const accept: StepOf<'accept'> = (known) => ({
  to: 'accepted',
  patch: takeUp(known),
  tell: [tellResidents(known.request, 'taken')],
})

/** A note of progress; it accepts what nobody had accepted yet. */
export const reply: StepOf<'reply'> = (known, { text, photos }) => {
  if (isBlank(text)) return refuse('BAD_INPUT', '请写一句回复的内容。', 'text')
  const { request } = known
  return {
    to: request.state === 'waiting' ? 'waiting' : 'accepted',
    patch: takeUp(known),
    text,
    photos,
    tell: [tellResidents(request, 'replied')],
  }
}

export const ask: StepOf<'ask'> = (known, { text, photos }) => {
  if (isBlank(text)) return refuse('BAD_INPUT', '请写清楚想请居民补充什么。', 'text')
  const { request, context } = known
  const patch = takeUp(known)
  const { now, policy } = context
  return {
    to: 'waiting',
    patch: {
      ...patch,
      clocks: pauseClocks(patch.clocks ?? request.clocks, now, policy.waitingDays),
    },
    text,
    photos,
    tell: [tellResidents(request, 'asked')],
  }
}

export const resolve: StepOf<'resolve'> = (known, { text, photos, outcome, withoutAnswers }) => {
  if (isBlank(text)) return refuse('BAD_INPUT', '请写一句办理的结果，居民会看到。', 'text')
  const unanswered = known.request.coHandlers.filter(({ answer }) => answer === null)
  if (unanswered.length > 0 && !withoutAnswers) {
    const names = unanswered.map(({ unit }) => unit.name).join('、')
    return refuse('WRONG_STATE', `${names}还没有答复协办的部分，请等答复，或者确认由您直接办结。`)
  }
  return {
    to: 'resolved',
    patch: { ...resolvedFields(known), outcome },
    text,
    photos,
    outcome,
    tell: [tellResidents(known.request, 'resolved')],
  }
}

export const decline: StepOf<'decline'> = (known, { because, text }) => ({
  to: 'declined',
  patch: ended(known),
  reason: (known.context.wording ?? defaultWording).declines[because],
  because,
  text: text || undefined,
  tell: [tellResidents(known.request, 'declined'), tellWorkers(workers(known), 'declined')],
})

/** The clock stands from here: it goes on if the resident says "not solved". */
function resolvedFields(known: Case) {
  const { request, acting, context } = known
  const { now, policy } = context
  const taken = takeUp(known)
  const { clocks, misses } = settle({
    request: {
      ...request,
      ...taken,
      state: request.state === 'assigned' ? 'accepted' : request.state,
    },
    context,
  })
  return {
    handler: { userId: acting.userId, label: acting.label },
    clocks: pauseClocks(clocks, now, policy.ratingDays),
    misses,
    resolvedAt: now,
    rating: null,
    reopenUntil: now + policy.reopenDays * dayMs,
  }
}

export function isBlank(text: string | undefined): boolean {
  return !text || text.trim() === ''
}
