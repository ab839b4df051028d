import type { Role } from '../../typings/domain'
import { chinaDay } from '../calendar'
import { caretakerNouns } from './levels'
import type { Appointment, Chain, Unit } from './types'

/** Somebody who can take a request of a unit now. */
export interface Caretaker {
  userId: string
  label: string
  role: Role
  /** The label of the person on leave, when this one is the deputy. */
  standInFor?: string
}

/** In which capacity a person acts for a unit. */
export interface Post {
  unitId: string
  role: Role
  label: string
}

export interface Caretakers {
  /** The unit that has it: the lowest with somebody on duty, else the topmost. */
  unit: Unit
  /** Empty only when nobody is on duty up to the top. */
  people: Caretaker[]
  /** Why it is not the unit asked for, or not its own people; empty when it is. */
  reason: string
}

/** Whether the appointment has begun and not ended; leave does not matter. */
export function isCurrent(appointment: Appointment, now: number): boolean {
  return appointment.from <= now && (appointment.until === null || now < appointment.until)
}

/** Whether the Chinese calendar day of `now` lies in one of the person's leaves. */
export function isOnLeave(appointment: Appointment, now: number): boolean {
  const today = chinaDay(now)
  return appointment.leave.some(({ from, to }) => from <= today && today <= to)
}

/** Who can take work of the unit now: its people on duty; when all are on leave, their deputies. */
export function onDuty(unit: Unit, now: number): Caretaker[] {
  const current = unit.appointments.filter((appointment) => isCurrent(appointment, now))
  const present = current.filter((appointment) => !isOnLeave(appointment, now))
  return present.length > 0 ? present.map(asCaretaker) : deputies(current, now)
}

/** Whether the unit has anybody appointed now, on leave or not. */
export function isVacant(unit: Unit, now: number): boolean {
  return !unit.appointments.some((appointment) => isCurrent(appointment, now))
}

/**
 * Climbs from the last unit of the chain until somebody is on duty.
 * Never without a unit: when nobody is, the topmost owns it with no people.
 */
export function findCaretakers(chain: Chain, now: number): Caretakers {
  const skipped: Unit[] = []
  for (const unit of chain.toReversed()) {
    const people = onDuty(unit, now)
    if (people.length > 0) return { unit, people, reason: explain(skipped, { unit, people }, now) }
    skipped.push(unit)
  }
  const top = chain[0]
  if (!top) throw new RangeError('a chain has at least one unit')
  return {
    unit: top,
    people: [],
    reason: explain(skipped.slice(0, -1), { unit: top, people: [] }, now),
  }
}

/** The capacities in which a person may act for these units now, deputies of people on leave included. */
export function postsOf(units: readonly Unit[], userId: string, now: number): Post[] {
  return units.flatMap((unit) =>
    unit.appointments
      .filter((appointment) => isCurrent(appointment, now))
      .flatMap((appointment) => postIn(appointment, userId, now) ?? [])
      .map((post) => ({ unitId: unit._id, ...post })),
  )
}

function postIn(appointment: Appointment, userId: string, now: number) {
  const { role, label, deputy } = appointment
  if (appointment.userId === userId) return { role, label }
  if (deputy?.userId === userId && isOnLeave(appointment, now)) return { role, label: deputy.label }
  return null
}

function asCaretaker({ userId, label, role }: Appointment): Caretaker {
  return { userId, label, role }
}

function deputies(onLeave: readonly Appointment[], now: number): Caretaker[] {
  const away = new Set(onLeave.filter((one) => isOnLeave(one, now)).map(({ userId }) => userId))
  const found = new Map<string, Caretaker>()
  for (const { deputy, role, label } of onLeave) {
    if (!deputy || away.has(deputy.userId) || found.has(deputy.userId)) continue
    found.set(deputy.userId, { ...deputy, role, standInFor: label })
  }
  return [...found.values()]
}

function explain(
  skipped: readonly Unit[],
  { unit, people }: Pick<Caretakers, 'unit' | 'people'>,
  now: number,
): string {
  const first = people[0]
  const absences = skipped.map((one) => whyNobody(one, now))
  const receiver = people.length === 1 && first ? first.label : unit.name
  if (first?.standInFor) absences.push(`${first.standInFor}在请假，由${first.label}代班`)
  else if (absences.length > 0) absences.push(`已转给${receiver}`)
  return absences.join('，')
}

function whyNobody(unit: Unit, now: number): string {
  const noun = caretakerNouns[unit.kind]
  return isVacant(unit, now) ? `${unit.name}暂时没有${noun}` : `${unit.name}的${noun}在请假`
}
