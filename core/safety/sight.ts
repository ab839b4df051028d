import type { PieceKind, Verdict } from './types'

/**
 * How somebody stands to a piece: wrote it, works on the case, is the resident whose case it is,
 * or is a neighbour, which is everybody else.
 */
export type Viewing = 'author' | 'worker' | 'party' | 'neighbour'

const all: readonly Verdict[] = ['unchecked', 'passed', 'review', 'risky', 'hidden']
const notHidden: readonly Verdict[] = ['unchecked', 'passed', 'review', 'risky']
const passed: readonly Verdict[] = ['passed']

/**
 * Who reads what at which verdict. A check never holds up the case: the words reach those who
 * have to act and the resident they are for. Pictures wait for the check, but for those who
 * handle the case: they need them to work.
 */
const readable: Record<PieceKind, Record<Viewing, readonly Verdict[]>> = {
  words: { author: all, worker: all, party: notHidden, neighbour: passed },
  photo: { author: all, worker: all, party: passed, neighbour: passed },
}

/** Whether somebody sees a piece as it stands. */
export function mayRead(kind: PieceKind, verdict: Verdict, viewing: Viewing): boolean {
  return readable[kind][viewing].includes(verdict)
}

/**
 * What somebody is told of a check. That a piece is doubtful concerns those who work on it; that
 * words they may read are not checked yet is nothing to the resident they are for.
 */
export function stateFor(kind: PieceKind, verdict: Verdict, viewing: Viewing): Verdict {
  if (viewing === 'worker') return verdict
  const isPending = verdict === 'review' || verdict === 'risky' || verdict === 'unchecked'
  if (!isPending) return verdict
  return viewing === 'party' && kind === 'words' ? 'passed' : 'unchecked'
}
