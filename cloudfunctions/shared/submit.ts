import { findCaretakers } from '../../core/grids/duty'
import { needsLoad } from '../../core/grids/team'
import type { Chain } from '../../core/grids/types'
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
  /** Who writes it down; a resident reporting for themselves unless given. */
  reporter?: Submission['reporter']
  groupId: string | null
  /** The unit it comes from, where it isn't the caller's own; one of `within` or below. */
  gridId?: string
  within?: readonly string[]
}

/**
 * Takes a new request in: reads the surroundings, finds who gets it, writes it down.
 * The same person's same key gives the request that the first call made.
 */
export async function submitRequest(
  { database, announce }: Backend,
  context: Context,
  { draft, channel, groupId, gridId, within, reporter }: NewRequest,
): Promise<Request> {
  checkPhotos(draft.photos, context.openid)
  const whereabouts = { openid: context.openid, groupId, gridId, placeName: draft.place?.name }
  const around = await findSurroundings(database, whereabouts)
  if (!around?.districtChain[0]) throw refused('UNAVAILABLE')
  if (within) checkWithin(around.ownChain, within)
  const subject = subjectOf(draft, channel)
  const dispatched = await findReceiver(database, subject, sourcesOf(around, context.now))
  const submission = {
    ...around.steering,
    id: stableId(context.openid, context.key),
    number: '',
    now: context.now,
    reporter: reporter ?? residentReporter(context.openid),
    ...(context.key && { key: context.key }),
  }
  const request = await insertRequest(database, submit({ draft, subject }, dispatched, submission))
  await retireRules(database, dispatched.staleRules, { ...around, now: context.now })
  await announce(request._id)
  return request
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

/** Somebody with a charge writes things down for their own units and those below. */
function checkWithin(chain: Chain | null, unitIds: readonly string[]): void {
  const path = chain?.at(-1)?.path ?? []
  if (!path.some((unitId) => unitIds.includes(unitId)))
    throw refused('FORBIDDEN', '只能为您负责的网格和下面的网格代报。')
}

function sourcesOf(around: Surroundings, now: number): Sources {
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
async function findReceiver(
  database: Database,
  subject: Subject,
  sources: Sources,
): Promise<Dispatched> {
  const chain: Chain = dispatchChain(subject, sources)
  if (needsLoad(chain, sources.now).length === 0) return dispatch(subject, sources)
  const { unit } = findCaretakers(chain, sources.now)
  return dispatch(subject, { ...sources, load: await findLoads(database, unit) })
}
