import { hindranceOf, viewHome, viewHomeDetail, viewSlot } from '../../../core/bookings/view'
import { timeHindrance } from '../../../core/bookings/rules'
import { planSlots, weekFrom } from '../../../core/bookings/schedule'
import type { Service, SlotPlan } from '../../../core/bookings/types'
import { bookingRef } from '../../../core/bookings/notices'
import { hasSeat } from '../../../core/bookings/seats'
import { chinaDay } from '../../../core/calendar'
import type { DayOffer, ServiceKind, SlotView, WeekView } from '../../../typings/bookings'
import type { Database } from '../database'
import type { Context } from '../operation'
import { refused } from '../serve'
import { findGridPath, findHomeDays } from '../stores/homes'
import type { HomeDays, SlotGlance } from '../stores/homes'
import { steeringOf } from '../stores/settings'

/** Most homes shown at once: a person's own place has a handful. */
const homesShown = 20

/** Seven days of a home, in one call. */
export async function readWeek(
  database: Database,
  { openid, now }: Context,
  { homeId, from = chinaDay(now) }: { homeId: string; from?: string },
): Promise<WeekView> {
  const days = weekFrom(from)
  const to = days.at(-1) ?? from
  const [found] = await findHomeDays(database, {
    where: { _id: homeId },
    openid,
    from,
    to,
    limit: 1,
  })
  if (!found) throw refused('NOT_FOUND', '没有找到这个近邻家园。')
  const slots = slotsOf(found, { from, to, now })
  return {
    home: viewHomeDetail(found.home, { unitIds: found.gridPath, today: chinaDay(now) }),
    days: days.map((day) => ({ day, slots: slots.filter((slot) => dayOf(slot) === day) })),
  }
}

const dayOf = ({ startAt }: SlotView) => chinaDay(Date.parse(startAt))

/** Homes of one's place with the slots of a day; all homes for those who have not joined one. */
export async function findOffers(
  database: Database,
  { openid, now }: Context,
  { kind, day }: { kind?: ServiceKind; day?: string },
): Promise<DayOffer[]> {
  const unitIds = await findGridPath(database, openid)
  const where = unitIds.length > 0 ? { serves: { $in: unitIds } } : { _id: { $gt: '' } }
  const from = day ?? chinaDay(now)
  const query = { where, openid, from, to: from, limit: homesShown }
  const found = await findHomeDays(database, query)
  return found.flatMap((one) => {
    const home = { ...one.home, services: one.home.services.filter((each) => isKind(each, kind)) }
    if (home.services.length === 0) return []
    const slots = day ? slotsOf({ ...one, home }, { from, to: from, now }) : []
    return [{ home: viewHome(home, one.gridPath), slots }]
  })
}

const isKind = (service: Service, kind?: ServiceKind) => !kind || service.kind === kind

interface Stretch {
  from: string
  to: string
  now: number
}

/** What the schedule has, and what was booked of it though the schedule has it no more. */
function slotsOf(found: HomeDays, { from, to, now }: Stretch): SlotView[] {
  const { calendar } = steeringOf(found.settings)
  const views = found.home.services.flatMap((service) => {
    const plans = planSlots(service, { from, to, calendar })
    const known = new Set(plans.map(({ id }) => id))
    const kept = found.slots
      .filter((slot) => slot.serviceId === service.id && !known.has(slot._id))
      .filter(isConcerned)
      .map(({ _id, startAt, endAt }) => ({ id: _id, startAt, endAt }))
    return [...plans, ...kept].map((plan) => viewPlan(found, { service, plan }, now))
  })
  return views.sort((a, b) => (a.startAt < b.startAt ? -1 : 1))
}

/** Somebody is in it or was told that it is closed: of others nobody needs to know any more. */
const isConcerned = ({ state, room, capacity, bookings }: SlotGlance) =>
  state === 'closed' || room < capacity || bookings.length > 0

function viewPlan(
  { home, slots, gridPath }: HomeDays,
  { service, plan }: { service: Service; plan: SlotPlan },
  now: number,
): SlotView {
  const slot = slots.find(({ _id }) => _id === plan.id) ?? null
  const mine = mineIn(slot)
  const byTime = timeHindrance({ home, service, plan }, slot, now)
  const hindrance = hindranceOf({ home, service, slot }, { unitIds: gridPath, mine }, byTime)
  return viewSlot({ plan, service, slot }, { mine, hindrance })
}

/** One's own booking; those made for others don't keep one from booking. */
function mineIn(slot: SlotGlance | null): SlotView['mine'] {
  const own = slot?.bookings.find(
    (one) => !one.isGuest && (hasSeat(one) || one.state === 'waiting'),
  )
  return slot && own ? { id: bookingRef(slot._id, own.id), state: own.state } : null
}
