import { chinaDay } from '../../../core/calendar'
import { isCurrent, isOnLeave } from '../../../core/grids/duty'
import { parentKinds, roleOfKind } from '../../../core/grids/levels'
import type { Outline } from '../../../core/grids/outline'
import { untilDay } from '../../../core/grids/people-entries'
import { mayAddBelow, maySteer } from '../../../core/grids/staff'
import type { Staff } from '../../../core/grids/staff'
import type { Appointment, Chain, Invitation, Unit } from '../../../core/grids/types'
import { maskPhone } from '../../../core/requests/mask'
import type { UnitDetail, UnitPerson, UnitRow } from '../../../typings/console/grids'
import type { UnitKind } from '../../../typings/domain'
import type { Below } from '../../shared/stores/grids'
import { nameOf } from '../../shared/views'

export function viewRow(
  unit: Unit,
  { below, open, now }: { below: Below | undefined; open: number; now: number },
): UnitRow {
  return {
    ...nameOf(unit),
    level: unit.kind,
    parentId: unit.parentId,
    version: unit.version,
    people: unit.appointments.filter((one) => isCurrent(one, now)).length,
    invited: (unit.invitations ?? []).length,
    grids: below?.grids ?? 0,
    vacant: below?.vacant ?? 0,
    openRequests: open,
    hasBelow: (below?.ids.length ?? 1) > 1,
  }
}

/** What one unit's page shows beside the unit. */
export interface Around {
  chain: Chain
  residents: number
  open: number
  outline: Outline | null
  staff: Staff
  now: number
}

export function viewDetail(unit: Unit, around: Around): UnitDetail {
  const { chain, residents, open, outline, staff, now } = around
  const steers = maySteer(staff, unit.path)
  return {
    ...nameOf(unit),
    level: unit.kind,
    path: chain.map(nameOf),
    version: unit.version,
    places: unit.places ?? [],
    gridCode: unit.gridCode ?? null,
    hasGroup: Boolean(unit.groupId),
    residents,
    openRequests: open,
    role: roleOfKind[unit.kind],
    people: viewPeople(unit, now),
    outline: outline && viewOutline(outline),
    mayChange: steers && unit.kind !== 'district',
    mayAppoint: steers,
    below: mayAddBelow(staff, unit.path) ? kindsBelow(unit.kind) : [],
  }
}

export const viewOutline = ({ ring, isDrawn, version }: Outline) => ({
  ring: ring.map(([longitude, latitude]): [number, number] => [longitude, latitude]),
  isDrawn,
  version,
})

export function kindsBelow(kind: UnitKind): UnitKind[] {
  const kinds = Object.keys(parentKinds) as UnitKind[]
  return kinds.filter((below) => parentKinds[below].includes(kind))
}

const order = ['current', 'coming', 'invited', 'ended'] as const
/** Of those whose charge has ended, the latest few are shown. */
const endedShown = 10

export function viewPeople(unit: Unit, now: number): UnitPerson[] {
  const people = [
    ...unit.appointments.map((one) => viewAppointed(one, now)),
    ...(unit.invitations ?? []).map((one) => viewInvited(one, now)),
  ]
  const ended = people.filter(({ state }) => state === 'ended')
  const shown = new Set(ended.toSorted(byUntil).slice(0, endedShown))
  return people
    .filter((one) => one.state !== 'ended' || shown.has(one))
    .toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
}

const byUntil = (a: UnitPerson, b: UnitPerson) => ((a.until ?? '') < (b.until ?? '') ? 1 : -1)

function viewAppointed(one: Appointment, now: number): UnitPerson {
  const [leave = null] = one.leave.filter(({ to }) => to >= chinaDay(now))
  const isOver = one.until !== null && one.until <= now
  const state = isOver ? 'ended' : isCurrent(one, now) ? 'current' : 'coming'
  return {
    ...viewTerm(one),
    state,
    isOnLeave: state === 'current' && isOnLeave(one, now),
    leave: leave && { from: leave.from, to: leave.to },
    deputy: leave && one.deputy ? { label: one.deputy.label } : null,
    codeUntil: null,
  }
}

export function viewInvited(one: Invitation, now: number): UnitPerson {
  const isOut = one.code !== null && one.code.until > now
  return {
    ...viewTerm(one),
    state: one.until !== null && one.until <= now ? 'ended' : 'invited',
    isOnLeave: false,
    leave: null,
    deputy: null,
    codeUntil: isOut && one.code ? new Date(one.code.until).toISOString() : null,
  }
}

const viewTerm = ({ id, label, phone = '', from, until }: Appointment | Invitation) => ({
  id,
  label,
  phone: maskPhone(phone),
  from: chinaDay(from),
  until: untilDay(until) || null,
})
