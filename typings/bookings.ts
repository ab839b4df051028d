import type { Page, PageInput } from './calls'
import type { CheckState } from './safety'

/** What neighbour homes offer and how residents book it. Times are ISO 8601 strings in UTC. */

export type ServiceKind =
  | 'clinic'
  | 'canteen'
  | 'haircut'
  | 'meeting_room'
  | 'childcare_class'
  | 'repair'
  | 'counselling'
  | 'activity'

export type BookingState =
  /** A seat is theirs. */
  | 'held'
  /** A seat is kept until staff say yes. */
  | 'requested'
  | 'waiting'
  /** A seat came free for somebody who waited: kept until they confirm. */
  | 'offered'
  | 'attended'
  | 'missed'
  | 'cancelled'
  | 'declined'
  /** Nobody confirmed in time, or the slot passed while they waited. */
  | 'expired'
  | 'moved'
  /** The home closed the slot. */
  | 'closed'

export type BookingAct =
  | 'book'
  | 'promote'
  | 'confirm'
  | 'cancel'
  | 'move'
  | 'approve'
  | 'decline'
  | 'check_in'
  | 'miss'
  | 'review'
  | 'overbook'
  | 'walk_in'
  | 'expire'
  | 'close'

export type ReviewMark = 'good' | 'fair' | 'poor'

/** Why a slot can't be booked by this person now; absent when it can. */
export type SlotHindrance =
  'full' | 'closed' | 'past' | 'too_early' | 'too_late' | 'mine' | 'not_eligible' | 'over_limit'

export interface ServiceView {
  id: string
  homeId: string
  name: string
  kind: ServiceKind
  /** Plain words: "10 元，80 岁以上 6 元". Nothing is paid here. */
  price: string
  /** Who may book, as a sentence. */
  audience: string
  note: string
  /** The year of birth has to be told. */
  needsBirthYear: boolean
  partyMost: number
  needsApproval: boolean
}

export interface HomeLine {
  id: string
  name: string
  address: string
  phone: string
  hours: string
  /** Whether it serves the place the person lives in. */
  isMine: boolean
  services: ServiceView[]
}

export interface HomeDetail extends HomeLine {
  contact: string
  accessibility: string[]
  photos: string[]
  point: { latitude: number; longitude: number } | null
  /** Closures ahead, as sentences. */
  closures: string[]
}

export interface SlotView {
  id: string
  serviceId: string
  startAt: string
  endAt: string
  capacity: number
  /** Seats a newcomer may take now. */
  left: number
  waiting: number
  /** Whether one may wait when it is full. */
  hasWaitlist: boolean
  mine: { id: string; state: BookingState } | null
  hindrance?: SlotHindrance
}

export interface WeekView {
  home: HomeDetail
  /** Seven days from the one asked for, YYYY-MM-DD in China. */
  days: { day: string; slots: SlotView[] }[]
}

export interface DayOffer {
  home: HomeLine
  slots: SlotView[]
}

export interface BookingStepView {
  at: string
  act: BookingAct
  label: string
  reason: string
}

export interface BookingView {
  /** `<slot id>.<number in the slot>`: also what the code to show holds. */
  id: string
  slotId: string
  home: { id: string; name: string; address: string; phone: string }
  service: { id: string; name: string; kind: ServiceKind; price: string }
  startAt: string
  endAt: string
  state: BookingState
  party: number
  /** One's turn on the waitlist, from 1; null when not waiting or not counted yet. */
  place: number | null
  /** Until when an offered seat has to be confirmed. */
  confirmBy: string | null
  /** Until when it may be cancelled. */
  cancelBy: string
  /** Four digits to say at the desk. */
  code: string
  /** Whom it is for, where it isn't for oneself. */
  guest: string | null
  requestId: string | null
  /** `check` where the words have not passed: nobody but the booker and the desk reads them. */
  review: { mark: ReviewMark; text: string; check?: CheckState } | null
  steps: BookingStepView[]
  allowed: BookingAct[]
  /** Why the home closed the slot. */
  closedBecause: string | null
}

/** A row of the desk's list. */
export interface DeskRow {
  id: string
  state: BookingState
  name: string
  /** Masked. */
  phone: string
  party: number
  code: string
  place: number | null
  isGuest: boolean
  isExtra: boolean
  bookedBy: string
  allowed: BookingAct[]
}

export interface DeskSlot extends SlotView {
  service: string
  closedBecause: string | null
  rows: DeskRow[]
}

export interface DeskDay {
  home: HomeDetail
  day: string
  slots: DeskSlot[]
}

export interface Guest {
  name: string
  phone?: string
}

export interface BookInput {
  slotId: string
  /** How many come, 1 unless told. */
  party?: number
  birthYear?: number
  /** For an elder or a relative who doesn't book themselves. */
  guest?: Guest
  /** The request it comes from. */
  requestId?: string
  /** Whether to wait when it is full; true unless told. */
  mayWait?: boolean
}

interface ById {
  id: string
}

interface Act<I> {
  input: I
  output: BookingView
}

export interface ResidentBookings {
  /** Homes and services, one's own place's first; with a day also the slots of that day. */
  'homes.find': {
    input: { kind?: ServiceKind; day?: string }
    output: { items: DayOffer[] }
  }
  'homes.week': { input: { homeId: string; from?: string }; output: WeekView }
  'bookings.book': Act<BookInput>
  'bookings.list': { input: PageInput; output: Page<BookingView> }
  'bookings.get': Act<ById>
  /** For who reported the request, who handles it, and who booked. */
  'bookings.ofRequest': { input: { requestId: string }; output: { items: BookingView[] } }
  'bookings.confirm': Act<ById>
  'bookings.cancel': Act<ById & { reason?: string }>
  /** Into another slot of the same service; the first seat stays until the second is held. */
  'bookings.move': Act<ById & { slotId: string }>
  'bookings.review': Act<ById & { mark: ReviewMark; text?: string }>
  /** An iCalendar file. */
  'bookings.calendar': { input: ById; output: { fileName: string; text: string } }
}

export interface HandlerBookings {
  /** The homes whose desk this person may run. */
  'desk.homes': { input: Record<string, never>; output: { items: HomeLine[] } }
  'desk.day': { input: { homeId: string; day?: string }; output: DeskDay }
  /** The same as a page to print. */
  'desk.sheet': {
    input: { homeId: string; day?: string }
    output: { fileName: string; text: string }
  }
  /** Anybody with an appointment, for somebody who doesn't book themselves. */
  'bookings.bookFor': Act<BookInput & { guest: Guest }>
  'bookings.approve': Act<ById>
  'bookings.decline': Act<ById & { reason: string }>
  'bookings.checkIn': Act<ById>
  /** By the four digits, among the home's bookings of today. */
  'bookings.findByCode': {
    input: { homeId: string; code: string }
    output: { items: DeskRow[] }
  }
  'bookings.miss': Act<ById>
  'bookings.cancel': Act<ById & { reason: string }>
  'bookings.walkIn': Act<{ slotId: string; guest: Guest; party?: number }>
  /** Beyond the places there are; the reason stands in the booking. */
  'bookings.overbook': Act<{ slotId: string; guest: Guest; party?: number; reason: string }>
  'slots.close': { input: { slotId: string; reason: string }; output: DeskSlot }
  'homes.close': {
    input: { homeId: string; from: string; to: string; reason: string }
    output: { home: HomeDetail; closedSlots: number }
  }
}
