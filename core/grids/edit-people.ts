import { addDays, chinaDay, startOfDay } from '../calendar'
import { refuse } from '../errors'
import type { Refusal } from '../errors'
import { isCurrent } from './duty'
import { membersOf } from './duty-changes'
import { roleOfKind } from './levels'
import { peopleStates, untilOf } from './people-entries'
import type { Appointment, Invitation, Leave, Unit } from './types'

export type People = Pick<Unit, 'appointments' | 'invitations' | 'kind'>
/** A unit's people after a change, with what mirrors them. */
export interface PeopleAfter {
  appointments: Appointment[]
  invitations: Invitation[]
  members: string[]
  isVacant: boolean
}

export interface PersonInput {
  label: string
  /** Empty: none from now on; absent: as it is. */
  phone?: string
  /** Days in China; absent: as it is, or from today. */
  from?: string
  /** The last day; null: open-ended; absent: as it is. */
  until?: string | null
}

export function peopleAfter(
  change: Pick<PeopleAfter, 'appointments' | 'invitations'>,
  now: number,
): PeopleAfter {
  const { appointments, invitations } = change
  const isVacant = !appointments.some((one) => isCurrent(one, now))
  return { appointments, invitations, members: membersOf(appointments), isVacant }
}

/** Somebody new who waits for their code. */
export function invitePerson(
  unit: People,
  { id, ...input }: PersonInput & { id: string },
  now: number,
): PeopleAfter | Refusal {
  const fault = faultOf(unit, input, { now })
  if (fault) return fault
  const { label, phone, from = chinaDay(now), until = null } = input
  const newcomer: Invitation = {
    id,
    role: roleOfKind[unit.kind],
    label,
    from: startOfDay(from),
    until: untilOf(until ?? undefined),
    code: null,
    ...(phone && { phone }),
  }
  const { appointments, invitations = [] } = unit
  return peopleAfter({ appointments, invitations: [...invitations, newcomer] }, now)
}

/** Another label, phone or term for somebody known. */
export function changePerson(
  unit: People,
  { id, ...input }: PersonInput & { id: string },
  now: number,
): PeopleAfter | Refusal {
  const fault = faultOf(unit, input, { now, id })
  if (fault) return fault
  return changeOne(unit, id, { now, change: (one) => [withInput(one, input)] })
}

/** From now on they have no charge here; one that had not begun has never been. */
export function endPerson(unit: People, id: string, now: number): PeopleAfter | Refusal {
  const { appointments, invitations = [] } = unit
  if (invitations.some((one) => one.id === id)) {
    const others = invitations.filter((one) => one.id !== id)
    return peopleAfter({ appointments, invitations: others }, now)
  }
  return changeOne(unit, id, {
    now,
    change: (one) => (one.from < now ? [{ ...one, until: now }] : []),
  })
}

/** Leave for somebody who holds a charge; null ends it. */
export function setLeave(
  unit: People,
  { id, leave, deputy }: { id: string; leave: Leave | null; deputy: Appointment['deputy'] },
  now: number,
): PeopleAfter | Refusal {
  const fault = leave && faultOfLeave(leave, now)
  if (fault) return fault
  const isHeld = unit.appointments.some((one) => one.id === id && !isOver(one, now))
  if (!isHeld) return refuse('NOT_FOUND', '没有找到这个人，可能刚刚有了变动，请刷新。')
  const change = (one: Appointment): Appointment =>
    one.id === id ? { ...one, leave: leave ? [leave] : [], deputy: leave ? deputy : null } : one
  const { appointments, invitations = [] } = unit
  return peopleAfter({ appointments: appointments.map(change), invitations }, now)
}

/** Longer than this is not a leave: the appointment ends instead. */
const mostLeaveDays = 90

/** What is wrong with days of leave; null when nothing is. */
export function faultOfLeave({ from, to }: Leave, now: number): Refusal | null {
  if (to < from) return refuse('BAD_INPUT', '结束日期不能早于开始日期。', 'to')
  if (to < chinaDay(now)) return refuse('BAD_INPUT', '这段日期已经过去了，请重新选择。', 'to')
  const isLong = addDays(from, mostLeaveDays) < to
  return isLong ? refuse('BAD_INPUT', `一次请假最多 ${mostLeaveDays} 天。`, 'to') : null
}

const isOver = ({ until }: { until: number | null }, now: number) => until !== null && until <= now

function faultOf(
  unit: People,
  { label, from, until }: PersonInput,
  { now, id }: { now: number; id?: string },
): Refusal | null {
  const others = peopleStates(unit, now).filter((one) => one.id !== id)
  if (others.some((one) => one.label === label))
    return refuse('BAD_INPUT', `这里已经有“${label}”，请换一个称呼以便区分。`, 'label')
  if (until && until < (from ?? chinaDay(now)))
    return refuse('BAD_INPUT', '结束日期不能早于开始日期。', 'until')
  return null
}

function changeOne(
  unit: People,
  id: string,
  { now, change }: { now: number; change: <T extends Appointment | Invitation>(one: T) => T[] },
): PeopleAfter | Refusal {
  const { invitations = [] } = unit
  const isIt = (one: Appointment | Invitation) => one.id === id && !isOver(one, now)
  if (!unit.appointments.some(isIt) && !invitations.some(isIt))
    return refuse('NOT_FOUND', '没有找到这个人，可能刚刚有了变动，请刷新。')
  const apply = <T extends Appointment | Invitation>(one: T) => (isIt(one) ? change(one) : [one])
  return peopleAfter(
    { appointments: unit.appointments.flatMap(apply), invitations: invitations.flatMap(apply) },
    now,
  )
}

function withInput<T extends Appointment | Invitation>(one: T, input: PersonInput): T {
  const { phone: before, ...rest } = one
  const phone = input.phone ?? before
  return {
    ...(rest as T),
    label: input.label,
    ...(phone && { phone }),
    ...(input.from && input.from !== chinaDay(one.from) && { from: startOfDay(input.from) }),
    ...(input.until !== undefined && { until: untilOf(input.until ?? undefined) }),
  }
}
