import { isStaffRole, residentLabel } from '../../core/requests/actor'
import { contentOfPiece } from '../../core/requests/content'
import { duePieces, withAnswers, withResult } from '../../core/safety/checks'
import type { Answered } from '../../core/safety/checks'
import { scenes } from '../../core/safety/service'
import type { CheckTask, MediaResult } from '../../core/safety/service'
import type { Piece, Safety } from '../../core/safety/types'
import type { Slot } from '../../core/bookings/types'
import type { Request } from '../../core/requests/types'
import type { Checker } from './checker'
import type { Database } from './database'
import { findByTrace, findChecked, saveSafety } from './stores/safety'
import type { Checked, CheckedCollection } from './stores/safety'

/** What a piece says, and whose openid it is asked about under. */
export interface Written {
  task: CheckTask
  /** What the author is called. */
  label: string
  /** By somebody whose office it is to review: their own words need nobody else's look. */
  isVouched: boolean
}

type Source<D> = {
  written: (document: D, piece: Piece) => Written | null
  /** The units whose staff look at it. */
  units: (document: D) => readonly string[]
}

/** Where each collection keeps what its pieces say. */
export const sources: { [C in CheckedCollection]: Source<Checked[C]> } = {
  requests: { written: writtenInRequest, units: ({ path }) => path },
  slots: { written: writtenInSlot, units: ({ home }) => home.path },
}

function writtenInRequest(request: Request, { id }: Piece): Written | null {
  const found = contentOfPiece(request, id)
  if (!found) return null
  const { author, text, photo, isFirstStep } = found
  const said = photo === undefined ? { text: text ?? '' } : { photo }
  const isHidden = request.isAnonymous && author.userId === request.reporterId
  const scene = isFirstStep ? scenes.forum : scenes.comment
  return {
    task: { openid: author.userId, scene, ...said },
    label: isHidden ? residentLabel : author.label,
    isVouched: isStaffRole(author.role),
  }
}

function writtenInSlot({ bookings }: Slot, { id }: Piece): Written | null {
  const booking = bookings.find((one) => one.id === id)
  if (!booking?.review) return null
  const task = { openid: booking.bookerId, scene: scenes.comment, text: booking.review.text }
  return { task, label: booking.steps[0]?.by.label ?? '', isVouched: false }
}

const attempts = 3

/**
 * Asks about what is due in a document and writes the verdicts once. Whoever writes the document
 * meanwhile is not disturbed and loses nothing: the verdicts are put beside what they wrote.
 */
export async function checkDocument<C extends CheckedCollection>(
  { database, checker, now }: { database: Database; checker: Checker; now: number },
  collection: C,
  document: Checked[C],
): Promise<boolean> {
  const source = sources[collection]
  const asked = duePieces(document.safety, now).flatMap((piece) => {
    const written = source.written(document, piece)
    return written ? [{ piece, written }] : []
  })
  const answers = await checker.check(asked.map(({ written }) => written.task))
  const answered = asked.flatMap(({ piece, written }, index): Answered[] => {
    const answer = answers[index]
    return answer ? [{ id: piece.id, answer, isVouched: written.isVouched }] : []
  })
  return save(database, { collection, document }, (current) =>
    withAnswers(current.safety, answered, subjectOf(collection, current, now)),
  )
}

/**
 * What came of a picture's check. The id is known to WeChat and this database alone, so that an
 * event somebody made up finds nothing. False when nothing waits for it.
 */
export async function takeResult(
  database: Database,
  result: MediaResult,
  now: number,
): Promise<boolean> {
  const document = await findByTrace(database, result.traceId)
  if (!document) return false
  return save(database, { collection: 'requests', document }, (current) =>
    withResult(current.safety, result, subjectOf('requests', current, now)),
  )
}

export function subjectOf<C extends CheckedCollection>(
  collection: C,
  document: Checked[C],
  now: number,
) {
  return { id: document._id, units: sources[collection].units(document), now }
}

async function save<C extends CheckedCollection>(
  database: Database,
  { collection, document }: { collection: C; document: Checked[C] },
  decide: (document: Checked[C]) => Safety,
): Promise<boolean> {
  let current: Checked[C] | null = document
  for (let attempt = 0; attempt < attempts && current; attempt++) {
    const where = { collection, id: document._id, rev: current.safety.rev }
    const next = decide(current)
    if (next === current.safety) return false
    if (await saveSafety(database, where, next)) return true
    current = await findChecked(database, collection, document._id)
  }
  return false
}
