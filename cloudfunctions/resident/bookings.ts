import * as v from 'valibot'
import { calendarFile } from '../../core/bookings/ics'
import type { ResidentBookings } from '../../typings/bookings'
import { act, findBooking, viewFound } from '../shared/bookings/act'
import { book, viewBooked } from '../shared/bookings/book'
import { bookEntries, guest, orderOf, serviceKinds, weekInput } from '../shared/bookings/input'
import { move } from '../shared/bookings/move'
import { viewOfRequest, viewOwn } from '../shared/bookings/own'
import { findOffers, readWeek } from '../shared/bookings/week'
import type { Operations } from '../shared/operation'
import { pageSize } from '../shared/paging'
import { day, id, oneOf, page, words } from '../shared/schemas'
import { wxDatabase as database } from '../shared/sdk/wx'
import { findOwnSlots, findSlotsOfRequest } from '../shared/stores/slots'

const byId = { id }
const reason = v.exactOptional(words('原因', 200))

/** What residents do at neighbour homes, for themselves and their relatives. */
export const bookings: Operations<ResidentBookings> = {
  'homes.find': {
    input: v.strictObject({
      kind: v.exactOptional(oneOf(serviceKinds, '服务')),
      day: v.exactOptional(day),
    }),
    run: async (input, context) => ({ items: await findOffers(database, context, input) }),
  },
  'homes.week': {
    input: weekInput,
    run: (input, context) => readWeek(database, context, input),
  },
  'bookings.book': {
    input: v.strictObject({ ...bookEntries, guest: v.exactOptional(guest) }),
    async run(input, context) {
      const booked = await book(database, context, orderOf(input, 'resident'))
      return viewBooked(booked, context)
    },
  },
  'bookings.list': {
    input: v.strictObject(page),
    async run({ cursor, ...input }, { openid, now }) {
      const limit = pageSize(input)
      const query = { openid, limit: limit + 1, ...(cursor && { before: cursor }) }
      const rows = await findOwnSlots(database, query)
      const shown = rows.slice(0, limit)
      return {
        items: shown.flatMap((slot) => viewOwn(slot, now)),
        next: rows.length > limit ? (shown.at(-1)?.listKey ?? null) : null,
      }
    },
  },
  'bookings.get': {
    input: v.strictObject(byId),
    run: async (input, context) =>
      viewFound(await findBooking(database, context, { ...input, side: 'booker' })),
  },
  'bookings.ofRequest': {
    input: v.strictObject({ requestId: id }),
    async run({ requestId }, { openid, now }) {
      const slots = await findSlotsOfRequest(database, { requestId, openid })
      return { items: slots.flatMap((slot) => viewOfRequest(slot, { openid, now })) }
    },
  },
  'bookings.confirm': {
    input: v.strictObject(byId),
    run: (input, context) => act(database, context, { ...input, side: 'booker', act: 'confirm' }),
  },
  'bookings.cancel': {
    input: v.strictObject({ ...byId, reason }),
    run: (input, context) => act(database, context, { ...input, side: 'booker', act: 'cancel' }),
  },
  'bookings.move': {
    input: v.strictObject({ ...byId, slotId: id }),
    run: (input, context) => move(database, context, input),
  },
  'bookings.review': {
    input: v.strictObject({
      ...byId,
      mark: oneOf(['good', 'fair', 'poor'], '评价'),
      text: v.exactOptional(words('评价', 200)),
    }),
    run: ({ mark, text = '', ...input }, context) =>
      act(database, context, { ...input, side: 'booker', act: 'review', review: { mark, text } }),
  },
  'bookings.calendar': {
    input: v.strictObject(byId),
    async run(input, context) {
      const { slot, booking } = await findBooking(database, context, { ...input, side: 'booker' })
      return {
        fileName: `${slot.service.name}.ics`,
        text: calendarFile(slot, booking, context.now),
      }
    },
  },
}
