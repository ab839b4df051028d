import { advance, closingNotices } from '../../../core/bookings/advance'
import type { BookingNotice, Slot } from '../../../core/bookings/types'
import { moveDue } from '../../../core/bookings/stages'
import { writeBetween } from '../../../core/bookings/writes'
import { bookingMessage } from '../../../core/bookings/message'
import type { MessageSettings } from '../../../core/notices/message'
import { deliverAt } from '../../../core/notices/quiet'
import type { Database } from '../database'
import { insertNotice } from '../stores/notices'
import { clearOutbox, findDueSlots, findTellingSlots, writeSlot } from '../stores/slots'
import { finishMoves } from './move'

const batch = 50

export interface Sweep {
  database: Database
  now: number
  messages: MessageSettings
  /** False once the run should come to an end. */
  hasTime: () => boolean
}

export interface Swept {
  advanced: number
  told: number
}

/**
 * What time does to bookings: offers lapse, people are reminded, moves that were cut off are
 * finished, slots come to their end, and notices reach inboxes. It reads what is due by an index
 * and may run twice at once or die at any point.
 */
export async function sweepBookings(sweep: Sweep): Promise<Swept> {
  const { database, now, hasTime } = sweep
  const advanced = await inBatches(
    hasTime,
    () => findDueSlots(database, now, batch),
    (slot) => advanceSlot(database, slot, now),
  )
  const told = await inBatches(
    hasTime,
    () => findTellingSlots(database, batch),
    (slot) => tell(sweep, slot),
  )
  return { advanced, told }
}

/** How many were done; a batch in which nothing worked is the last. */
async function inBatches(
  hasTime: () => boolean,
  find: () => Promise<Slot[]>,
  run: (slot: Slot) => Promise<boolean>,
): Promise<number> {
  let done = 0
  while (hasTime()) {
    const slots = await find()
    const results = await Promise.all(slots.map((slot) => run(slot).catch(logged)))
    const worked = results.filter(Boolean).length
    done += worked
    if (slots.length < batch || worked === 0) break
  }
  return done
}

function logged(error: unknown): boolean {
  console.error(error)
  return false
}

async function advanceSlot(database: Database, slot: Slot, now: number): Promise<boolean> {
  const late = slot.bookings.some(
    ({ movingFrom, steps }) => movingFrom && moveDue(steps[0]?.at ?? 0) <= now,
  )
  if (late) {
    await finishMoves(database, slot, now)
    return true
  }
  return (await writeSlot(database, writeBetween(slot, advance(slot, now)))) === 'written'
}

/** Each notice goes in under its own id, so that a run that died half-way is simply made again. */
async function tell(sweep: Sweep, slot: Slot): Promise<boolean> {
  const notices = [...slot.outbox, ...closingNotices(slot)]
  for (const notice of notices) await putIntoInbox(sweep, notice)
  return clearOutbox(sweep.database, slot)
}

async function putIntoInbox({ database, now, messages }: Sweep, notice: BookingNotice) {
  const { id, userId, at, kind, text, bookingId } = notice
  const message = bookingMessage(notice, messages)
  const isUrgent = kind === 'offered'
  const nextAt = deliverAt({ isUrgent }, now, messages.quiet)
  await insertNotice(database, {
    id,
    userId,
    at,
    kind,
    text,
    requestId: null,
    opens: 'booking',
    bookingId,
    isUrgent,
    push: message ? { status: 'pending', attempts: 0, nextAt, message } : null,
  })
}
