import { endOfDay, startOfDay } from '../calendar'
import type { Appointment, Unit } from './types'

/**
 * When next somebody of the unit comes on duty or goes off: an appointment that begins or
 * ends, a leave that begins or is over. Epoch milliseconds; null when nothing is ahead.
 */
export function nextDutyChange(unit: Pick<Unit, 'appointments'>, now: number): number | null {
  const ahead = unit.appointments.flatMap(changesOf).filter((at) => at > now)
  return ahead.length > 0 ? Math.min(...ahead) : null
}

function changesOf({ from, until, leave }: Appointment): number[] {
  const leaves = leave.flatMap((one) => [startOfDay(one.from), endOfDay(one.to)])
  return [from, ...(until === null ? [] : [until]), ...leaves]
}

/** Everybody who may act for a unit: its people and those who stand in for them. */
export function membersOf(appointments: readonly Appointment[]): string[] {
  const ids = appointments.flatMap(({ userId, deputy }) => [
    userId,
    ...(deputy ? [deputy.userId] : []),
  ])
  return [...new Set(ids)]
}
