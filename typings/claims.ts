import type { Role } from './domain'
import type { AppointmentView, UnitView } from './place'

/** A charge that waits for whoever brings its one-time code. */
export interface InvitationView {
  unit: UnitView
  role: Role
  label: string
  /** Days in China; `until` is the last one, null when it is open-ended. */
  from: string
  until: string | null
}

export interface ResidentClaims {
  /** What a code is for, before it is used. */
  'appointments.look': { input: { code: string }; output: InvitationView }
  /** Takes the charge up: the code works once. */
  'appointments.claim': {
    input: { code: string }
    output: { appointments: AppointmentView[] }
  }
}
