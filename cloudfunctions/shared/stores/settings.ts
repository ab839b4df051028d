import { chinaCalendar } from '../../../core/calendar'
import type { Calendar, StoredCalendar } from '../../../core/calendar'
import { defaultPolicy } from '../../../core/requests/deadlines'
import type { Policy } from '../../../core/requests/deadlines'
import type { Rule } from '../../../core/requests/dispatch'
import type { Stage } from '../database'

/** What staff decide: a handful of documents, joined into the reads that need them. */
export type Settings =
  | { _id: 'dispatch'; rules: Rule[]; version: number }
  | { _id: 'deadlines'; policy: Policy; version: number }
  | { _id: 'calendar'; calendar: StoredCalendar; version: number }

/** Joins all settings, as `settings`. */
export const settingsStage: Stage = {
  $lookup: {
    from: 'settings',
    pipeline: [{ $match: { _id: { $in: ['dispatch', 'deadlines', 'calendar'] } } }],
    as: 'settings',
  },
}

export interface Steering {
  policy: Policy
  calendar: Calendar
  rules: Rule[]
}

/** The settings as the decisions want them, the neutral defaults where none are stored. */
export function steeringOf(settings: Settings[]): Steering {
  const steering: Steering = { policy: defaultPolicy, calendar: chinaCalendar(), rules: [] }
  for (const one of settings) {
    if (one._id === 'dispatch') steering.rules = one.rules
    else if (one._id === 'deadlines') steering.policy = one.policy
    else steering.calendar = chinaCalendar(one.calendar)
  }
  return steering
}
