import * as v from 'valibot'
import { findCaretakers } from '../../../core/grids/duty'
import { exportHeading, exportRows } from '../../../core/grids/export-rows'
import type { Chain, Unit } from '../../../core/grids/types'
import type { ConsoleUnits, PosterView } from '../../../typings/console/grids'
import { gridCodeOf } from '../../shared/grids/codes'
import { id, page } from '../../shared/schemas'
import { insertAudit } from '../../shared/stores/audits'
import { findAllBelow, findBelow, saveUnit } from '../../shared/stores/grids'
import { nameOf } from '../../shared/views'
import type { ConsoleContext, ConsoleOperations } from '../context'
import { findOwnUnit } from './access'

const unitsOnPage = 200

/** What is taken out of the page: files of units and people, and posters. */
export const files: ConsoleOperations<Pick<ConsoleUnits, 'units.export' | 'posters.make'>> = {
  /** Logged with its first page, before anything is shown. */
  'units.export': {
    input: v.strictObject({ id, cursor: page.cursor }),
    async run({ id: unitId, cursor }, context) {
      const { unit } = await findOwnUnit(context, unitId)
      const { staff, now: at, backend } = context
      const { userId, label } = staff
      if (cursor === undefined)
        await insertAudit(backend.database, {
          at,
          userId,
          label,
          action: 'export_grids',
          unitId: unit._id,
        })
      const query = { unitId: unit._id, after: cursor ?? '', limit: unitsOnPage }
      const units = await findBelow(backend.database, query)
      const next = units.length < unitsOnPage ? null : (units.at(-1)?._id ?? null)
      const rows = units.flatMap((one) => exportRows(one, at))
      return { heading: [...exportHeading], rows, next }
    },
  },
  'posters.make': {
    input: v.strictObject({ id }),
    async run(input, context) {
      const { unit, chain } = await findOwnUnit(context, input.id)
      const below = await findAllBelow(context.backend.database, unit._id)
      const grids = below.filter(({ kind }) => kind === 'micro_grid')
      const shown = grids.length > 0 ? grids : [unit]
      const known = new Map([...chain, ...below].map((one) => [one._id, one]))
      const chainOf = (one: Unit) => one.path.flatMap((unitId) => known.get(unitId) ?? [])
      return {
        items: await Promise.all(shown.map((one) => makePoster(context, one, chainOf(one)))),
      }
    },
  },
}

/** A unit that has no code yet gets it with its first poster; the code is always the same one. */
async function makePoster(
  { backend, now }: ConsoleContext,
  unit: Unit,
  chain: Chain,
): Promise<PosterView> {
  const gridCode = unit.gridCode ?? gridCodeOf(unit._id)
  if (unit.gridCode === undefined)
    await saveUnit(backend.database, unit, { change: { gridCode }, now })
  const { unit: caring, people } = findCaretakers(chain, now)
  return {
    ...nameOf(unit),
    place: chain
      .slice(1, -1)
      .filter(({ kind }) => kind === 'subdistrict' || kind === 'community')
      .map(({ name }) => name)
      .join(' · '),
    caretaker: people[0]?.label ?? (caring._id === unit._id ? null : caring.name),
    gridCode,
    path: `packages/join/join?scene=${gridCode}`,
  }
}
