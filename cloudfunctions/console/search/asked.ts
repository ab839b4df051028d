import type * as v from 'valibot'
import { isWithin } from '../../../core/grids/staff'
import type { Unit } from '../../../core/grids/types'
import { refused } from '../../shared/serve'
import { findChildren, findUnits } from '../../shared/stores/units'
import type { ConsoleContext } from '../context'
import type { filters, search } from './filters'
import type { Asked } from './plan'

export type SearchInput = v.InferOutput<typeof search>
export type Filters = v.InferOutput<typeof filters>

/** Finds what a search names: its unit, its handler; and refuses a unit that is not the caller's. */
export async function askedOf(
  { unitId, text, ...filters }: Filters,
  context: ConsoleContext,
): Promise<Asked> {
  const { handler } = filters
  const named = await findNamed(
    [unitId, typeof handler === 'object' ? handler.unitId : undefined],
    context,
  )
  const chosen = unitId === undefined ? null : unitOf(unitId, named)
  if (chosen && !isWithin(context.staff, chosen.path)) throw refused('FORBIDDEN', notYourUnit)
  const units = chosen ? [chosen] : ownUnits(context)
  return {
    filters,
    text,
    unitIds: units.map(({ _id }) => _id),
    wordUnitIds: text === undefined ? [] : await wordUnitsOf(units, context),
    isSmall: chosen !== null && isSmall(chosen),
    handlerId: handlerIdOf(handler, named, context),
    now: context.now,
  }
}

const notYourUnit = '只能查看您所在单位和下级单位的诉求。'

async function findNamed(ids: (string | undefined)[], { backend, held }: ConsoleContext) {
  const wanted = ids.filter((one) => one !== undefined)
  const missing = wanted.filter((one) => !held.some(({ _id }) => _id === one))
  if (missing.length === 0) return held
  return [...held, ...(await findUnits(backend.database, { _id: { $in: missing } }))]
}

function unitOf(unitId: string, named: readonly Unit[]): Unit {
  const unit = named.find(({ _id }) => _id === unitId)
  if (!unit) throw refused('FORBIDDEN', notYourUnit)
  return unit
}

const ownUnits = ({ held, staff }: ConsoleContext) =>
  held.filter(({ _id }) => staff.unitIds.includes(_id))

const isOrganisation = ({ kind }: Unit) => kind === 'department' || kind === 'partner'
const isSmall = (unit: Unit) => unit.path.length > 3 && !isOrganisation(unit)

/** A subdistrict's words stand under its communities, those of small units under theirs. */
async function wordUnitsOf(units: readonly Unit[], { backend }: ConsoleContext): Promise<string[]> {
  const found = await Promise.all(
    units.map(async (unit) => {
      if (isSmall(unit)) return unit.path.slice(2, 3)
      if (unit.kind !== 'subdistrict') return [unit._id]
      const children = await findChildren(backend.database, unit._id)
      return [unit._id, ...children.map(({ _id }) => _id)]
    }),
  )
  return [...new Set(found.flat())]
}

function handlerIdOf(
  handler: Filters['handler'],
  named: readonly Unit[],
  { staff }: ConsoleContext,
): string | null {
  if (handler === undefined || handler === 'nobody') return null
  if (handler === 'me') return staff.userId
  const unit = named.find(({ _id }) => _id === handler.unitId)
  const one = unit?.appointments.find(({ id }) => id === handler.appointmentId)
  if (!one) throw refused('BAD_INPUT', '没有找到这位承办人，请重新选择。', 'handler')
  return one.userId
}
