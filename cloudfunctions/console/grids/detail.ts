import type { Chain, Unit } from '../../../core/grids/types'
import type { UnitDetail } from '../../../typings/console/grids'
import { countOpen, countResidents, findOutlines } from '../../shared/stores/grids'
import type { ConsoleContext } from '../context'
import { findOwnUnit } from './access'
import { viewDetail } from './view'

/** A unit's page as it stands. */
export async function readDetail(context: ConsoleContext, id: string): Promise<UnitDetail> {
  const { unit, chain } = await findOwnUnit(context, id)
  return detailOf(context, unit, chain)
}

export async function detailOf(
  { staff, now, backend: { database } }: ConsoleContext,
  unit: Unit,
  chain: Chain,
): Promise<UnitDetail> {
  const [residents, open, [outline = null]] = await Promise.all([
    countResidents(database, unit._id),
    countOpen(database, unit._id),
    findOutlines(database, [unit._id]),
  ])
  return viewDetail(unit, { chain, residents, open, outline, staff, now })
}
