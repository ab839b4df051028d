import type { HandlerBookings, ResidentBookings, ServiceKind } from '../bookings'

/** A stretch of days that comes back. */
export interface SessionDraft {
  /** An RFC 5545 rule: FREQ=DAILY, WEEKLY or MONTHLY with INTERVAL, BYDAY and BYMONTHDAY. */
  rule: string
  /** Times of day in China, HH:MM. */
  from: string
  to: string
}

/** A service as its home's people write it down. */
export interface ServiceDraft {
  /** Null for a new one. */
  id: string | null
  name: string
  kind: ServiceKind
  price: string
  note: string
  /** Null: everybody the home serves. */
  ages: { from: number; to: number } | null
  /** Units whose residents may book; empty: all the home serves. */
  unitIds: string[]
  minutes: number
  capacity: number
  partyMost: number
  waitlistMost: number
  leadMinutes: number
  horizonDays: number
  cancelMinutes: number
  perDay: number | null
  perWeek: number | null
  needsApproval: boolean
  sessions: SessionDraft[]
  days: 'every' | 'working'
  /** Days it does not take place, YYYY-MM-DD. */
  except: string[]
  /** Days it takes place beside the rules. */
  extra: { day: string; from: string; to: string }[]
}

export interface HomeClosure {
  from: string
  to: string
  reason: string
}

/** All that a home's people decide; saved as one, on the version it was read. */
export interface HomeDraft {
  id: string
  version: number
  name: string
  address: string
  phone: string
  contact: string
  hours: string
  accessibility: string[]
  point: { latitude: number; longitude: number } | null
  /** Those that are not over yet. */
  closures: HomeClosure[]
  services: ServiceDraft[]
}

export interface HomeSettings extends HomeDraft {
  services: (ServiceDraft & { id: string })[]
  /** The units it serves, for saying who may book. */
  serves: { id: string; name: string }[]
}

/** A slot that people booked and that a change would take away. */
export interface StrandedSlot {
  slotId: string
  service: string
  startAt: string
  /** How many booked or wait. */
  bookings: number
}

/** A home's day and its desk are the mini program's own operations; its week is everybody's. */
export interface ConsoleHomes extends HandlerBookings, Pick<ResidentBookings, 'homes.week'> {
  'homes.get': { input: { id: string }; output: HomeSettings }
  /** What a change would take away from people; nothing is saved. */
  'homes.check': { input: HomeDraft; output: { items: StrandedSlot[] } }
  /** Refused with WRONG_STATE where people booked what would go, unless a reason to tell them is given. */
  'homes.save': {
    input: HomeDraft & { reason?: string }
    /** How many slots were closed, with everybody in them told. */
    output: { home: HomeSettings; closedSlots: number }
  }
}
