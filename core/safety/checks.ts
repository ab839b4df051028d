import { minuteMs } from '../calendar'
import type { Answer, Decided, Piece, PieceKind, Safety, Verdict } from './types'

/** Nothing to check yet. */
export const noSafety: Safety = {
  rev: 0,
  pieces: [],
  checkAt: null,
  traceIds: [],
  reviewUnits: [],
  reviewKey: null,
}

/** `isAskable`: false where nobody's openid stands behind it, such as a hotline's ticket. */
export interface NewPiece {
  id: string
  kind: PieceKind
  isAskable: boolean
}

export function newPiece({ id, kind, isAskable }: NewPiece, now: number): Piece {
  return { id, kind, verdict: 'unchecked', tries: 0, nextAt: isAskable ? now : null }
}

/** With the pieces of one more step, to be asked about at once. */
export function withPieces(safety: Safety, pieces: readonly Piece[]): Safety {
  if (pieces.length === 0) return safety
  const all = [...safety.pieces, ...pieces]
  return { ...safety, rev: safety.rev + 1, pieces: all, checkAt: earliest(all) }
}

/** Document whose checks change: its id, and the units its staff are of now. */
export interface Subject {
  id: string
  units: readonly string[]
  now: number
}

/** What was answered about one piece; `isVouched`: by somebody who would review it themselves. */
export interface Answered {
  id: string
  answer: Answer
  isVouched: boolean
}

/** The checks after the service answered; pieces that were decided meanwhile stay as they are. */
export function withAnswers(
  safety: Safety,
  answers: readonly Answered[],
  subject: Subject,
): Safety {
  const pieces = safety.pieces.map((piece) => {
    const found = answers.find(({ id }) => id === piece.id)
    return found && piece.verdict === 'unchecked' ? afterAnswer(piece, found, subject.now) : piece
  })
  return derived(safety, pieces, subject)
}

/** The checks after the result of a picture's check came; unchanged when nothing waits for it. */
export function withResult(
  safety: Safety,
  { traceId, answer }: { traceId: string; answer: Answer },
  subject: Subject,
): Safety {
  const waiting = safety.pieces.find(
    (piece) => piece.traceId === traceId && piece.verdict === 'unchecked',
  )
  if (!waiting) return safety
  return withAnswers(safety, [{ id: waiting.id, answer, isVouched: false }], subject)
}

/** The checks after staff looked at a piece; null when there is nothing to decide about it. */
export function withDecision(
  safety: Safety,
  { id, pass, decided }: { id: string; pass: boolean; decided: Decided },
  subject: Subject,
): Safety | null {
  const found = safety.pieces.find((piece) => piece.id === id)
  if (!found || !needsReview(found)) return null
  const verdict = pass ? 'passed' : 'hidden'
  const pieces = safety.pieces.map((one) => (one === found ? { ...one, verdict, decided } : one))
  return derived(safety, pieces as Piece[], subject)
}

export function needsReview({ verdict }: Pick<Piece, 'verdict'>): boolean {
  return verdict === 'review' || verdict === 'risky'
}

/** The pieces the service has to be asked about now. */
export function duePieces(safety: Safety, now: number): Piece[] {
  return safety.pieces.filter(
    ({ verdict, nextAt }) => verdict === 'unchecked' && nextAt !== null && nextAt <= now,
  )
}

/** How a piece stands. What is not in the list was never checked. */
export function verdictOf(safety: Safety | undefined, id: string): Verdict {
  return safety?.pieces.find((piece) => piece.id === id)?.verdict ?? 'unchecked'
}

/** After 1, 5 and 30 minutes it is asked again; then people look. */
const delays = [minuteMs, 5 * minuteMs, 30 * minuteMs]

/** WeChat pushes the result of a picture within 30 minutes. */
const resultWithin = 35 * minuteMs

const verdicts = { pass: 'passed', review: 'review', risky: 'risky' } as const

function afterAnswer(piece: Piece, { answer, isVouched }: Answered, now: number): Piece {
  const { traceId: _, ...rest } = piece
  const tries = piece.tries + 1
  switch (answer.is) {
    case 'said': {
      const verdict = verdicts[answer.suggest]
      const settled = { ...rest, tries, verdict, nextAt: null }
      return needsReview(settled) ? { ...settled, cause: 'doubtful' } : settled
    }
    case 'not_visited':
      return isVouched
        ? { ...rest, tries, verdict: 'passed', nextAt: null }
        : { ...rest, tries, verdict: 'review', cause: 'not_visited', nextAt: null }
    case 'started':
      return tries > delays.length
        ? unavailable(rest, tries)
        : { ...rest, tries, traceId: answer.traceId, nextAt: now + resultWithin }
    case 'failed': {
      const delay = delays[piece.tries]
      return delay === undefined
        ? unavailable(rest, tries)
        : { ...rest, tries, nextAt: now + delay }
    }
  }
}

function unavailable(piece: Omit<Piece, 'traceId'>, tries: number): Piece {
  return { ...piece, tries, verdict: 'review', cause: 'unavailable', nextAt: null }
}

function derived(safety: Safety, pieces: Piece[], { id, units, now }: Subject): Safety {
  const waits = pieces.some(needsReview)
  const since = `${String(now).padStart(13, '0')}-${id}`
  return {
    rev: safety.rev + 1,
    pieces,
    checkAt: earliest(pieces),
    traceIds: pieces.flatMap(({ traceId }) => traceId ?? []),
    reviewUnits: waits ? (safety.reviewKey === null ? [...units] : safety.reviewUnits) : [],
    reviewKey: waits ? (safety.reviewKey ?? since) : null,
  }
}

function earliest(pieces: readonly Piece[]): number | null {
  const times = pieces.flatMap(({ nextAt }) => nextAt ?? [])
  return times.length === 0 ? null : Math.min(...times)
}
