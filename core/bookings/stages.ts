import { dayMs, minuteMs } from '../calendar'
import type { Booking, Slot, SlotStage } from './types'

const hourMs = 60 * minuteMs
/** Staff have so long after the end to tick who came. */
const overAfter = 2 * hourMs
const moveWithin = minuteMs

/** The stages in order, and when each begins. */
export const stages: readonly { stage: SlotStage; begins: (slot: Times) => number }[] = [
  { stage: 'fresh', begins: () => -Infinity },
  { stage: 'day_before', begins: ({ startAt }) => startAt - dayMs },
  { stage: 'hour_before', begins: ({ startAt }) => startAt - hourMs },
  { stage: 'over', begins: ({ endAt }) => endAt + overAfter },
]

type Times = Pick<Slot, 'startAt' | 'endAt'>

/** A slot made late starts past the reminders it is too late for. */
export function stageAt(startAt: number, now: number): SlotStage {
  if (now >= startAt - hourMs) return 'hour_before'
  return now >= startAt - dayMs ? 'day_before' : 'fresh'
}

/** The stage a slot should have reached by now, `hour_before` until it is over. */
export function stageDue(slot: Times, now: number): SlotStage {
  return stages.findLast(({ begins }) => begins(slot) <= now)?.stage ?? 'fresh'
}

type Due = Times & Pick<Slot, 'stage'> & { bookings: readonly BookingDue[] }
type BookingDue = Pick<Booking, 'state' | 'confirmBy' | 'movingFrom' | 'steps'>

/** When the clock has something to do next: a reminder, a lapsed offer, an unfinished move, the end. */
export function nextDue(slot: Due): number | null {
  const next = stages[stages.findIndex(({ stage }) => stage === slot.stage) + 1]
  const times = slot.bookings.flatMap((booking) => bookingDue(booking) ?? [])
  if (next) times.push(next.begins(slot))
  return times.length > 0 ? Math.min(...times) : null
}

function bookingDue({ state, confirmBy, movingFrom, steps }: BookingDue): number | null {
  if (movingFrom !== null) return moveDue(steps[0]?.at ?? 0)
  return state === 'offered' ? confirmBy : null
}

/** A move that was cut off is taken up again after this. */
export const moveDue = (startedAt: number): number => startedAt + moveWithin
