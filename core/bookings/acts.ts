import type { BookingAct, ReviewMark } from '../../typings/bookings'
import { chinaDay, chinaTime, minuteMs } from '../calendar'
import { refuse } from '../errors'
import { newPiece, verdictOf, withPieces } from '../safety/checks'
import type { Refusal } from '../errors'
import { noticeTo } from './notices'
import { expireOffers, isOpen, leave, release, replace, step, withNotice } from './seats'
import type { StepInput } from './seats'
import type { Booking, BookingNoticeKind, Person, Slot } from './types'
import { timeWords } from './words'

/** For whom somebody acts: for themselves or whom they booked for, or for the home's desk. */
export type Side = 'booker' | 'desk'

export interface Actor {
  person: Person
  side: Side
  at: number
  key: string | null
}

export interface Deed {
  act: BookingAct
  reason?: string
  review?: { mark: ReviewMark; text: string }
}

type Subject = Pick<Slot, 'state' | 'day' | 'startAt' | 'endAt' | 'service' | 'home'>

/** Until when the booker may cancel: those who wait may until the start. */
export function cancelBy(slot: Subject, booking: Pick<Booking, 'state'>): number {
  const waits = booking.state === 'waiting' || booking.state === 'offered'
  return waits ? slot.startAt : slot.startAt - slot.service.cancelMinutes * minuteMs
}

/** What this side may do with a booking now. */
export function allowedActs(
  slot: Subject,
  booking: Booking,
  { side, at }: Pick<Actor, 'side' | 'at'>,
) {
  if (slot.state === 'closed') return []
  const acts = side === 'booker' ? bookerActs(slot, booking, at) : deskActs(slot, booking, at)
  return acts.flatMap(([act, isAllowed]) => (isAllowed ? [act] : []))
}

type Choice = readonly [act: BookingAct, isAllowed: boolean]

function bookerActs(slot: Subject, booking: Booking, at: number): Choice[] {
  const isEarly = isOpen(booking) && at < slot.startAt && at <= cancelBy(slot, booking)
  return [
    ['confirm', isOffered(booking, at)],
    ['move', isEarly && booking.movingFrom === null],
    ['cancel', isEarly],
    ['review', booking.state === 'attended' && booking.review === null],
  ]
}

function deskActs(slot: Subject, booking: Booking, at: number): Choice[] {
  const { state } = booking
  const isToday = chinaDay(at) === slot.day
  return [
    ['approve', state === 'requested'],
    ['decline', state === 'requested'],
    ['check_in', isToday && ['held', 'offered', 'missed'].includes(state)],
    ['miss', state === 'held' && at >= slot.startAt],
    ['cancel', isOpen(booking) && at < slot.endAt],
  ]
}

function isOffered({ state, confirmBy }: Booking, at: number): boolean {
  return state === 'offered' && confirmBy !== null && at < confirmBy
}

/** The slot after somebody acted on a booking in it, or why they may not. */
export function actOn(slot: Slot, booking: Booking, acting: Acting): Slot | Refusal {
  const refusal = checkAct(slot, booking, acting)
  if (refusal) return refusal
  if (acting.isLoose) return apply(slot, booking, acting)
  const fresh = expireOffers(slot, acting.actor.at, booking.id)
  return apply(fresh, find(fresh, booking.id) ?? booking, acting)
}

interface Acting {
  deed: Deed
  actor: Actor
  /** Only this booking changes; who waits is let in by a write of its own. */
  isLoose?: boolean
}

function checkAct(slot: Slot, booking: Booking, { deed, actor }: Acting): Refusal | null {
  if (allowedActs(slot, booking, actor).includes(deed.act)) return null
  if (slot.state === 'closed') return refuse('SLOT_CLOSED', closedSentence(slot))
  const isLate = isOpen(booking) && actor.side === 'booker'
  if (deed.act === 'confirm' && booking.state === 'expired')
    return refuse('TOO_LATE', '确认的时间已经过了，位子让给了下一位，您可以换一个时段。')
  if (deed.act === 'confirm' && booking.state === 'offered')
    return refuse('TOO_LATE', '确认的时间已经过了，位子会让给下一位，您可以换一个时段。')
  if (isLate && (deed.act === 'cancel' || deed.act === 'move')) return tooLate(slot, booking)
  if (deed.act === 'check_in' && isOpen(booking) && chinaDay(actor.at) !== slot.day)
    return refuse('TOO_SOON', `这个预约是${timeWords(slot.startAt)}的，当天才能签到。`)
  return refuse('WRONG_STATE', '这个预约现在不能做这一步，请刷新后再看。')
}

function closedSentence({ closed }: Pick<Slot, 'closed'>): string {
  return `这个时段已经不开放${closed ? `：${closed.reason}` : ''}。请换一个时段。`
}

function tooLate(slot: Slot, booking: Booking): Refusal {
  const by = chinaTime(cancelBy(slot, booking))
  const ask = slot.home.phone ? `，来不了请打电话告诉家园：${slot.home.phone}` : ''
  return refuse('TOO_LATE', `${by} 以后不能自己取消或改时间了${ask}。`)
}

function apply(slot: Slot, booking: Booking, acting: Acting): Slot | Refusal {
  const { deed, actor } = acting
  const { reason = '', review = null } = deed
  const input = { at: actor.at, by: actor.person, act: deed.act, reason, key: actor.key }
  const become = (change: Partial<Booking>) => replace(slot, step(booking, input, change))
  switch (deed.act) {
    case 'confirm':
      return become({ state: 'held', confirmBy: null })
    case 'approve':
      return told(become({ state: 'held' }), booking.id, { kind: 'approved', input })
    case 'check_in':
      return become({ state: 'attended', confirmBy: null })
    case 'miss':
      return become({ state: 'missed' })
    case 'review':
      return withReview(become({ review }), booking.id, actor.at)
    case 'cancel':
    case 'decline':
      return takeOut(slot, booking, { acting, input })
    case 'book':
    case 'promote':
    case 'move':
    case 'overbook':
    case 'walk_in':
    case 'expire':
    case 'close':
      return refuse('WRONG_STATE')
  }
}

/** Others will read what people say of a service: its words are checked. */
function withReview(slot: Slot, id: string, at: number): Slot {
  if (!find(slot, id)?.review?.text) return slot
  const piece = newPiece({ id, kind: 'words', isAskable: true }, at)
  return { ...slot, safety: withPieces(slot.safety, [piece]) }
}

/** What neighbours may read of a booking's review: its mark, and its words once they have passed. */
export function publicReview(slot: Pick<Slot, 'safety'>, { id, review }: Booking) {
  if (!review) return null
  const isReadable = verdictOf(slot.safety, id) === 'passed'
  return { mark: review.mark, text: isReadable ? review.text : '' }
}

function takeOut(
  slot: Slot,
  booking: Booking,
  { acting, input }: { acting: Acting; input: StepInput },
): Slot {
  const { isLoose, actor } = acting
  const state = input.act === 'decline' ? 'declined' : 'cancelled'
  const after = (isLoose ? leave : release)(slot, booking, { ...input, state })
  return actor.side === 'desk' ? told(after, booking.id, { kind: state, input }) : after
}

function told(
  slot: Slot,
  bookingId: string,
  { kind, input }: { kind: BookingNoticeKind; input: StepInput },
): Slot {
  const booking = find(slot, bookingId)
  if (!booking) return slot
  const { at, reason = '' } = input
  return withNotice(slot, noticeTo(booking, kind, { slot, now: at, reason }))
}

export function find(slot: Pick<Slot, 'bookings'>, bookingId: string): Booking | null {
  return slot.bookings.find(({ id }) => id === bookingId) ?? null
}

/** Whether this very call was carried out before. */
export function isRepeated(booking: Booking, act: BookingAct, key: string | null): boolean {
  return key !== null && booking.steps.some((one) => one.act === act && one.key === key)
}

/** Gives up the first seat of a move, whose second one is held. */
export function leaveFor(slot: Slot, booking: Booking, actor: Actor): Slot | Refusal {
  if (!isOpen(booking)) return refuse('WRONG_STATE')
  return release(expireOffers(slot, actor.at, booking.id), booking, {
    at: actor.at,
    by: actor.person,
    act: 'move',
    key: actor.key,
    state: 'moved',
  })
}

/** Why the desk may not close a slot any more; null when it may. */
export function checkClosing(slot: Pick<Slot, 'state' | 'endAt' | 'closed'>, at: number) {
  if (slot.state === 'closed') return refuse('SLOT_CLOSED', closedSentence(slot))
  if (slot.endAt <= at) return refuse('TOO_LATE', '这个时段已经结束，不用再关闭。')
  return null
}
