import type { StrandedSlot } from '../../typings/console/homes'
import type { Calendar } from '../calendar'
import { chinaDay } from '../calendar'
import { closureOn, findPlan } from './schedule'
import { isOpen, settle } from './seats'
import type { Home, Service, Slot, SlotPlan } from './types'
import { writeBetween } from './writes'
import type { SlotWrite } from './writes'

/** What a slot that was booked has become of by a change of its home. */
export interface Fitting {
  slot: Slot
  service: Service | undefined
  /** Null when it takes place no more. */
  plan: SlotPlan | null
}

/** Each slot beside what the home's schedule has for it now. */
export function fittingsOf(home: Home, slots: readonly Slot[], calendar: Calendar): Fitting[] {
  return slots.map((slot) => {
    const service = home.services.find(({ id }) => id === slot.serviceId)
    const isClosed = closureOn(home, chinaDay(slot.startAt)) !== null
    const plan = service && !isClosed ? findPlan(service, slot._id, calendar) : null
    return { slot, service, plan }
  })
}

/** Slots that take place no more though people booked them. */
export function strandedOf(fittings: readonly Fitting[]): Slot[] {
  return fittings.flatMap(({ slot, plan }) => (!plan && slot.bookings.some(isOpen) ? [slot] : []))
}

export function viewStranded(slot: Slot): StrandedSlot {
  return {
    slotId: slot._id,
    service: slot.service.name,
    startAt: new Date(slot.startAt).toISOString(),
    bookings: slot.bookings.filter(isOpen).length,
  }
}

/**
 * A slot that was made before its service changed, with the room it has now. Nobody loses a seat:
 * where more are taken than there are to be, it keeps as many as are taken. Who waits is let in.
 */
export function fitSlot({ slot, service, plan }: Fitting, now: number): Slot {
  if (!service || !plan) return slot
  const taken = slot.capacity - slot.left
  const capacity = Math.max(service.capacity, taken)
  const waitRoom = Math.max(0, service.waitlistMost - slot.waiting)
  const isSame =
    capacity === slot.capacity && waitRoom === slot.waitRoom && plan.endAt === slot.endAt
  if (isSame) return slot
  const left = capacity - taken
  const room = slot.waiting > 0 ? 0 : left
  return settle({ ...slot, capacity, left, room, waitRoom, endAt: plan.endAt }, now)
}

/** Asks that nobody came or went meanwhile: how much room there is was decided by that. */
export function fitWrite(before: Slot, after: Slot): SlotWrite {
  const { version, waiting, left } = before
  const write = writeBetween(before, after)
  return { ...write, guards: { ...write.guards, version, waiting, left } }
}
