import * as v from 'valibot'
import { chinaDay } from '../../core/calendar'
import { isCurrent, isOnLeave } from '../../core/grids/duty'
import { isWithin } from '../../core/grids/staff'
import type { Appointment, Unit } from '../../core/grids/types'
import { isLive } from '../../core/sessions/session'
import type { ConsolePeople, PersonLine, PersonView } from '../../typings/console/people'
import { pageOf, pageSize } from '../shared/paging'
import { id, page, words } from '../shared/schemas'
import { refused } from '../shared/serve'
import { personIdOf } from '../shared/stores/audits'
import { endSession, findSessions } from '../shared/stores/sessions'
import { findHeld, findPeople, findUnits } from '../shared/stores/units'
import { nameOf } from '../shared/views'
import type { ConsoleContext, ConsoleOperations } from './context'
import { ownUnitId } from './scope'
import { viewSession } from './sessions'

type People = Pick<ConsolePeople, Extract<keyof ConsolePeople, `people.${string}`>>

const ref = v.strictObject({ unitId: id, appointmentId: id })

/** Who has a charge within one's own units. */
export const people: ConsoleOperations<People> = {
  'people.search': {
    input: v.strictObject({
      ...page,
      text: v.exactOptional(words('要找的人', 40)),
      unitId: v.exactOptional(id),
    }),
    async run({ text = '', unitId, ...input }, context) {
      const within = await ownUnitId(context, unitId)
      const limit = pageSize(input)
      const query = { within, text, after: input.cursor, limit: limit + 1 }
      const units = await findPeople(context.backend.database, query)
      const { items, next } = pageOf(units, limit, { key: ({ _id }) => _id, view: (unit) => unit })
      return { items: items.flatMap((unit) => linesOf(unit, text, context.now)), next }
    },
  },
  'people.get': {
    input: ref,
    async run(input, context) {
      const { unit, appointment } = await findPerson(context, input)
      return viewPerson(context, unit, appointment)
    },
  },
  'people.signOut': {
    input: ref,
    async run(input, context) {
      const { appointment } = await findPerson(context, input)
      const live = await findLive(context, appointment.userId)
      const ended = await Promise.all(
        live.map((session) => endSession(context.backend.database, session, context.now)),
      )
      return { ended: ended.filter(Boolean).length }
    },
  },
}

function linesOf(unit: Unit, text: string, now: number): PersonLine[] {
  return unit.appointments
    .filter((one) => isCurrent(one, now) && one.label.includes(text))
    .map((one) => lineOf(unit, one, now))
}

function lineOf(unit: Unit, one: Appointment, now: number): PersonLine {
  return {
    id: personIdOf(one.userId),
    unitId: unit._id,
    appointmentId: one.id,
    unit: { ...nameOf(unit), level: unit.kind },
    role: one.role,
    label: one.label,
    isOnLeave: isOnLeave(one, now),
  }
}

/** Somebody of the caller's units; any other is not to be found. */
async function findPerson(
  { staff, backend }: ConsoleContext,
  { unitId, appointmentId }: { unitId: string; appointmentId: string },
): Promise<{ unit: Unit; appointment: Appointment }> {
  const [unit] = await findUnits(backend.database, { _id: unitId })
  const appointment = unit?.appointments.find((one) => one.id === appointmentId)
  if (!unit || !appointment || !isWithin(staff, unit.path))
    throw refused('NOT_FOUND', '没有找到这个人，或者不在您的范围里。')
  return { unit, appointment }
}

async function viewPerson(
  context: ConsoleContext,
  unit: Unit,
  { userId, label }: Appointment,
): Promise<PersonView> {
  const { staff, backend, now, session } = context
  const held = await findHeld(backend.database, userId)
  const own = [unit, ...held.filter(({ _id }) => _id !== unit._id)]
  const posts = own
    .filter(({ path }) => isWithin(staff, path))
    .flatMap((one) => postsIn(one, userId, now))
  const sessions = (await findLive(context, userId)).map((one) => viewSession(one, session))
  return { id: personIdOf(userId), label, posts, sessions }
}

function postsIn(unit: Unit, userId: string, now: number): PersonView['posts'] {
  return unit.appointments
    .filter((one) => one.userId === userId && isCurrent(one, now))
    .map((one) => ({
      ...lineOf(unit, one, now),
      since: chinaDay(one.from),
      until: one.until === null ? null : chinaDay(one.until - 1),
      leave: one.leave.map(({ from, to }) => ({ from, to })),
      deputy: one.deputy && { label: one.deputy.label },
    }))
}

async function findLive({ backend, now }: ConsoleContext, userId: string) {
  const sessions = await findSessions(backend.database, userId, now)
  return sessions.filter((one) => isLive(one, now))
}
