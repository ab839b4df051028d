import type { Channel, RequestState, Topic, Urgency } from '../../typings/domain'
import { runningDeadlines } from './deadlines'
import type { Request } from './types'
import { phoneEnd, phoneWord, wordsOf } from './words'

/** What a request is found by at the staff page; kept in its document by the same write. */
export interface SearchKeys {
  /** `<unit>` and `<unit> <facet>` for each unit that it concerns. */
  facets: string[]
  /** `<unit>` and `<unit> <word>`. */
  words: string[]
  /** When its next deadline turns amber and red; null when none runs. */
  amberAt: number | null
  redAt: number | null
}

export type Facet =
  | `s:${RequestState}`
  | `t:${Topic}`
  | `u:${Exclude<Urgency, 'normal'>}`
  | `c:${Exclude<Channel, 'mini_program'>}`
  /** Several units work on it. */
  | 'co'
  /** Nobody in particular has it. */
  | 'nobody'

/** Beyond these a text is not searched: each is an entry in the index for each of its units. */
const wordsAtMost = 24
const entriesAtMost = 60

export function searchKeysOf(request: Request): SearchKeys {
  const [next] = runningDeadlines(request)
  return {
    facets: facetsOf(request),
    words: searchWordsOf(request),
    amberAt: next?.amberAt ?? null,
    redAt: next?.redAt ?? null,
  }
}

/** The key of a unit alone, or of a facet or a word in it. */
export const keyIn = (unitId: string, key?: string) =>
  key === undefined ? unitId : `${unitId} ${key}`

/** The units whose staff look at it, from the district down to the community; organisations; who helps. */
function staffUnits({ path, unit, coHandlers }: Request): string[] {
  const isOrganisation = unit.kind === 'department' || unit.kind === 'partner'
  const helpers = coHandlers.map((one) => one.unit.id)
  return [...path.slice(0, 3), ...(isOrganisation ? [unit.id] : []), ...helpers]
}

/** Micro-grids and areas have lists, but are too small to need one for every facet. */
function facetsOf(request: Request): string[] {
  const units = new Set(staffUnits(request))
  const below = request.path.filter((unitId) => !units.has(unitId))
  const facets = ownFacets(request)
  return [
    ...[...units].flatMap((unitId) => [unitId, ...facets.map((one) => keyIn(unitId, one))]),
    ...below,
  ]
}

/** What is common is left out: each is an entry that every step of the request writes anew. */
function ownFacets(request: Request): Facet[] {
  const { state, topic, urgency, channel, coHandlers, handler, isOpen } = request
  return [
    `s:${state}`,
    `t:${topic}`,
    ...(urgency === 'normal' ? [] : ([`u:${urgency}`] as const)),
    ...(channel === 'mini_program' ? [] : ([`c:${channel}`] as const)),
    ...(coHandlers.length > 0 ? (['co'] as const) : []),
    ...(isOpen && handler === null ? (['nobody'] as const) : []),
  ]
}

/**
 * Words stand under the district and under the lowest level that staff look after, the community
 * as a rule; a subdistrict looks through its communities. That is one level less in the index.
 */
function searchWordsOf(request: Request): string[] {
  const staff = staffUnits(request)
  const between = request.path.slice(1, Math.min(3, request.path.length) - 1)
  const units = [...new Set(staff.filter((id) => !between.includes(id)))]
  const each = Math.min(wordsAtMost, Math.floor(entriesAtMost / units.length))
  const words = findableWords(request).slice(0, each)
  const everywhere = new Set([...request.path, ...staff])
  return [...everywhere, ...units.flatMap((unitId) => words.map((word) => keyIn(unitId, word)))]
}

/** The place first, then the phones, then the text; nobody who handles an anonymous one knows its phone. */
function findableWords({ place, contact, onBehalfOf, isAnonymous, text }: Request): string[] {
  const phones = isAnonymous ? [] : [contact.phone, onBehalfOf?.phone]
  const ends = phones.flatMap((phone) => phoneEnd(phone) ?? []).map(phoneWord)
  return [...new Set([...wordsOf(place?.name ?? ''), ...ends, ...wordsOf(text)])]
}
