import ICAL from 'ical.js'
import type { Calendar } from '../calendar'
import { addDays, chinaDay, chinaInstant, chinaTime, isWorkingDay, minuteMs } from '../calendar'
import type { Closure, Home, Schedule, Service, Session, SlotPlan } from './types'

const occurrencesAtMost = 5000

/**
 * The slots a service's schedule gives on days from `from` to `to`, both included, by time.
 * Throws when a rule is no RFC 5545 rule.
 */
export function planSlots(
  service: Service,
  { from, to, calendar }: { from: string; to: string; calendar: Calendar },
): SlotPlan[] {
  const { schedule } = service
  const regular = schedule.sessions.flatMap((session) =>
    daysOf(session.rule, { since: schedule.since, from, to })
      .filter((day) => takesPlace(schedule, calendar, day))
      .flatMap((day) => cut(service, day, session)),
  )
  const extra = schedule.extra
    .filter(({ day }) => from <= day && day <= to)
    .flatMap((one) => cut(service, one.day, one))
  const unique = new Map([...regular, ...extra].map((plan) => [plan.id, plan]))
  return [...unique.values()].sort((a, b) => a.startAt - b.startAt)
}

/** The slot of an id, if the schedule has it. */
export function findPlan(service: Service, slotId: string, calendar: Calendar): SlotPlan | null {
  const parts = parseSlotId(slotId)
  if (parts?.serviceId !== service.id) return null
  const plans = planSlots(service, { from: parts.day, to: parts.day, calendar })
  return plans.find(({ id }) => id === slotId) ?? null
}

/** `<service id>:<YYYYMMDDHHMM>` in China. */
export function slotIdOf(serviceId: string, startAt: number): string {
  const time = `${chinaDay(startAt)}${chinaTime(startAt)}`
  return `${serviceId}:${time.replace(/\D/g, '')}`
}

/** Null for what no slot id looks like. */
export function parseSlotId(slotId: string): { serviceId: string; day: string } | null {
  const match = /^([\w-]+):(\d{4})(\d{2})(\d{2})\d{4}$/.exec(slotId)
  if (!match) return null
  const [, serviceId = '', year, month, date] = match
  const day = `${year}-${month}-${date}`
  return Number.isNaN(Date.parse(day)) ? null : { serviceId, day }
}

/** The closure that a day of the home falls into. */
export function closureOn(home: Pick<Home, 'closures'>, day: string): Closure | null {
  return home.closures.find(({ from, to }) => from <= day && day <= to) ?? null
}

function takesPlace({ except, days }: Schedule, calendar: Calendar, day: string): boolean {
  return !except.includes(day) && (days === 'every' || isWorkingDay(calendar, day))
}

/** Whether it is a rule that our schedules may have. */
export function isRule(rule: string): boolean {
  if (!/^FREQ=(DAILY|WEEKLY|MONTHLY)(;(INTERVAL|BYDAY|BYMONTHDAY)=[-\dA-Z,]+)*$/.test(rule))
    return false
  try {
    return daysOf(rule, { since: '2026-01-01', from: '2026-01-01', to: '2031-12-31' }).length > 0
  } catch {
    return false
  }
}

interface Range {
  since: string
  from: string
  to: string
}

/** Rules are read as days without a time zone: a session's times of day are China's. */
function daysOf(rule: string, { since, from, to }: Range): string[] {
  const days: string[] = []
  const iterator = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromDateString(since))
  for (let count = 0; count < occurrencesAtMost; count++) {
    const day = iterator.next()?.toString().slice(0, 10)
    if (day === undefined || day > to) break
    if (day >= from) days.push(day)
  }
  return days
}

/** A session in pieces of the service's length; what is left over is no slot. */
function cut(service: Service, day: string, { from, to }: Omit<Session, 'rule'>): SlotPlan[] {
  const end = chinaInstant(day, to)
  const length = service.minutes * minuteMs
  const plans: SlotPlan[] = []
  for (let at = chinaInstant(day, from); at + length <= end; at += length)
    plans.push({ id: slotIdOf(service.id, at), startAt: at, endAt: at + length })
  return plans
}

/** Seven days from one. */
export function weekFrom(day: string): string[] {
  return Array.from({ length: 7 }, (_, index) => addDays(day, index))
}
