import * as v from 'valibot'
import { isCurrent } from '../../../core/grids/duty'
import { changePerson, endPerson, invitePerson, setLeave } from '../../../core/grids/edit-people'
import type { PeopleAfter } from '../../../core/grids/edit-people'
import { putCodeOut } from '../../../core/grids/invitations'
import type { Refusal } from '../../../core/errors'
import type { Appointment, Unit } from '../../../core/grids/types'
import type { ConsoleAppointments, UnitDetail } from '../../../typings/console/grids'
import { digestOfCode, newInvitationCode } from '../../shared/grids/codes'
import { stableId } from '../../shared/ids'
import { day, id } from '../../shared/schemas'
import { nodePainter } from '../../shared/sdk/node'
import { orRefuse, refused } from '../../shared/serve'
import { saveUnit } from '../../shared/stores/grids'
import { findChildren } from '../../shared/stores/units'
import { logAct } from '../audit'
import type { ConsoleContext, ConsoleOperations } from '../context'
import { changedMeanwhile, findSteered } from './access'
import { detailOf } from './detail'
import { label, leave, ofPerson, phone, version } from './schemas'

/** The mini program's page where somebody takes up a charge with their code. */
const claimPage = 'packages/join/claim'

/** Who has charge of a unit: appointing, ending, leave, and codes for those who have yet to come. */
export const appointments: ConsoleOperations<ConsoleAppointments> = {
  'appointments.save': {
    input: v.strictObject({
      id,
      version,
      personId: v.exactOptional(id),
      label,
      phone: v.exactOptional(phone),
      from: v.exactOptional(day),
      until: v.exactOptional(v.nullable(day)),
    }),
    run: ({ personId, id: unitId, version: read, ...input }, context) =>
      changePeople(context, { id: unitId, version: read }, (unit) =>
        personId === undefined
          ? invitePerson(unit, { id: newPersonId(context), ...input }, context.now)
          : changePerson(unit, { id: personId, ...input }, context.now),
      ),
  },
  'appointments.end': {
    input: v.strictObject(ofPerson),
    run: ({ personId, ...read }, context) =>
      changePeople(context, read, (unit) => endPerson(unit, personId, context.now)),
  },
  'appointments.invite': {
    input: v.strictObject(ofPerson),
    async run({ personId, ...read }, context) {
      const code = newInvitationCode()
      const change = (unit: Unit) =>
        putCodeOut(unit, { id: personId, digest: digestOfCode(code) }, context.now)
      const unit = await changePeople(context, read, change)
      const until = unit.people.find((one) => one.id === personId)?.codeUntil ?? ''
      const image = await nodePainter.paint({ page: claimPage, scene: code })
      return { unit, code, path: `${claimPage}?scene=${code}`, image, until }
    },
  },
  'appointments.setLeave': {
    input: v.strictObject({ ...ofPerson, leave: v.nullable(leave), deputyId: v.exactOptional(id) }),
    async run({ personId, leave: days, deputyId, ...read }, context) {
      const { unit } = await findSteered(context, read)
      const deputy = days ? await findDeputy(context, unit, { personId, deputyId }) : null
      return changePeople(context, read, (one) =>
        setLeave(one, { id: personId, leave: days, deputy }, context.now),
      )
    },
  },
  'appointments.deputies': {
    input: v.strictObject({ id, personId: id }),
    async run({ personId, ...input }, context) {
      const { unit } = await findSteered(context, input)
      const candidates = await findCandidates(context, unit, personId)
      return { items: candidates.map((one) => ({ id: one.id, label: one.label })) }
    },
  },
  /** Logged before it is shown: a look that could not be logged is none. */
  'appointments.revealPhone': {
    input: v.strictObject({ id, personId: id }),
    async run({ personId, ...input }, context) {
      const { unit } = await findSteered(context, input)
      const people = [...unit.appointments, ...(unit.invitations ?? [])]
      const person = people.find((one) => one.id === personId)
      if (!person?.phone) throw refused('NOT_FOUND', '没有登记这个人的电话。')
      const act = { unitId: unit._id, subject: person.label }
      await logAct(context, { action: 'reveal_phone', ...act })
      return { phone: person.phone }
    },
  },
}

/** The same call again makes nobody twice. */
const newPersonId = ({ openid, key }: ConsoleContext) => stableId(openid, key).slice(0, 20)

/** Decides on the unit as its caller read it, and writes once on that version. */
async function changePeople(
  context: ConsoleContext,
  read: { id: string; version: number },
  change: (unit: Unit) => PeopleAfter | Refusal,
): Promise<UnitDetail> {
  const { unit, chain } = await findSteered(context, read)
  const people = orRefuse(change(unit))
  const { database } = context.backend
  if (!(await saveUnit(database, unit, { change: people, now: context.now })))
    throw changedMeanwhile()
  await context.backend.recheck()
  const next = { ...unit, ...people, version: unit.version + 1 }
  return detailOf(context, next, [...chain.slice(0, -1), next])
}

/** Colleagues of the unit, and the people of its sisters. */
async function findCandidates(
  { backend, now }: ConsoleContext,
  unit: Unit,
  personId: string,
): Promise<Appointment[]> {
  const sisters = unit.parentId ? await findChildren(backend.database, unit.parentId) : [unit]
  const own = unit.appointments.find((one) => one.id === personId)
  const people = [unit, ...sisters.filter(({ kind }) => kind === unit.kind)]
    .flatMap((one) => one.appointments)
    .filter((one) => isCurrent(one, now) && one.userId !== own?.userId)
  return [...new Map(people.map((one) => [one.userId, one])).values()]
}

async function findDeputy(
  context: ConsoleContext,
  unit: Unit,
  { personId, deputyId }: { personId: string; deputyId?: string | undefined },
): Promise<Appointment['deputy']> {
  if (deputyId === undefined) return null
  const candidates = await findCandidates(context, unit, personId)
  const chosen = candidates.find((one) => one.id === deputyId)
  if (!chosen) throw refused('BAD_INPUT', '请从名单里选择代班的人。', 'deputyId')
  return { userId: chosen.userId, label: chosen.label }
}
