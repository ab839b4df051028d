import { findCaretakers, isCurrent, isOnLeave, onDuty } from '../../core/grids/duty'
import type { Appointment, Unit } from '../../core/grids/types'
import type {
  AppointmentView,
  CaretakerView,
  ProfileView,
  StuckMessage,
  UnitChoice,
  UnitName,
  UnitView,
} from '../../typings/api'
import { uploadFolder } from './ids'
import type { StoredNotice } from './stores/notices'
import type { User } from './stores/users'

/** The last of a chain, with the names on the way down to it. */
export function viewUnit(chain: Unit[]): UnitView | null {
  const unit = chain.at(-1)
  if (!unit) return null
  return { id: unit._id, name: unit.name, level: unit.kind, path: chain.map(nameOf) }
}

export const nameOf = (unit: Unit): UnitName => ({ id: unit._id, name: unit.name })

/** Who looks after the last unit of a chain now, or who stands in; null when nobody is known. */
export function viewCaretaker(chain: Unit[], now: number): CaretakerView | null {
  const unit = chain.at(-1)
  if (!unit) return null
  const found = findCaretakers(chain, now)
  const [person] = found.people
  if (!person) return null
  return {
    label: person.label,
    role: person.role,
    unit: nameOf(found.unit),
    ...(found.reason && { standIn: found.reason }),
  }
}

export function viewChoice(unit: Unit, now: number): UnitChoice {
  const isVacant = onDuty(unit, now).length === 0
  return { ...nameOf(unit), level: unit.kind, isVacant }
}

/** The charges that are current, with the units' names on the way down. */
export function viewAppointments(
  held: Unit[],
  person: { openid: string; now: number },
): AppointmentView[] {
  return held.flatMap((unit) =>
    unit.appointments
      .filter((one) => one.userId === person.openid && isCurrent(one, person.now))
      .map((one) => viewAppointment(unit, one, person.now)),
  )
}

function viewAppointment(unit: Unit, one: Appointment, now: number): AppointmentView {
  return {
    id: one.id,
    unit: { ...nameOf(unit), level: unit.kind, path: [nameOf(unit)] },
    role: one.role,
    label: one.label,
    isOnLeave: isOnLeave(one, now),
    leave: one.leave.map(({ from, to }) => ({ from, to })),
    deputy: one.deputy && { label: one.deputy.label },
  }
}

export interface ProfileParts {
  openid: string
  user: User | null
  ownChain: Unit[]
  held: Unit[]
  now: number
}

export function viewProfile({ openid, user, ownChain, held, now }: ProfileParts): ProfileView {
  return {
    grid: viewUnit(ownChain),
    caretaker: viewCaretaker(ownChain, now),
    contact: user?.contact ?? {},
    elderView: user?.elderView ?? false,
    appointments: viewAppointments(held, { openid, now }),
    uploadFolder: uploadFolder(openid),
  }
}

/** A message that WeChat would not take, as staff see it. */
export const viewStuck = ({ _id, at, text, requestId, push }: StoredNotice): StuckMessage => ({
  id: _id,
  at: new Date(at).toISOString(),
  text,
  requestId,
  error: push?.error ?? '',
})
