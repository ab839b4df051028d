import * as v from 'valibot'
import { chinaDay } from '../../core/calendar'
import { isWithin } from '../../core/grids/staff'
import { likenessOf } from '../../core/requests/likeness'
import type { Request } from '../../core/requests/types'
import { viewRequest } from '../../core/requests/view'
import type { ConsoleSearch, Duplicate } from '../../typings/console/requests'
import type { RequestView } from '../../typings/requests'
import { findVisible } from '../shared/act'
import { id } from '../shared/schemas'
import { findStretch } from '../shared/stores/search'
import type { ConsoleContext, ConsoleOperations } from './context'
import { planSearch } from './search/plan'

const lookBack = 30 * 86_400_000
const lookedAt = 200
const shown = 5
/** Less than this is chance. */
const likelyFrom = 40

/** Those likely to be the same matter, among what is open around it and came in of late. */
export const duplicates: ConsoleOperations<Pick<ConsoleSearch, 'requests.duplicates'>> = {
  'requests.duplicates': {
    input: v.strictObject({ id }),
    async run(input, context) {
      const order = { id: input.id, side: 'handler' } as const
      const { request, person } = await findVisible(context.backend.database, context, order)
      const view = viewRequest(request, person, context.now)
      const likely = await findLikely(request, context)
      const items = await Promise.all(likely.map((one) => duplicateOf(one, view, context)))
      return { request: view, items }
    },
  },
}

type Likely = ReturnType<typeof likenessOf> & { id: string }

async function findLikely(request: Request, context: ConsoleContext): Promise<Likely[]> {
  const { rows } = await findAround(request, context)
  return rows
    .filter(({ _id }) => _id !== request._id)
    .map((row) => ({ id: row._id, ...likenessOf(request, row) }))
    .filter(({ score }) => score >= likelyFrom)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, shown)
}

/** The community's where the caller may see it, else what is theirs. */
function findAround({ path }: Request, { staff, backend, now }: ConsoleContext) {
  const community = path.slice(0, 3)
  const isTheirs = community.length === 3 && isWithin(staff, community)
  const unitIds = isTheirs ? community.slice(-1) : staff.unitIds
  const filters = { isOpen: true, submittedFrom: chinaDay(now - lookBack) }
  const asked = { filters, text: undefined, unitIds, wordUnitIds: [], isSmall: false }
  const look = planSearch({ ...asked, handlerId: null, now })
  if (!look) return { rows: [] }
  return findStretch(backend.database, look, { after: undefined, limit: lookedAt })
}

async function duplicateOf(
  { id: otherId, score, because }: Likely,
  view: RequestView,
  context: ConsoleContext,
): Promise<Duplicate> {
  const order = { id: otherId, side: 'handler' } as const
  const { request, person } = await findVisible(context.backend.database, context, order)
  const other = viewRequest(request, person, context.now)
  const mayMerge = [view, other].every(({ allowed }) => allowed.includes('merge'))
  return { request: other, score, because, mayMerge }
}
