import ICAL from 'ical.js'
import { claimsFor, possibleClaims } from '../../../core/bookings/claims'
import { calendarFile } from '../../../core/bookings/ics'
import { bookingMessage } from '../../../core/bookings/message'
import { noticeTo } from '../../../core/bookings/notices'
import { emptySlot } from '../../../core/bookings/seats'
import { daySheet } from '../../../core/bookings/sheet'
import type { Booking } from '../../../core/bookings/types'
import { viewHomeDetail } from '../../../core/bookings/view'
import { home, plan, service, start } from '../../bookings/sample'

const slot = emptySlot({ home, service, plan }, start - 7 * 86_400_000)
const booking: Booking = {
  id: 'abc',
  personId: 'me',
  bookerId: 'me',
  isGuest: false,
  attendee: { name: '', phone: '' },
  birthYear: null,
  party: 1,
  code: '0417',
  state: 'held',
  firstState: 'held',
  isExtra: false,
  confirmBy: null,
  requestId: null,
  claims: [],
  review: null,
  movingFrom: null,
  rev: 1,
  steps: [{ at: start, by: { userId: 'me', label: '居民' }, act: 'book', reason: '' }],
}

it('a calendar file is read back as the same event', () => {
  const text = calendarFile(slot, booking, start)
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[])
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined)
  expect(event.startDate.toJSDate().getTime()).toBe(start)
  expect(event.summary).toBe('罗布社区近邻家园 健康门诊')
  expect(event.component.getFirstPropertyValue('status')).toBe('CONFIRMED')
  const gone = calendarFile({ ...slot, state: 'closed' }, booking, start)
  expect(gone).toContain('STATUS:CANCELLED')
})

it('limit tokens are the lowest free ones, and run out', () => {
  const request = {
    service: { ...service, perDay: 2 },
    startAt: start,
    personId: 'me',
    openid: 'me',
    relativeOf: null,
  }
  const first = claimsFor({ ...request, taken: new Set() })
  expect(first).toEqual([
    'd:home-test-clinic:2026-11-24:me:1',
    'w:home-test-clinic:2026-11-23:me:1',
  ])
  const taken = new Set(possibleClaims(service.id, request).filter((one) => !one.endsWith(':2')))
  expect(claimsFor({ ...request, taken })).toEqual([
    'd:home-test-clinic:2026-11-24:me:2',
    'w:home-test-clinic:2026-11-23:me:2',
  ])
  expect(claimsFor({ ...request, taken: new Set(possibleClaims(service.id, request)) })).toBe(
    'perDay',
  )
})

it('a message fits what WeChat takes in each kind of field', () => {
  const notice = noticeTo(booking, 'reminder', { slot, now: start })
  const fields = { thing1: 'words', time2: 'time', phrase3: 'state' } as const
  const message = bookingMessage(notice, {
    templates: { resident: { id: 'template', fields } },
    quiet: null,
  })
  expect([...(message?.data['thing1']?.value ?? '')].length).toBeLessThanOrEqual(20)
  expect(message?.data['phrase3']?.value).toBe('预约提醒')
  expect(message?.page).toBe(`packages/home/booking?id=${plan.id}.abc`)
  expect(bookingMessage(notice, { templates: {}, quiet: null })).toBeNull()
})

it('a printed list keeps what people typed as text', () => {
  const row = {
    id: 'x',
    state: 'held',
    name: '<script>alert(1)</script>',
    phone: '138****0000',
    party: 1,
    code: '0417',
    place: null,
    isGuest: true,
    isExtra: false,
    bookedBy: '',
    allowed: [],
  } as const
  const shown = {
    id: plan.id,
    serviceId: service.id,
    startAt: new Date(start).toISOString(),
    endAt: new Date(start + 3_600_000).toISOString(),
    capacity: 6,
    left: 5,
    waiting: 0,
    hasWaitlist: true,
    mine: null,
    service: service.name,
    closedBecause: null,
    rows: [row],
  }
  const detail = viewHomeDetail(home, { unitIds: [], today: '2026-11-24' })
  const page = daySheet({
    home: detail,
    day: '2026-11-24',
    slots: [{ ...shown, rows: [{ ...row, allowed: [] }] }],
  })
  expect(page).toContain('&lt;script&gt;')
  expect(page).not.toContain('<script>')
  expect(page).toContain('09:00–10:00 健康门诊')
})
