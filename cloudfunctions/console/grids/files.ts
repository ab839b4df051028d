import * as v from 'valibot'
import { findCaretakers } from '../../../core/grids/duty'
import { posterOf, posterPage, posterScene } from '../../../core/grids/poster'
import { exportHeading, exportRows } from '../../../core/grids/export-rows'
import type { Chain, Unit } from '../../../core/grids/types'
import type { ConsoleUnits, PrintedPoster } from '../../../typings/console/grids'
import { gridCodeOf } from '../../shared/grids/codes'
import { id, page } from '../../shared/schemas'
import { nodePainter } from '../../shared/sdk/node'
import { orRefuse } from '../../shared/serve'
import { findAllBelow, findBelow, saveUnit } from '../../shared/stores/grids'
import { logAct } from '../audit'
import type { ConsoleContext, ConsoleOperations } from '../context'
import { findOwnUnit } from './access'

const unitsOnPage = 200
/** WeChat draws each code by itself. */
const postersOnPage = 12

/** What is taken out of the page: files of units and people, and posters. */
export const files: ConsoleOperations<Pick<ConsoleUnits, 'units.export' | 'posters.make'>> = {
  /** Logged with its first page, before anything is shown. */
  'units.export': {
    input: v.strictObject({ id, cursor: page.cursor }),
    async run({ id: unitId, cursor }, context) {
      const { unit } = await findOwnUnit(context, unitId)
      const { now: at, backend } = context
      if (cursor === undefined)
        await logAct(context, { action: 'export_grids', unitId: unit._id, subject: unit.name })
      const query = { unitId: unit._id, after: cursor ?? '', limit: unitsOnPage }
      const units = await findBelow(backend.database, query)
      const next = units.length < unitsOnPage ? null : (units.at(-1)?._id ?? null)
      const rows = units.flatMap((one) => exportRows(one, at))
      return { heading: [...exportHeading], rows, next }
    },
  },
  'posters.make': {
    input: v.strictObject({ id, cursor: page.cursor }),
    async run({ id: unitId, cursor = '' }, context) {
      const { unit, chain } = await findOwnUnit(context, unitId)
      const below = await findAllBelow(context.backend.database, unit._id)
      const grids = below.filter(({ kind }) => kind === 'micro_grid')
      const rest = (grids.length > 0 ? grids : [unit]).filter(({ _id }) => _id > cursor)
      const known = new Map([...chain, ...below].map((one) => [one._id, one]))
      const chainOf = (one: Unit) => one.path.flatMap((stepId) => known.get(stepId) ?? [])
      const posters = rest
        .slice(0, postersOnPage)
        .map((one) => makePoster(context, one, chainOf(one)))
      const next = rest.length > postersOnPage ? (rest[postersOnPage - 1]?._id ?? null) : null
      return { items: await Promise.all(posters), next }
    },
  },
}

/** A unit that has no code yet gets it with its first poster; the code is always the same one. */
async function makePoster(
  { backend, now }: ConsoleContext,
  unit: Unit,
  chain: Chain,
): Promise<PrintedPoster> {
  const gridCode = unit.gridCode ?? gridCodeOf(unit._id)
  if (unit.gridCode === undefined)
    await saveUnit(backend.database, unit, { change: { gridCode }, now })
  const { scene } = orRefuse(posterScene({ ...unit, gridCode }))
  const image = await nodePainter.paint({ page: posterPage, scene })
  const above = chain.filter(({ kind }) => kind === 'subdistrict' || kind === 'community')
  return {
    ...posterOf(unit, scene, ''),
    place: above
      .filter(({ _id }) => _id !== unit._id)
      .map(({ name }) => name)
      .join(' · '),
    caretaker: caretakerOf(unit, chain, now),
    path: `${posterPage}?scene=${scene}`,
    image,
  }
}

/** Its own person, or the unit above that looks after it meanwhile. */
function caretakerOf(unit: Unit, chain: Chain, now: number): string | null {
  const { unit: caring, people } = findCaretakers(chain, now)
  if (caring._id === unit._id) return people[0]?.label ?? null
  return caring.name
}
