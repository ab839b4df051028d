import { chinaCalendar } from '../../../core/calendar'
import type { Calendar, StoredCalendar } from '../../../core/calendar'
import { defaultPolicy } from '../../../core/requests/policy'
import type { Policy } from '../../../core/requests/policy'
import type { Rule } from '../../../core/requests/dispatch'
import type { Database, Stage } from '../database'

/** What staff decide: a handful of documents, joined into the reads that need them. */
export type Settings =
  /** `unitIds`: all units on the paths of those that rules point to, for joining them. */
  | { _id: 'dispatch'; rules: Rule[]; unitIds: string[]; version: number }
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
  /** Of the rules, for changing them only as they were read. */
  rulesVersion: number
}

/** The settings as the decisions want them, the neutral defaults where none are stored. */
export function steeringOf(settings: Settings[]): Steering {
  const steering: Steering = {
    policy: defaultPolicy,
    calendar: chinaCalendar(),
    rules: [],
    rulesVersion: 0,
  }
  for (const one of settings) {
    if (one._id === 'dispatch')
      Object.assign(steering, { rules: one.rules, rulesVersion: one.version })
    else if (one._id === 'deadlines') steering.policy = one.policy
    else steering.calendar = chinaCalendar(one.calendar)
  }
  return steering
}

/**
 * Switches off rules that point at a unit without people, if nobody changed the rules since.
 * A rule switched off by somebody else meanwhile is none of ours: then nothing is written.
 */
export async function switchOffRules(
  database: Database,
  ruleIds: readonly string[],
  settings: { rules: Rule[]; version: number },
): Promise<boolean> {
  const rules = settings.rules.map((rule) =>
    ruleIds.includes(rule.id) ? { ...rule, isOn: false } : rule,
  )
  const where = { _id: 'dispatch', version: settings.version }
  return (await database.update('settings', where, { set: { rules }, inc: { version: 1 } })) === 1
}
