import { findCaretakers, postsOf } from '../../core/grids/duty'
import { needsLoad } from '../../core/grids/team'
import type { Chain } from '../../core/grids/types'
import type { Person } from '../../core/requests/actor'
import { dispatch, dispatchChain } from '../../core/requests/dispatch'
import type { Dispatched, Sources, Subject } from '../../core/requests/dispatch'
import { residentReporter, subjectOf, submit } from '../../core/requests/submit'
import type { Draft, Submission } from '../../core/requests/submit'
import type { Request } from '../../core/requests/types'
import type { Channel } from '../../typings/domain'
import type { Backend } from './backend'
import type { Database } from './database'
import { stableId, uploadFolder } from './ids'
import type { Context } from './operation'
import { refused } from './serve'
import { retireRules } from './stale-rules'
import { findLoads } from './stores/loads'
import { insertRequest } from './stores/requests'
import { findSurroundings } from './stores/surroundings'
import type { Surroundings } from './stores/surroundings'

export interface NewRequest {
  draft: Draft
  channel: Channel
  groupId: string | null
  /** Somebody with a charge writes it down: for the unit named, else for the first they hold. */
  onBehalf?: { gridId?: string | undefined }
  /** The reporter's surroundings, where they were read before. */
  around?: Surroundings
}

/**
 * Takes a new request in: reads the surroundings, finds who gets it, writes it down.
 * The same person's same key gives the request that the first call made.
 */
export async function submitRequest(
  { database, announce }: Backend,
  context: Context,
  { draft, channel, groupId, onBehalf, around: known }: NewRequest,
): Promise<{ request: Request; person: Person }> {
  checkPhotos(draft.photos, context.openid)
  const where = { openid: context.openid, groupId, gridId: onBehalf?.gridId }
  const place = { placeName: draft.place?.name, placePoint: draft.place?.point }
  const more = { ...place, withHeld: onBehalf !== undefined }
  const around = known ?? (await findSurroundings(database, { ...where, ...more }))
  if (!around?.districtChain[0]) throw refused('UNAVAILABLE')
  const { person, reporter, ownChain } = onBehalf
    ? writerOf(around, context, onBehalf)
    : residentOf(around, context)
  const subject = subjectOf(draft, channel)
  const sources = sourcesOf({ ...around, ownChain }, context.now)
  const dispatched = await findReceiver(database, subject, sources)
  const submission = { ...around.steering, ...identityOf(context), reporter }
  const request = await insertRequest(database, submit({ draft, subject }, dispatched, submission))
  await retireRules(database, dispatched.staleRules, { ...around, now: context.now })
  await announce(request._id)
  return { request, person }
}

/** The number comes with the insertion: only there is known which are taken. */
function identityOf({ openid, key, now }: Context) {
  return { id: stableId(openid, key), number: '', now, ...(key && { key }) }
}

/** Who writes a request down, and where it comes from. */
interface Author {
  person: Person
  reporter: Submission['reporter']
  ownChain: Chain | null
}

function residentOf({ ownChain }: Surroundings, { openid }: Context): Author {
  const person = { userId: openid, posts: [] }
  return { person, reporter: residentReporter(openid), ownChain }
}

/** Somebody with a charge writes things down for their own units and those below. */
function writerOf(
  { heldChains, ownChain }: Surroundings,
  { openid, now }: Context,
  { gridId }: { gridId?: string | undefined },
): Author {
  const held = heldChains.flatMap((chain) => chain.at(-1) ?? [])
  const posts = postsOf(held, openid, now)
  const [post] = posts
  if (!post) throw refused('NO_APPOINTMENT')
  const first = heldChains.find((chain) => chain.at(-1)?._id === post.unitId) ?? null
  const chain = gridId === undefined ? first : ownChain
  checkWithin(
    chain,
    posts.map(({ unitId }) => unitId),
  )
  const { role, label } = post
  return {
    person: { userId: openid, posts },
    reporter: { userId: openid, role, label },
    ownChain: chain,
  }
}

/** A photo counts only when it lies in the caller's own folder. */
export function checkPhotos(photos: readonly string[] | undefined, openid: string): void {
  const own = uploadFolder(openid).split('/')
  const isOwn = (photo: string) => {
    const [, , , ...path] = photo.split('/')
    return path.length === own.length + 1 && own.every((part, index) => path[index] === part)
  }
  if (!(photos ?? []).every(isOwn)) throw refused('NOT_YOUR_PHOTO')
}

function checkWithin(chain: Chain | null, unitIds: readonly string[]): void {
  const path = chain?.at(-1)?.path ?? []
  if (!path.some((unitId) => unitIds.includes(unitId)))
    throw refused('FORBIDDEN', '只能为您负责的网格和下面的网格代报。')
}

/** What dispatch is told of the surroundings. */
export function sourcesOf(around: Surroundings, now: number): Sources {
  const { ownChain, groupChain, placeChain, districtChain, ruleChains, steering } = around
  return {
    now,
    ...(groupChain && { groupChain }),
    ...(ownChain && { ownChain }),
    ...(placeChain && { placeChain }),
    deskChain: districtChain,
    rules: steering.rules,
    ruleChains,
  }
}

/** Only where a team would share it is its load read: most units have one person. */
export async function findReceiver(
  database: Database,
  subject: Subject,
  sources: Sources,
): Promise<Dispatched> {
  const chain: Chain = dispatchChain(subject, sources)
  if (needsLoad(chain, sources.now).length === 0) return dispatch(subject, sources)
  const { unit } = findCaretakers(chain, sources.now)
  return dispatch(subject, { ...sources, load: await findLoads(database, unit) })
}
