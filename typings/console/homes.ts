import type { HandlerBookings, ResidentBookings } from '../bookings'

/** A home's day and its desk are the mini program's own operations; its week is everybody's. */
export interface ConsoleHomes extends HandlerBookings, Pick<ResidentBookings, 'homes.week'> {}
