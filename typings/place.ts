import type { Role, UnitKind } from './domain'

export interface UnitName {
  id: string
  name: string
}

export interface UnitView extends UnitName {
  level: UnitKind
  /** From the district down to the unit itself. */
  path: UnitName[]
}

/** One row of the way down community → area → micro-grid when a person chooses their grid. */
export interface UnitChoice extends UnitName {
  level: UnitKind
  /** True when nobody looks after it now; its area does. */
  isVacant: boolean
}

/** Who looks after a micro-grid right now. */
export interface CaretakerView {
  label: string
  role: Role
  /** The unit whose people these are: the grid itself, or the one that stands in. */
  unit: UnitName
  /** Why it is not the grid's own leader: a sentence, absent when it is. */
  standIn?: string
}

export interface LeaveView {
  /** Calendar days in China, YYYY-MM-DD, both included. */
  from: string
  to: string
}

export interface AppointmentView {
  id: string
  unit: UnitView
  role: Role
  label: string
  isOnLeave: boolean
  leave: LeaveView[]
  deputy: { label: string } | null
}

export interface ProfileView {
  grid: UnitView | null
  caretaker: CaretakerView | null
  contact: Contact
  /** Larger type and targets, as the person chose it. */
  elderView: boolean
  appointments: AppointmentView[]
  /** Where this person's photos go: `<uploadFolder>/<file name>`; others' files are refused. */
  uploadFolder: string
}

export interface Contact {
  name?: string
  phone?: string
}
