import * as v from 'valibot'
import { deskUnitsOf } from '../../../core/bookings/desk'
import { daySheet } from '../../../core/bookings/sheet'
import { viewHome } from '../../../core/bookings/view'
import { postsOf } from '../../../core/grids/duty'
import type { HandlerBookings } from '../../../typings/bookings'
import { act } from '../bookings/act'
import { book, viewBooked } from '../bookings/book'
import { closeHome, closeSlot, findByCode, readDeskDay } from '../bookings/desk'
import { bookEntries, guest, orderOf, party } from '../bookings/input'
import type { Operations } from '../operation'
import { day, id, nothing, reason } from '../schemas'
import { findDeskHomes } from '../stores/homes'
import { findHeld } from '../stores/units'

const byId = { id }
const because = { ...byId, reason }
const atDesk = { slotId: id, guest, party: v.exactOptional(party) }

/** What people with an appointment do for others, and the desk of a home. */
export const desk: Operations<HandlerBookings> = {
  'desk.homes': {
    input: nothing,
    async run(_, { openid, now, backend: { database } }) {
      const posts = postsOf(await findHeld(database, openid), openid, now)
      if (posts.length === 0) return { items: [] }
      const units = deskUnitsOf(posts)
      const homes = await findDeskHomes(database, units)
      return { items: homes.map((home) => viewHome(home, units.own)) }
    },
  },
  'desk.day': {
    input: v.strictObject({ homeId: id, day: v.exactOptional(day) }),
    run: (input, context) => readDeskDay(context.backend.database, context, input),
  },
  'desk.sheet': {
    input: v.strictObject({ homeId: id, day: v.exactOptional(day) }),
    async run(input, context) {
      const shown = await readDeskDay(context.backend.database, context, input)
      return { fileName: `${shown.home.name}-${shown.day}.html`, text: daySheet(shown) }
    },
  },
  'bookings.bookFor': {
    input: v.strictObject({ ...bookEntries, guest }),
    async run(input, context) {
      const booked = await book(context.backend.database, context, orderOf(input, 'leader'))
      return viewBooked(booked, context)
    },
  },
  'bookings.approve': {
    input: v.strictObject(byId),
    run: (input, context) =>
      act(context.backend.database, context, { ...input, side: 'desk', act: 'approve' }),
  },
  'bookings.decline': {
    input: v.strictObject(because),
    run: (input, context) =>
      act(context.backend.database, context, { ...input, side: 'desk', act: 'decline' }),
  },
  'bookings.checkIn': {
    input: v.strictObject(byId),
    run: (input, context) =>
      act(context.backend.database, context, { ...input, side: 'desk', act: 'check_in' }),
  },
  'bookings.findByCode': {
    input: v.strictObject({
      homeId: id,
      code: v.pipe(v.string('请填四位数。'), v.regex(/^\d{4}$/, '请填四位数。')),
    }),
    run: async (input, context) => ({
      items: await findByCode(context.backend.database, context, input),
    }),
  },
  'bookings.miss': {
    input: v.strictObject(byId),
    run: (input, context) =>
      act(context.backend.database, context, { ...input, side: 'desk', act: 'miss' }),
  },
  'bookings.cancel': {
    input: v.strictObject(because),
    run: (input, context) =>
      act(context.backend.database, context, { ...input, side: 'desk', act: 'cancel' }),
  },
  'bookings.walkIn': {
    input: v.strictObject(atDesk),
    async run(input, context) {
      const order = { ...orderOf(input, 'desk'), how: 'walk_in' } as const
      return viewBooked(await book(context.backend.database, context, order), context)
    },
  },
  'bookings.overbook': {
    input: v.strictObject({ ...atDesk, reason }),
    async run({ reason: why, ...input }, context) {
      const order = { ...orderOf(input, 'desk'), how: 'overbook', reason: why } as const
      return viewBooked(await book(context.backend.database, context, order), context)
    },
  },
  'slots.close': {
    input: v.strictObject({ slotId: id, reason }),
    run: (input, context) => closeSlot(context.backend.database, context, input),
  },
  'homes.close': {
    input: v.strictObject({ homeId: id, from: day, to: day, reason }),
    run: (input, context) => closeHome(context.backend.database, context, input),
  },
}
