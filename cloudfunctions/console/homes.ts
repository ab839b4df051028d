import type { ConsoleHomes } from '../../typings/console'
import { weekInput } from '../shared/bookings/input'
import { readWeek } from '../shared/bookings/week'
import { desk } from '../shared/operations/desk'
import type { ConsoleOperations } from './context'

/** Neighbour homes: their days and desks, and what they offer. */
export const homes: ConsoleOperations<ConsoleHomes> = {
  ...desk,
  'homes.week': {
    input: weekInput,
    run: (input, context) => readWeek(context.backend.database, context, input),
  },
}
