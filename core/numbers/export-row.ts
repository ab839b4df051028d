import type { ExportRow } from '../../typings/console/numbers'
import { type Person, canSee } from '../requests/actor'
import { maskName } from '../requests/mask'
import type { Request } from '../requests/types'
import { viewLine } from '../requests/view'
import { factsOf, firstAnswer } from './facts'

/** A request as one line of a file; null for whoever may not see it. */
export function exportRow(request: Request, person: Person, now: number): ExportRow | null {
  if (!canSee(request, person)) return null
  const { number, submittedAt, text } = viewLine(request, person, now)
  const { channel, type, topic, urgency, state, outcome, resolvedAt, rating } = request
  const { amounts } = factsOf(request)
  const answeredAt = firstAnswer(request)
  return {
    number,
    submittedAt,
    channel,
    type,
    topic,
    urgency,
    state,
    origin: request.origin.name,
    unit: request.unit.name,
    text,
    reporter: request.isAnonymous ? '' : maskName(request.contact.name ?? ''),
    answeredAt: answeredAt === null ? null : new Date(answeredAt).toISOString(),
    resolvedAt: resolvedAt === null ? null : new Date(resolvedAt).toISOString(),
    outcome,
    isSolved: rating?.solved ?? null,
    satisfaction: rating?.satisfaction ?? null,
    misses: amounts.misses ?? 0,
    hops: amounts.hops ?? 0,
  }
}
