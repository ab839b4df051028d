import { parentKinds } from '../../../core/grids/levels'
import type { Chain, Unit } from '../../../core/grids/types'
import type { UnitDetail } from '../../../typings/console/grids'
import type { UnitKind } from '../../../typings/domain'
import type { UnitName } from '../../../typings/place'
import { gridCodeOf } from '../../shared/grids/codes'
import { stableId } from '../../shared/ids'
import { refused } from '../../shared/serve'
import {
  countOpenAt,
  findAllBelow,
  findBelow,
  findByIds,
  followUnit,
  insertUnit,
  removeUnit,
  saveUnit,
} from '../../shared/stores/grids'
import { findChildren } from '../../shared/stores/units'
import { nameOf } from '../../shared/views'
import { logAct } from '../audit'
import type { ConsoleContext } from '../context'
import { changedMeanwhile, findParent, findSteered } from './access'
import { detailOf, readDetail } from './detail'

export interface NewUnit {
  parentId: string
  level: UnitKind
  name: string
  code?: string
  places?: string[]
}

/** A new unit below one of the caller's. A retried call is answered by the unit its first self made. */
export async function createUnit(context: ConsoleContext, input: NewUnit): Promise<UnitDetail> {
  const { unit: parent, chain } = await findParent(context, input.parentId)
  const { database } = context.backend
  checkLevel(input.level, parent.kind)
  const _id = input.code ?? `${parent._id}-${stableId(context.openid, context.key).slice(0, 8)}`
  const [existing] = await findByIds(database, [_id])
  if (existing && isItsFirstSelf(existing, input)) return readDetail(context, _id)
  if (existing) throw refused('BAD_INPUT', '这个编号已经有单位在用，请换一个。', 'code')
  await checkName(context, parent, { name: input.name, id: _id })
  const unit = {
    _id,
    name: input.name,
    kind: input.level,
    parentId: parent._id,
    path: [...parent.path, _id],
    appointments: [],
    members: [],
    isVacant: true,
    ...(input.places && { places: input.places }),
    ...(input.level === 'micro_grid' && { gridCode: gridCodeOf(_id) }),
  }
  if (!(await insertUnit(database, unit, context.now))) throw changedMeanwhile()
  return detailOf(context, { ...unit, version: 1 }, [...chain, { ...unit, version: 1 }])
}

const isItsFirstSelf = (unit: Unit, { name, parentId, level }: NewUnit) =>
  unit.version === 1 && unit.name === name && unit.parentId === parentId && unit.kind === level

function checkLevel(level: UnitKind, parent: UnitKind): void {
  if (!parentKinds[level].includes(parent))
    throw refused('BAD_INPUT', '这个级别不能放在这个单位下面。', 'level')
}

async function checkName(
  { backend }: ConsoleContext,
  parent: Unit,
  { name, id }: { name: string; id: string },
): Promise<void> {
  const sisters = await findChildren(backend.database, parent._id)
  if (sisters.some((one) => one.name === name && one._id !== id))
    throw refused('BAD_INPUT', `${parent.name}下面已经有“${name}”。`, 'name')
}

interface UnitEdit {
  id: string
  version: number
  name?: string
  parentId?: string
  places?: string[]
}

/**
 * Another name, place in the tree or list of compounds. What is below goes along, and goes first:
 * a call that dies half-way has not moved the unit yet, and is made good by trying again.
 */
export async function saveOwnUnit(context: ConsoleContext, edit: UnitEdit): Promise<UnitDetail> {
  const { unit, chain } = await findSteered(context, edit)
  const { name = unit.name, places } = edit
  const above = await parentAfter(context, edit, chain)
  if (above) await checkName(context, above, { name, id: unit._id })
  const path = above ? [...above.path, unit._id] : unit.path
  const isMoved = path.join('/') !== unit.path.join('/')
  const { database } = context.backend
  if (isMoved) await takeAlong(context, { ...unit, path })
  const change = { name, parentId: above?._id ?? null, path, ...(places && { places }) }
  if (await saveUnit(database, unit, { change, now: context.now })) {
    if (isMoved) await followUnit(database, { ...unit, path })
    return readDetail(context, unit._id)
  }
  const [now] = await findByIds(database, [unit._id])
  if (isMoved && now) await takeAlong(context, now)
  throw changedMeanwhile()
}

async function parentAfter(
  context: ConsoleContext,
  { parentId }: UnitEdit,
  chain: Chain,
): Promise<Unit | null> {
  const unit = chain.at(-1)
  const before = chain.at(-2) ?? null
  if (!unit || parentId === undefined || parentId === before?._id) return before
  const { unit: parent } = await findParent(context, parentId)
  checkLevel(unit.kind, parent.kind)
  return parent
}

/** Everything below a unit gets its new way down, and its requests with it. */
async function takeAlong({ backend, now }: ConsoleContext, above: Unit): Promise<void> {
  const { database } = backend
  const pathOf = ({ path }: Unit) => [...above.path, ...path.slice(path.indexOf(above._id) + 1)]
  for (const unit of await findAllBelow(database, above._id)) {
    const isSettled = (one: Unit) => one.path.join('/') === pathOf(one).join('/')
    let read: Unit | undefined = unit
    while (read && read._id !== above._id && !isSettled(read)) {
      const path = pathOf(read)
      if (await saveUnit(database, read, { change: { path }, now }))
        await followUnit(database, { ...read, path })
      read = (await findByIds(database, [unit._id]))[0]
    }
  }
}

/** Takes away a unit that has nothing below it and nothing left to do. */
export async function removeOwnUnit(
  context: ConsoleContext,
  read: { id: string; version: number },
): Promise<UnitName> {
  const { unit } = await findSteered(context, read)
  if (unit.kind === 'district') throw refused('FORBIDDEN', '区一级不能移除。')
  const { database } = context.backend
  const [below, open] = await Promise.all([
    findBelow(database, { unitId: unit._id, after: '', limit: 2 }),
    countOpenAt(database, [unit._id]),
  ])
  if (below.some(({ _id }) => _id !== unit._id))
    throw refused('WRONG_STATE', `${unit.name}下面还有单位，请先移走或移除它们。`)
  const count = open[unit._id] ?? 0
  if (count > 0)
    throw refused('WRONG_STATE', `${unit.name}还有 ${count} 件没办结的诉求，请先转走或办结。`)
  await logAct(context, { action: 'remove_unit', unitId: unit._id, subject: unit.name })
  if (!(await removeUnit(database, unit))) throw changedMeanwhile()
  return nameOf(unit)
}
