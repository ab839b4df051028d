import type { RequestRow } from '../../typings/console/requests'
import type { Person } from './actor'
import type { Request } from './types'
import { viewLine } from './view'

/** One row of the staff page's table, as far as this person may see. */
export function viewRow(request: Request, person: Person, now: number): RequestRow {
  const line = viewLine(request, person, now)
  const { channel, version, coHandlers, followers, photos, isAnonymous, isPrivate } = request
  return {
    ...line,
    place: line.text === '' ? '' : (request.place?.name ?? ''),
    channel,
    version,
    coHandlers: {
      units: coHandlers.length,
      answered: coHandlers.filter(({ answer }) => answer !== null).length,
    },
    followerCount: followers.length,
    photoCount: photos.length,
    isAnonymous,
    isPrivate,
    isSolved: request.rating?.solved ?? null,
  }
}
