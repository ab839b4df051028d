import { postsOf } from '../../core/grids/duty'
import type { Post } from '../../core/grids/duty'
import { isStaffRole } from '../../core/requests/actor'
import { spokenNumber } from '../../core/requests/number'
import { needsReview, withDecision } from '../../core/safety/checks'
import type { Piece } from '../../core/safety/types'
import type { ReviewPiece, ReviewView } from '../../typings/safety'
import type { OperationContext } from './operation'
import { pageOf } from './paging'
import { sources, subjectOf } from './safety'
import { refused } from './serve'
import { insertAudit } from './stores/audits'
import { findChecked, findReviews, saveSafety } from './stores/safety'
import type { Checked, CheckedCollection } from './stores/safety'
import { findHeld } from './stores/units'

/** The name of each collection's documents in a review's id. */
const subjects = { requests: 'request', slots: 'booking' } as const
const collections = ['requests', 'slots'] as const

type Held<C extends CheckedCollection = CheckedCollection> = {
  [K in C]: { collection: K; document: Checked[K] }
}[C]

/** The posts by which somebody looks at what others wrote; refuses those who have none. */
async function staffPosts({ backend, openid, now }: OperationContext): Promise<StaffPost[]> {
  const held = await findHeld(backend.database, openid)
  const posts = postsOf(held, openid, now)
  if (posts.length === 0) throw refused('NO_APPOINTMENT')
  const staff = posts.filter(({ role }) => isStaffRole(role))
  if (staff.length === 0) throw refused('FORBIDDEN', '内容由社区以上的工作人员审核。')
  const pathOf = ({ unitId }: Post) => held.find(({ _id }) => _id === unitId)?.path ?? []
  return staff.map((post) => ({ ...post, path: pathOf(post) }))
}

type StaffPost = Post & { path: string[] }

/** One page of what waits in the units of one's staff posts: a call for each unit and collection. */
export async function listReviews(
  context: OperationContext,
  { after, limit }: { after: string; limit: number },
) {
  const { database } = context.backend
  const unitIds = [...new Set((await staffPosts(context)).map(({ unitId }) => unitId))]
  const found = await Promise.all(
    unitIds.flatMap((unitId) =>
      collections.map((collection) =>
        findHeldReviews(database, collection, { unitId, after, limit: limit + 1 }),
      ),
    ),
  )
  const unique = new Map(found.flat().map((one) => [keyOf(one), one]))
  const rows = [...unique.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return pageOf(rows.slice(0, limit + 1), limit, {
    key: ([key]) => key,
    view: ([, one]) => viewReview(one),
  })
}

async function findHeldReviews<C extends CheckedCollection>(
  database: OperationContext['backend']['database'],
  collection: C,
  query: { unitId: string; after: string; limit: number },
): Promise<Held[]> {
  const documents = await findReviews(database, collection, query)
  return documents.map((document) => ({ collection, document }) as unknown as Held)
}

const keyOf = ({ document }: Held) => document.safety.reviewKey ?? document._id

export interface Judgement {
  id: string
  piece: string
  decision: 'pass' | 'hide'
  reason: string
}

const attempts = 3

/** Decides about one piece: one read, one conditional write, one line in the audits. */
export async function decideReview(
  context: OperationContext,
  { id, piece, decision, reason }: Judgement,
): Promise<ReviewView> {
  const { openid: userId, now: at } = context
  const { database } = context.backend
  const posts = await staffPosts(context)
  for (let attempt = 0; attempt < attempts; attempt++) {
    const held = await findHeldReview(context, id)
    const post = posts.find(({ unitId }) => held?.document.safety.reviewUnits.includes(unitId))
    if (!held || !post) throw gone()
    const { collection, document } = held
    checkAuthor(held, piece, userId)
    const judged = { id: piece, pass: decision === 'pass' }
    const decided = { at, userId, label: post.label, reason }
    const subject = subjectOf(collection, document as never, at)
    const safety = withDecision(document.safety, { ...judged, decided }, subject)
    if (!safety) throw gone()
    const where = { collection, id: document._id, rev: document.safety.rev }
    if (!(await saveSafety(database, where, safety))) continue
    await insertAudit(database, {
      at,
      userId,
      label: post.label,
      action: decision === 'pass' ? 'show_content' : 'hide_content',
      requestId: document._id,
      path: post.path,
      via: context.via,
      reason,
    })
    return viewReview({ ...held, document: { ...document, safety } } as Held, document.safety)
  }
  throw refused('CONFLICT', '刚刚有人审核过这一条，您的决定没有保存，请刷新后再看。')
}

/** Nobody shows their own words to others by their own decision. */
function checkAuthor(held: Held, pieceId: string, userId: string): void {
  const { collection, document } = held
  const piece = document.safety.pieces.find((one) => one.id === pieceId)
  const author = piece && sources[collection].written(document as never, piece)?.task.openid
  if (author === userId) throw refused('FORBIDDEN', '自己写的内容要由别人来审核。')
}

const gone = () => refused('NOT_FOUND', '这一条已经有人审核过，或者不归您审核，请刷新后再看。')

async function findHeldReview({ backend }: OperationContext, id: string): Promise<Held | null> {
  const [subject, ...rest] = id.split(':')
  const collection = collections.find((one) => subjects[one] === subject)
  if (!collection) return null
  const document = await findChecked(backend.database, collection, rest.join(':'))
  return document && ({ collection, document } as Held)
}

/** `before`: the checks as they were, where all has been decided since. */
function viewReview(held: Held, before = held.document.safety): ReviewView {
  const { collection, document } = held
  return {
    id: `${subjects[collection]}:${document._id}`,
    subject: subjects[collection],
    ...headOf(held),
    at: new Date(Number(before.reviewKey?.slice(0, 13) ?? 0)).toISOString(),
    pieces: document.safety.pieces.filter(needsReview).flatMap((piece) => viewPiece(held, piece)),
  }
}

function headOf({ collection, document }: Held) {
  if (collection === 'slots') return { number: null, requestId: null, place: document.home.name }
  const { number, _id, unit } = document
  return { number: spokenNumber(number), requestId: _id, place: unit.name }
}

function viewPiece(held: Held, piece: Piece): ReviewPiece[] {
  const { collection, document } = held
  const written = sources[collection].written(document as never, piece)
  if (!written || (piece.verdict !== 'review' && piece.verdict !== 'risky')) return []
  const { text, photo } = written.task
  return [
    {
      id: piece.id,
      state: piece.verdict,
      cause: piece.cause ?? 'doubtful',
      author: written.label,
      ...(text !== undefined && { text }),
      ...(photo !== undefined && { photo }),
    },
  ]
}
