import { isWithin } from '../../core/grids/staff'
import { refused } from '../shared/serve'
import { findUnits } from '../shared/stores/units'
import type { ConsoleContext } from './context'

/**
 * The unit that a list is about: one of the caller's or one below; the first of theirs unless
 * told. Only one that is not theirs takes a read.
 */
export async function ownUnitId(
  { staff, backend }: ConsoleContext,
  unitId: string | undefined,
): Promise<string> {
  const chosen = unitId ?? staff.unitIds[0] ?? ''
  if (staff.unitIds.includes(chosen)) return chosen
  const [unit] = await findUnits(backend.database, { _id: chosen })
  if (!unit || !isWithin(staff, unit.path))
    throw refused('NOT_FOUND', '没有找到这个单位，或者它不在您的范围里。')
  return chosen
}
