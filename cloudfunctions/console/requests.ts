import { viewRow } from '../../core/requests/row-view'
import type { ConsoleSearch, RequestPage } from '../../typings/console/requests'
import { pageSize } from '../shared/paging'
import { refused } from '../shared/serve'
import { findStretch } from '../shared/stores/search'
import type { Stretch } from '../shared/stores/search'
import type { ConsoleContext, ConsoleOperations } from './context'
import { askedOf } from './search/asked'
import type { SearchInput } from './search/asked'
import { search } from './search/filters'
import { isOpenAsked, planSearch } from './search/plan'

/** Lists of requests as far as the caller's units reach. */
export const requestLists: ConsoleOperations<Pick<ConsoleSearch, 'requests.search'>> = {
  'requests.search': { input: search, run: searchRequests },
}

async function searchRequests(input: SearchInput, context: ConsoleContext): Promise<RequestPage> {
  const asked = await askedOf(input, context)
  const look = planSearch(asked)
  if (!look) throw refused('BAD_INPUT', '请至少输入两个字，或者手机号后四位。', 'text')
  const limit = pageSize(input)
  const { database } = context.backend
  const found = await findStretch(database, look, { after: input.cursor, limit: limit + 1 })
  const isDue = look.by === 'queueKey' && isOpenAsked(asked.filters)
  return {
    ...pageOfStretch(found, { limit, by: look.by }, context),
    order: isDue ? 'due' : 'newest',
  }
}

/** A page that is not full goes on where the search stopped looking. */
function pageOfStretch(
  { rows, until }: Stretch,
  { limit, by }: { limit: number; by: 'queueKey' | 'listKey' },
  { staff, now }: ConsoleContext,
): Omit<RequestPage, 'order'> {
  const isFull = rows.length > limit
  const shown = rows.slice(0, limit)
  const items = shown.map((row) => viewRow(row, staff, now))
  if (isFull) return { items, next: shown.at(-1)?.[by] ?? null, searchedUntil: null }
  return { items, next: until, searchedUntil: until === null ? null : instantIn(until) }
}

/** What a key says of time: when it is due, or when it was submitted. Null beyond all deadlines. */
function instantIn(key: string): string | null {
  const [, closed, digits = ''] = /^(c?)(\d{13})/u.exec(key) ?? []
  const at = closed ? 9_999_999_999_999 - Number(digits) : Number(digits)
  return at < 9_999_999_999_999 ? new Date(at).toISOString() : null
}
