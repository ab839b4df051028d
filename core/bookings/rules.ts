import type { SlotHindrance } from '../../typings/bookings'
import { chinaDay, dayMs, minuteMs, startOfDay, yearOf } from '../calendar'
import { refuse } from '../errors'
import type { Refusal } from '../errors'
import { relativesAtMost } from './claims'
import type { Limit } from './claims'
import { closureOn } from './schedule'
import type { Home, Service, Slot, SlotPlan } from './types'
import { dayWords, timeWords } from './words'

/** What a slot shows of itself without the people in it. */
export type SlotSummary = Pick<Slot, '_id' | 'state' | 'closed' | 'room' | 'waiting' | 'waitRoom'>

export interface Visitor {
  /** The units the person belongs to, from the district down; empty before they joined one. */
  unitIds: readonly string[]
  birthYear: number | null
}

/** Whether the person lives where the service is for. */
export function isServed(home: Home, service: Service, unitIds: readonly string[]): boolean {
  const served = service.unitIds.length > 0 ? service.unitIds : home.serves
  return served.some((id) => unitIds.includes(id))
}

/** Why this person may not have it at all; null when they may. */
export function checkVisitor(
  { home, service }: { home: Home; service: Service },
  { unitIds, birthYear }: Visitor,
  startAt: number,
): Refusal | null {
  if (unitIds.length === 0) return refuse('NOT_JOINED')
  if (!isServed(home, service, unitIds))
    return refuse(
      'NOT_ELIGIBLE',
      '这项服务只面向附近几个村（社区）的居民，您可以看看本社区的近邻家园。',
    )
  if (!service.ages) return null
  if (birthYear === null)
    return refuse('BAD_INPUT', '这项服务有年龄要求，请填写出生年份。', 'birthYear')
  const age = yearOf(chinaDay(startAt)) - birthYear
  if (age >= service.ages.from && age <= service.ages.to) return null
  return refuse('NOT_ELIGIBLE', `这项服务面向${ageWords(service.ages)}，暂时不能预约。`)
}

/** What keeps anybody from booking a slot at this time; null when nothing does. */
export function timeHindrance(
  { home, service, plan }: { home: Home; service: Service; plan: SlotPlan },
  slot: Pick<Slot, 'state'> | null,
  now: number,
): SlotHindrance | null {
  if (plan.startAt <= now) return 'past'
  if (slot?.state === 'closed' || closureOn(home, chinaDay(plan.startAt))) return 'closed'
  if (plan.startAt - service.leadMinutes * minuteMs < now) return 'too_late'
  return opensAt(service, plan) > now ? 'too_early' : null
}

/** Booking opens at the start of the day that lies the horizon before. */
export function opensAt(service: Service, plan: Pick<SlotPlan, 'startAt'>): number {
  return startOfDay(chinaDay(plan.startAt)) - service.horizonDays * dayMs
}

/** The refusal for each hindrance of time. */
export function refuseTime(
  hindrance: SlotHindrance,
  { home, service, plan }: { home: Home; service: Service; plan: SlotPlan },
  slot: Pick<Slot, 'closed'> | null,
): Refusal {
  switch (hindrance) {
    case 'past':
      return refuse('TOO_LATE', '这个时段已经开始或结束，请选后面的时段。')
    case 'closed':
      return refuse('SLOT_CLOSED', closedWords(home, plan, slot))
    case 'too_late':
      return refuse(
        'TOO_LATE',
        `这个时段要提前${spanWords(service.leadMinutes)}预约，请选后面的时段。`,
      )
    case 'too_early':
      return refuse('TOO_SOON', `这个时段${dayWords(opensAt(service, plan))}起可以预约。`)
    case 'full':
      return refuse('SLOT_FULL')
    case 'mine':
      return refuse('ALREADY_BOOKED')
    case 'not_eligible':
      return refuse('NOT_ELIGIBLE')
    case 'over_limit':
      return refuse('OVER_LIMIT')
  }
}

function closedWords(home: Home, plan: SlotPlan, slot: Pick<Slot, 'closed'> | null): string {
  const reason = slot?.closed?.reason ?? closureOn(home, chinaDay(plan.startAt))?.reason ?? ''
  return `${timeWords(plan.startAt)}不开放${reason && `：${reason}`}。请换一个时段。`
}

export function refuseLimit(limit: Limit, service: Service): Refusal {
  if (limit === 'relatives')
    return refuse('OVER_LIMIT', `${service.name}一天最多替 ${relativesAtMost} 位家里人约。`)
  const most = limit === 'perDay' ? `每天 ${service.perDay}` : `每周 ${service.perWeek}`
  const sentence = `${service.name}每人${most} 次，已经约满次数。`
  return refuse('OVER_LIMIT', `${sentence}要改时间，可以在“我的预约”里改。`)
}

/** Null when so many may come together. */
export function checkParty(service: Service, party: number): Refusal | null {
  if (party <= service.partyMost && party <= service.capacity) return null
  return refuse('TOO_MANY', `${service.name}一次最多约 ${service.partyMost} 位。`, 'party')
}

/** "60 岁以上", "6 到 12 岁". */
export function ageWords({ from, to }: { from: number; to: number }): string {
  if (to >= 150) return `${from} 岁以上的居民`
  return from <= 0 ? `${to} 岁以下的居民` : `${from} 到 ${to} 岁的居民`
}

/** "30 分钟", "2 小时", "1 天". */
export function spanWords(minutes: number): string {
  if (minutes % 1440 === 0 && minutes > 0) return ` ${minutes / 1440} 天`
  return minutes % 60 === 0 && minutes > 0 ? ` ${minutes / 60} 小时` : ` ${minutes} 分钟`
}
