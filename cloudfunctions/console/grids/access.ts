import { isWithin, mayAddBelow, maySteer } from '../../../core/grids/staff'
import type { Chain, Unit } from '../../../core/grids/types'
import { refused } from '../../shared/serve'
import { findChain } from '../../shared/stores/units'
import type { ConsoleContext } from '../context'

/** A unit with those above it, and the caller's rights on it. */
export interface OwnUnit {
  unit: Unit
  chain: Chain
}

const noSuchUnit = () => refused('NOT_FOUND', '没有找到这个单位，或者它不在您的范围里。')

/** A unit of the caller's or below theirs; any other is not to be found. */
export async function findOwnUnit(context: ConsoleContext, id: string): Promise<OwnUnit> {
  const chain = await findChain(context.backend.database, { _id: id })
  const unit = chain.at(-1)
  if (!unit || !isWithin(context.staff, unit.path)) throw noSuchUnit()
  return { unit, chain }
}

/** A unit the caller may change, as they read it. */
export async function findSteered(
  context: ConsoleContext,
  { id, version }: { id: string; version?: number },
): Promise<OwnUnit> {
  const own = await findOwnUnit(context, id)
  if (!maySteer(context.staff, own.unit.path))
    throw refused('FORBIDDEN', '您可以看这个单位，但不能改。请联系上一级。')
  if (version !== undefined && own.unit.version !== version) throw changedMeanwhile()
  return own
}

/** A unit the caller may make others below. */
export async function findParent(context: ConsoleContext, id: string): Promise<OwnUnit> {
  const own = await findOwnUnit(context, id)
  if (!mayAddBelow(context.staff, own.unit.path))
    throw refused('FORBIDDEN', '您不能在这里增加或移入单位。请联系上一级。')
  return own
}

export const changedMeanwhile = () =>
  refused('CONFLICT', '刚刚有人改过这个单位，您的修改没有保存。请看一下最新的内容再改。')
