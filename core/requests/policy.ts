import type { RequestType, Topic, Urgency } from '../../typings/domain'
import type { LevelTerms, Policy, PolicyRow, Term, Terms } from '../../typings/settings'
import { type Calendar, minutesOfWorkingDay } from '../calendar'

export type { LevelTerms, Policy, PolicyRow, Term, Terms }

export const policyRows = [
  'emergency',
  'urgent',
  'inquiry',
  'normal',
  'complex',
] as const satisfies readonly PolicyRow[]

const minutes = (amount: number): Term => ({ amount, unit: 'minute' })
const workingDays = (amount: number): Term => ({ amount, unit: 'working_day' })

/** Shares from the micro-grid up; what is left of the final term belongs to the levels above. */
type Shares = readonly [microGrid: Term, area: Term, community: Term, above: Term]

function levelTerms(accept: Term, [microGrid, area, community, above]: Shares): Terms['levels'] {
  return {
    micro_grid: { accept: { ...accept }, share: { ...microGrid } },
    area: { accept: { ...accept }, share: { ...area } },
    community: { accept: { ...accept }, share: { ...community } },
    subdistrict: { accept: { ...accept }, share: { ...above } },
    district: { accept: { ...accept }, share: { ...above } },
    department: { accept: { ...accept }, share: { ...above } },
    partner: { accept: { ...accept }, share: { ...above } },
  }
}

function workingTerms(finalDays: number): Terms {
  const shares: Shares = [workingDays(1), workingDays(1), workingDays(2), workingDays(finalDays)]
  return {
    mode: 'working',
    levels: levelTerms(minutes(240), shares),
    final: workingDays(finalDays),
    overtime: workingDays(1),
  }
}

/** Round the clock the levels share in the same proportion as on working days: 1 : 1 : 2 : 2. */
function unbrokenTerms(accept: number, final: number): Terms {
  const part = final / 6
  return {
    mode: 'round_the_clock',
    levels: levelTerms(minutes(accept), [
      minutes(part),
      minutes(part),
      minutes(2 * part),
      minutes(2 * part),
    ]),
    final: minutes(final),
    overtime: minutes(part),
  }
}

export const defaultPolicy: Policy = {
  version: 1,
  terms: {
    emergency: unbrokenTerms(5, 120),
    urgent: unbrokenTerms(15, 24 * 60),
    inquiry: workingTerms(2),
    normal: workingTerms(5),
    complex: workingTerms(15),
  },
  byTopic: [],
  waitingDays: 5,
  ratingDays: 14,
  reopenDays: 14,
}

/** What a request is measured by. */
export interface Measured {
  urgency: Urgency
  type: RequestType
  topic: Topic
}

export function policyRow({ urgency, type }: Measured): PolicyRow {
  return urgency === 'normal' && type === 'inquiry' ? 'inquiry' : urgency
}

/** The terms of a request: its topic's own where there are some, else its row's. */
export function termsFor(policy: Policy, measured: Measured): Terms {
  const row = policyRow(measured)
  const own = policy.byTopic.find((one) => one.topic === measured.topic && one.row === row)
  return own?.terms ?? policy.terms[row]
}

/** The minutes of a term; a working day has as many as the calendar's working hours. */
export function minutesOf({ amount, unit }: Term, calendar: Calendar): number {
  return unit === 'minute' ? amount : amount * minutesOfWorkingDay(calendar)
}
