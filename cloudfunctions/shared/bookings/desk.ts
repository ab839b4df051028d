import { checkClosing } from '../../../core/bookings/acts'
import { timeHindrance } from '../../../core/bookings/rules'
import { findPlan, parseSlotId, planSlots } from '../../../core/bookings/schedule'
import { emptySlot, hasSeat, placeOf } from '../../../core/bookings/seats'
import type { Home, Person, Service, Slot, SlotPlan } from '../../../core/bookings/types'
import { viewHomeDetail, viewRow, viewSlot } from '../../../core/bookings/view'
import { closeWrite } from '../../../core/bookings/writes'
import { chinaDay, endOfDay, startOfDay } from '../../../core/calendar'
import type { DeskDay, DeskRow, DeskSlot, HomeDetail } from '../../../typings/bookings'
import type { Database, Where } from '../database'
import type { Context } from '../operation'
import { refused } from '../serve'
import { addClosure, findDeskCase } from '../stores/homes'
import type { DeskCase } from '../stores/homes'
import { steeringOf } from '../stores/settings'
import { findOpenSlots, insertSlot, writeSlot } from '../stores/slots'
import { deskPerson, busy } from './act'
import { pause } from './pause'

interface Desk extends DeskCase {
  person: Person
}

/** A home's day for the people of its desk; FORBIDDEN for others. */
async function openDesk(
  database: Database,
  context: Context,
  { where, day }: { where: Where; day: string },
): Promise<Desk> {
  const { openid } = context
  const found = await findDeskCase(database, { where, openid, from: day, to: day })
  if (!found) throw refused('NOT_FOUND', '没有找到这个近邻家园。')
  return { ...found, person: deskPerson(found.home, found.held, context) }
}

/** Everything of a day: what the desk prints. One call. */
export async function readDeskDay(
  database: Database,
  context: Context,
  { homeId, day = chinaDay(context.now) }: { homeId: string; day?: string },
): Promise<DeskDay> {
  const desk = await openDesk(database, context, { where: { _id: homeId }, day })
  return { home: detailOf(desk.home, context.now), day, slots: slotsOf(desk, day, context.now) }
}

function detailOf(home: Home, now: number): HomeDetail {
  return viewHomeDetail(home, { unitIds: home.path, today: chinaDay(now) })
}

function slotsOf(desk: Desk, day: string, now: number): DeskSlot[] {
  const { calendar } = steeringOf(desk.settings)
  const views = desk.home.services.flatMap((service) => {
    const plans = planSlots(service, { from: day, to: day, calendar })
    const known = new Set(plans.map(({ id }) => id))
    const kept = desk.slots
      .filter(({ _id, serviceId }) => serviceId === service.id && !known.has(_id))
      .map(({ _id, startAt, endAt }) => ({ id: _id, startAt, endAt }))
    return [...plans, ...kept].map((plan) => {
      const slot = desk.slots.find(({ _id }) => _id === plan.id) ?? null
      return viewDeskSlot({ home: desk.home, service, plan }, slot, now)
    })
  })
  return views.sort((a, b) => (a.startAt < b.startAt ? -1 : 1))
}

interface Offer {
  home: Home
  service: Service
  plan: SlotPlan
}

function viewDeskSlot(offer: Offer, slot: Slot | null, now: number): DeskSlot {
  const hindrance = timeHindrance(offer, slot, now)
  const listed = slot?.bookings.filter((one) => hasSeat(one) || one.state === 'waiting') ?? []
  return {
    ...viewSlot({ ...offer, slot }, { mine: null, hindrance }),
    service: offer.service.name,
    closedBecause: slot?.closed?.reason ?? null,
    rows: slot ? listed.map((one) => viewRow(slot, one, { place: placeOf(slot, one), now })) : [],
  }
}

/** Today's bookings of a home with these four digits: mostly one, else the desk asks for the name. */
export async function findByCode(
  database: Database,
  context: Context,
  { homeId, code }: { homeId: string; code: string },
): Promise<DeskRow[]> {
  const { slots } = await readDeskDay(database, context, { homeId })
  return slots.flatMap(({ rows }) => rows.filter((row) => row.code === code))
}

/** Closes one slot, booked or not; the clock tells everybody in it. */
export async function closeSlot(
  database: Database,
  context: Context,
  { slotId, reason }: { slotId: string; reason: string },
): Promise<DeskSlot> {
  const parsed = parseSlotId(slotId)
  if (!parsed) throw refused('NOT_FOUND', '没有这个时段，请刷新后再看。')
  for (let attempt = 0; attempt < 5; attempt++) {
    if (attempt > 0) await pause(attempt)
    const desk = await openDesk(database, context, {
      where: { 'services.id': parsed.serviceId },
      day: parsed.day,
    })
    const closed = await closeAtDesk(database, { desk, slotId, reason, now: context.now })
    if (closed) return closed
  }
  throw busy()
}

async function closeAtDesk(
  database: Database,
  { desk, slotId, reason, now }: { desk: Desk; slotId: string; reason: string; now: number },
): Promise<DeskSlot | null> {
  const service = desk.home.services.find(({ id }) => slotId.startsWith(`${id}:`))
  const plan = service && findPlan(service, slotId, steeringOf(desk.settings).calendar)
  const known = desk.slots.find(({ _id }) => _id === slotId)
  const offer = service && (plan ?? (known && { id: slotId, ...known }))
  if (!service || !offer) throw refused('NOT_FOUND', '没有这个时段，请刷新后再看。')
  const slot = known ?? emptySlot({ home: desk.home, service, plan: offer }, now)
  const refusal = checkClosing(slot, now)
  if (refusal) throw refused(refusal.refused, refusal.message)
  const closed = { at: now, by: desk.person, reason }
  const after: Slot = { ...slot, state: 'closed', closed, dueAt: null }
  const written = known
    ? await writeSlot(database, closeWrite(slot, closed))
    : await insertSlot(database, after)
  return written === 'written'
    ? viewDeskSlot({ home: desk.home, service, plan: offer }, after, now)
    : null
}

/**
 * Closes a home for some days: first for new bookings, then slot by slot for those there are.
 * Cut off in between it may simply be done again.
 */
export async function closeHome(
  database: Database,
  context: Context,
  { homeId, from, to, reason }: { homeId: string; from: string; to: string; reason: string },
): Promise<{ home: HomeDetail; closedSlots: number }> {
  const { now } = context
  if (from > to) throw refused('BAD_INPUT', '结束日期不能早于开始日期。', 'to')
  if (to < chinaDay(now)) throw refused('TOO_LATE', '这些日子已经过去，不用再关闭。')
  const desk = await openDesk(database, context, { where: { _id: homeId }, day: from })
  const closure = { from, to, reason }
  const isKnown = desk.home.closures.some((one) => one.from === from && one.to === to)
  if (!isKnown && !(await addClosure(database, desk.home, closure))) throw busy()
  const stretch = { homeId, from: Math.max(now, startOfDay(from)), to: endOfDay(to) }
  const closed = { at: now, by: desk.person, reason }
  const first = await closeOpenSlots(database, stretch, closed)
  // Who read the home before it closed may have made a slot meanwhile.
  await pause(settlingPauses)
  const late = await closeOpenSlots(database, stretch, closed)
  const closures = isKnown ? desk.home.closures : [...desk.home.closures, closure]
  return { home: detailOf({ ...desk.home, closures }, now), closedSlots: first + late }
}

const settlingPauses = 20

async function closeOpenSlots(
  database: Database,
  stretch: { homeId: string; from: number; to: number },
  closed: NonNullable<Slot['closed']>,
): Promise<number> {
  const open = await findOpenSlots(database, stretch)
  for (const slot of open) await writeSlot(database, closeWrite(slot, closed))
  return open.length
}
