import * as v from 'valibot'
import type { ConsoleHomes } from '../../typings/console'
import { checkHome, readHome, saveHome } from '../shared/bookings/home'
import { homeDraft, homeEntries } from '../shared/bookings/home-input'
import { weekInput } from '../shared/bookings/input'
import { readWeek } from '../shared/bookings/week'
import { desk } from '../shared/operations/desk'
import { id, reason } from '../shared/schemas'
import type { ConsoleOperations } from './context'

/** Neighbour homes: their days and desks, and what they offer. */
export const homes: ConsoleOperations<ConsoleHomes> = {
  ...desk,
  'homes.get': {
    input: v.strictObject({ id }),
    run: (input, context) => readHome(context.backend.database, context, input.id),
  },
  'homes.check': {
    input: homeDraft,
    run: async (input, context) => ({
      items: await checkHome(context.backend.database, context, input),
    }),
  },
  'homes.save': {
    input: v.strictObject({ ...homeEntries, reason: v.exactOptional(reason) }),
    run: (input, context) => saveHome(context.backend.database, context, input),
  },
  'homes.week': {
    input: weekInput,
    run: (input, context) => readWeek(context.backend.database, context, input),
  },
}
