import type { Safety } from '../safety/types'
import type { BookingAct, BookingState, ReviewMark, ServiceKind } from '../../typings/bookings'

/** Times are epoch milliseconds; days YYYY-MM-DD and times of day HH:MM in China. */

/** A stretch of days that comes back by an RFC 5545 rule, cut into slots of the service's length. */
export interface Session {
  /** E.g. `FREQ=WEEKLY;BYDAY=MO,WE`; what it says of times of day is ignored. */
  rule: string
  from: string
  to: string
}

export interface Schedule {
  /** The first day; rules with an interval count from it. */
  since: string
  sessions: Session[]
  /** `working`: only on working days of the calendar, make-up days included. */
  days: 'every' | 'working'
  /** Days it does not take place. */
  except: string[]
  /** Days it takes place beside the rules. */
  extra: { day: string; from: string; to: string }[]
}

export interface Service {
  id: string
  name: string
  kind: ServiceKind
  price: string
  note: string
  /** Null: everyone the home serves. */
  ages: { from: number; to: number } | null
  /** Units or joint-area villages whose residents may book; empty: all the home serves. */
  unitIds: string[]
  /** Length of a slot. */
  minutes: number
  capacity: number
  partyMost: number
  waitlistMost: number
  /** The latest a booking may come before the start. */
  leadMinutes: number
  horizonDays: number
  cancelMinutes: number
  perDay: number | null
  perWeek: number | null
  needsApproval: boolean
  schedule: Schedule
}

export interface Closure {
  from: string
  to: string
  reason: string
}

export interface Home {
  _id: string
  name: string
  address: string
  phone: string
  contact: string
  hours: string
  point: { latitude: number; longitude: number } | null
  photos: string[]
  accessibility: string[]
  /** The unit it stands in, and those above, from the district down. */
  path: string[]
  /** Units whose residents it serves: its own and, for a joint area, the other villages. */
  serves: string[]
  /** Units whose people run its desk. */
  deskUnitIds: string[]
  closures: Closure[]
  services: Service[]
  version: number
  /** The client's idempotency key of the last change. */
  savedBy?: string
}

/** What the schedule says of one slot, whether anybody booked it or not. */
export interface SlotPlan {
  id: string
  startAt: number
  endAt: number
}

export interface Person {
  userId: string
  label: string
}

export interface Step {
  at: number
  by: Person
  act: BookingAct
  reason: string
  /** The client's idempotency key. */
  key?: string
}

export interface Attendee {
  name: string
  phone: string
}

/** Somebody's place in a slot. It stays in the list whatever becomes of it. */
export interface Booking {
  id: string
  /** Who comes: an openid, or a digest of a guest's name and phone. */
  personId: string
  /** Who booked and is told. */
  bookerId: string
  isGuest: boolean
  attendee: Attendee
  birthYear: number | null
  party: number
  code: string
  state: BookingState
  /** What the first answer said, for a call that is retried. */
  firstState: BookingState
  /** Sits beyond the capacity, by an explicit act. */
  isExtra: boolean
  confirmBy: number | null
  requestId: string | null
  /** Keys of the per-person limits it uses up; unique over all slots. */
  claims: string[]
  review: { mark: ReviewMark; text: string } | null
  /** The seat left for this one, until it is given up. */
  movingFrom: string | null
  /** Rises with every step. */
  rev: number
  steps: Step[]
}

export interface BookingNotice {
  id: string
  at: number
  userId: string
  kind: BookingNoticeKind
  text: string
  bookingId: string
}

export type BookingNoticeKind =
  | 'booked'
  | 'promoted'
  | 'offered'
  | 'expired'
  | 'approved'
  | 'declined'
  | 'cancelled'
  | 'closed'
  | 'reminder'

/** How far the clock has brought a slot: reminders sent, and its end. */
export type SlotStage = 'fresh' | 'day_before' | 'hour_before' | 'over'

/** A slot with everybody in it: made when the first person books. */
export interface Slot {
  _id: string
  homeId: string
  serviceId: string
  day: string
  startAt: number
  endAt: number
  /** As they were called when the slot was made: lists need no second read. */
  home: { name: string; address: string; phone: string; path: string[]; deskUnitIds: string[] }
  service: {
    name: string
    kind: ServiceKind
    price: string
    cancelMinutes: number
    needsApproval: boolean
  }
  state: 'open' | 'closed'
  closed: { at: number; by: Person; reason: string } | null
  capacity: number
  /** Capacity less the seats taken, those beyond capacity not counted. */
  left: number
  /** What newcomers may take: `left`, or 0 while anybody waits. */
  room: number
  waiting: number
  waitRoom: number
  bookings: Booking[]
  /** The people in it now, waiting ones included. */
  people: string[]
  /** Everybody who ever booked into it. */
  bookers: string[]
  requestIds: string[]
  claims: string[]
  /** Rises with each change that depends on the waitlist's order. */
  version: number
  stage: SlotStage
  /** How far the check of the reviews' words is; a piece has its booking's id. */
  safety: Safety
  /** When the clock has to look at it next. */
  dueAt: number | null
  outbox: BookingNotice[]
  hasOutbox: boolean
  outboxVersion: number
}
