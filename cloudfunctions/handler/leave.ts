import * as v from 'valibot'
import { isCurrent } from '../../core/grids/duty'
import { faultOfLeave } from '../../core/grids/edit-people'
import type { Appointment, Leave, Unit } from '../../core/grids/types'
import type { HandlerApi } from '../../typings/api'
import type { Context, Operations } from '../shared/operation'
import { day, id, nothing } from '../shared/schemas'
import { wxBackend as backend } from '../shared/sdk/wx'
import { Refused, refused } from '../shared/serve'
import { findHeld, findUnits, savePeople } from '../shared/stores/units'
import { viewAppointments } from '../shared/views'

type LeaveOperations = Pick<HandlerApi, Extract<keyof HandlerApi, `leave.${string}`>>

export const leave: Operations<LeaveOperations> = {
  'leave.set': {
    input: v.strictObject({ from: day, to: day, deputyAppointmentId: v.exactOptional(id) }),
    async run({ from, to, deputyAppointmentId }, context) {
      checkDays({ from, to }, context.now)
      const units = await findOwnUnits(context)
      const deputy = await findDeputy(units, deputyAppointmentId, context)
      return changeOwn(context, units, (one) => ({ ...one, leave: [{ from, to }], deputy }))
    },
  },
  'leave.end': {
    input: nothing,
    async run(_, context) {
      const units = await findOwnUnits(context)
      return changeOwn(context, units, (one) => ({ ...one, leave: [], deputy: null }))
    },
  },
  'leave.deputies': {
    input: nothing,
    async run(_, context) {
      const candidates = await findCandidates(await findOwnUnits(context), context)
      return { items: candidates.map((one) => ({ appointmentId: one.id, label: one.label })) }
    },
  },
}

function checkDays(leave: Leave, now: number): void {
  const fault = faultOfLeave(leave, now)
  if (fault) throw new Refused(fault)
}

async function findOwnUnits(context: Context): Promise<Unit[]> {
  const held = await findHeld(backend.database, context.openid)
  const own = held.filter(({ appointments }) => appointments.some((one) => isOwn(one, context)))
  if (own.length === 0) throw refused('NO_APPOINTMENT')
  return own
}

const isOwn = (one: Appointment, { openid, now }: Context) =>
  one.userId === openid && isCurrent(one, now)

/** Colleagues of the same units, and the leaders of the sister units under the same roof. */
async function findCandidates(units: Unit[], context: Context): Promise<Appointment[]> {
  const parents = units.flatMap(({ parentId }) => parentId ?? [])
  const sisters = await findUnits(backend.database, { parentId: { $in: parents } })
  const kinds = new Set(units.map(({ kind }) => kind))
  const people = [...units, ...sisters.filter(({ kind }) => kinds.has(kind))]
    .flatMap(({ appointments }) => appointments)
    .filter((one) => isCurrent(one, context.now) && one.userId !== context.openid)
  return [...new Map(people.map((one) => [one.userId, one])).values()]
}

async function findDeputy(units: Unit[], appointmentId: string | undefined, context: Context) {
  if (appointmentId === undefined) return null
  const candidates = await findCandidates(units, context)
  const chosen = candidates.find((one) => one.id === appointmentId)
  if (!chosen) throw refused('BAD_INPUT', '请从名单里选择代班的人。', 'deputyAppointmentId')
  return { userId: chosen.userId, label: chosen.label }
}

/** Changes the person's own appointments in each unit; what others change meanwhile stays. */
async function changeOwn(
  context: Context,
  units: Unit[],
  change: (one: Appointment) => Appointment,
) {
  const { openid, now } = context
  const changed = units.map((unit) => ({
    ...unit,
    appointments: unit.appointments.map((one) => (isOwn(one, context) ? change(one) : one)),
  }))
  const saved = await Promise.all(changed.map((unit) => savePeople(backend.database, unit, now)))
  if (saved.includes(false)) throw refused('CONFLICT', '您的岗位信息刚刚有了变化，请刷新后再试。')
  await backend.recheck()
  return { appointments: viewAppointments(changed, { openid, now }) }
}
