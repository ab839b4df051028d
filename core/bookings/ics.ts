import ICAL from 'ical.js'
import { bookingRef } from './notices'
import { isOpen } from './seats'
import type { Booking } from './types'
import type { SlotHead } from './view'

/** An iCalendar file of one booking, with an alarm an hour before; a cancelled one takes it back. */
export function calendarFile(slot: SlotHead, booking: Booking, now: number): string {
  const calendar = new ICAL.Component(['vcalendar', [], []])
  calendar.updatePropertyWithValue('prodid', '-//jinlin-ejia//bookings//ZH')
  calendar.updatePropertyWithValue('version', '2.0')
  calendar.addSubcomponent(eventOf(slot, booking, now))
  return `${calendar.toString()}\r\n`
}

function eventOf(slot: SlotHead, booking: Booking, now: number) {
  const { home, service } = slot
  const isComing = isOpen(booking) && slot.state === 'open'
  const event = new ICAL.Component('vevent')
  event.updatePropertyWithValue('uid', `${bookingRef(slot._id, booking.id)}@jinlin-ejia`)
  event.updatePropertyWithValue('dtstamp', timeOf(now))
  event.updatePropertyWithValue('dtstart', timeOf(slot.startAt))
  event.updatePropertyWithValue('dtend', timeOf(slot.endAt))
  event.updatePropertyWithValue('sequence', booking.rev)
  event.updatePropertyWithValue('status', isComing ? 'CONFIRMED' : 'CANCELLED')
  event.updatePropertyWithValue('summary', `${home.name} ${service.name}`)
  event.updatePropertyWithValue('location', home.address)
  event.updatePropertyWithValue('description', `到时报 ${booking.code}`)
  event.addSubcomponent(alarm())
  return event
}

function alarm() {
  const component = new ICAL.Component('valarm')
  component.updatePropertyWithValue('action', 'DISPLAY')
  component.updatePropertyWithValue('description', '近邻家园预约')
  component.updatePropertyWithValue('trigger', ICAL.Duration.fromString('-PT1H'))
  return component
}

const timeOf = (at: number) => ICAL.Time.fromJSDate(new Date(at), true)
