import * as v from 'valibot'
import { isWithin, maySteer } from '../../../core/grids/staff'
import { parentKinds } from '../../../core/grids/levels'
import type { Chain, Unit } from '../../../core/grids/types'
import type { ConsoleUnits, Vacancy } from '../../../typings/console/grids'
import { pageOf, pageSize } from '../../shared/paging'
import { id, page } from '../../shared/schemas'
import { refused } from '../../shared/serve'
import {
  countBelow,
  countOpenIn,
  countOpenAt,
  findByIds,
  findOfKinds,
  findVacant,
} from '../../shared/stores/grids'
import type { Below } from '../../shared/stores/grids'
import { findChains, findChildren } from '../../shared/stores/units'
import { nameOf } from '../../shared/views'
import type { ConsoleContext, ConsoleOperations } from '../context'
import { findOwnUnit, findSteered } from './access'
import { readDetail } from './detail'
import { createUnit, removeOwnUnit, saveOwnUnit } from './change-units'
import { code, level, places, unitName, version } from './schemas'
import { viewInvited, viewRow } from './view'

type Units = Omit<
  ConsoleUnits,
  'units.outlines' | 'units.saveOutline' | 'units.export' | 'posters.make'
>

/** The tree of units: looking at it and changing it. */
export const units: ConsoleOperations<Units> = {
  'units.tree': {
    input: v.strictObject({ parentId: v.exactOptional(id) }),
    run: async ({ parentId }, context) => ({
      items: parentId === undefined ? await rowsOfOwn(context) : await rowsBelow(context, parentId),
    }),
  },
  'units.get': {
    input: v.strictObject({ id }),
    run: (input, context) => readDetail(context, input.id),
  },
  'units.create': {
    input: v.strictObject({
      parentId: id,
      level,
      name: unitName,
      code: v.exactOptional(code),
      places: v.exactOptional(places),
    }),
    run: (input, context) => createUnit(context, input),
  },
  'units.save': {
    input: v.strictObject({
      id,
      version,
      name: v.exactOptional(unitName),
      parentId: v.exactOptional(id),
      places: v.exactOptional(places),
    }),
    run: (input, context) => saveOwnUnit(context, input),
  },
  'units.remove': {
    input: v.strictObject({ id, version }),
    run: async (input, context) => ({ removed: await removeOwnUnit(context, input) }),
  },
  'units.parents': {
    input: v.strictObject({ id }),
    async run(input, context) {
      const { unit } = await findSteered(context, input)
      const { staff, backend } = context
      const kinds = parentKinds[unit.kind]
      const found = await Promise.all(
        staff.unitIds.map((unitId) => findOfKinds(backend.database, { unitId, kinds })),
      )
      const parents = found.flat().filter((one) => maySteer(staff, [...one.path, unit._id]))
      const unique = [...new Map(parents.map((one) => [one._id, one])).values()]
      return { items: unique.map((one) => ({ ...nameOf(one), level: one.kind })) }
    },
  },
  'units.vacancies': {
    input: v.strictObject({ ...page, unitId: v.exactOptional(id) }),
    async run({ unitId, ...input }, context) {
      const { unit } = await findOwnUnit(context, unitId ?? highestOf(context))
      const { database } = context.backend
      const limit = pageSize(input)
      const query = { unitId: unit._id, after: input.cursor, limit: limit + 1 }
      const vacant = await findVacant(database, query)
      const ids = vacant.map(({ _id }) => _id)
      const [chains, open] = await Promise.all([
        findChains(database, ids),
        countOpenAt(database, ids),
      ])
      return pageOf(vacant, limit, {
        key: ({ _id }) => _id,
        view: (one) =>
          viewVacancy(one, { chain: chains[one._id] ?? [one], open, now: context.now }),
      })
    },
  },
}

function highestOf({ staff }: ConsoleContext): string {
  const [first] = staff.unitIds
  if (first === undefined) throw refused('FORBIDDEN')
  return first
}

/** The caller's own units stand at the top of their tree, each once. */
async function rowsOfOwn(context: ConsoleContext) {
  const { staff, backend, now } = context
  const { database } = backend
  const own = await findByIds(database, staff.unitIds)
  const others = (unit: Unit) => unit.path.slice(0, -1)
  const top = own.filter((unit) => !isWithin(staff, others(unit)))
  return Promise.all(
    top.map(async (unit) => {
      const below = sumOf(unit, [...(await countBelow(database, unit)).values()])
      return viewRow(unit, { below, open: await countOpenIn(database, below.ids), now })
    }),
  )
}

function sumOf(unit: Unit, parts: readonly Below[]): Below {
  const sum = (field: 'grids' | 'vacant') => parts.reduce((total, one) => total + one[field], 0)
  const ids = [...new Set([unit._id, ...parts.flatMap((one) => one.ids)])]
  return { _id: unit._id, ids, grids: sum('grids'), vacant: sum('vacant') }
}

async function rowsBelow(context: ConsoleContext, parentId: string) {
  const { now, backend } = context
  const { database } = backend
  const { unit } = await findOwnUnit(context, parentId)
  const [children, below] = await Promise.all([
    findChildren(database, unit._id),
    countBelow(database, unit),
  ])
  const open = await Promise.all(
    children.map(({ _id }) => countOpenIn(database, below.get(_id)?.ids ?? [_id])),
  )
  return children.map((one, index) =>
    viewRow(one, { below: below.get(one._id), open: open[index] ?? 0, now }),
  )
}

function viewVacancy(
  unit: Unit,
  { chain, open, now }: { chain: Chain; open: Record<string, number>; now: number },
): Vacancy {
  return {
    ...nameOf(unit),
    path: chain.slice(0, -1).map(nameOf),
    invited: (unit.invitations ?? []).map((one) => viewInvited(one, now)),
    openRequests: open[unit._id] ?? 0,
  }
}
