import { type Refusal, refuse } from '../errors'
import type { Command } from '../../typings/domain'
import { isOfVersions } from './content'
import type { Entry, Request, Standing } from './types'
import { undo } from './undo'

export function standingOf({ state, unit, handler }: Standing): Standing {
  return { state, unit, handler }
}

/** What was taken back at once stands in the history and counts for nothing. */
export function isTakenBack(history: readonly Entry[], index: number): boolean {
  return history[index + 1]?.command === 'take_back'
}

/** The steps that count: without those taken back, and without their taking back. */
export function countedSteps(history: readonly Entry[]): Entry[] {
  return history.filter(
    ({ command }, index) => command !== 'take_back' && !isTakenBack(history, index),
  )
}

/** The version that the person's call with this key made; null when there was none. */
export function findByKey(request: Request, userId: string, key: string): number | null {
  const index = request.history.findIndex(
    (entry) => entry.key === key && entry.actor.userId === userId,
  )
  return index < 0 ? null : index + 1
}

/**
 * What a retried call is answered with: the request as it stood after the first one; null when
 * the key is new; KEY_REUSED when the first call was another command.
 */
export function firstAnswer(
  request: Request,
  call: { userId: string; key: string | undefined; command: Command },
): Request | Refusal | null {
  if (call.key === undefined) return null
  const version = findByKey(request, call.userId, call.key)
  if (version === null) return null
  const isSame = request.history[version - 1]?.command === call.command
  return isSame ? rewind(request, version) : refuse('KEY_REUSED')
}

/**
 * The request as it stood right after its entry number `version`, with nothing left to send. What
 * was found out since about words that stood there already is told: it is no step.
 */
export function rewind(request: Request, version: number): Request {
  const isKnown = Number.isInteger(version) && version >= 1 && version <= request.history.length
  if (!isKnown) throw new RangeError(`there is no version ${version}`)
  const history = request.history.slice(0, version)
  const undone = request.history
    .slice(version)
    .reduceRight<Request>((later, entry) => (entry.undo ? undo(later, entry.undo) : later), request)
  const updatedAt = history.at(-1)?.at ?? request.submittedAt
  const pieces = request.safety.pieces.filter((piece) => isOfVersions(piece, version))
  const safety = { ...request.safety, pieces }
  return { ...undone, version, history, updatedAt, safety, outbox: [], hasOutbox: false }
}
