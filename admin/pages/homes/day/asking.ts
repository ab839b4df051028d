import type { DeskRow, DeskSlot } from '../../../../typings/bookings'

/** What the desk is about to do that needs a word first. */
export type Asking =
  | { kind: 'walk_in' | 'overbook' | 'close'; slot: DeskSlot }
  | { kind: 'decline' | 'cancel'; slot: DeskSlot; row: DeskRow }
  | { kind: 'close_days' }

export const closingPresets = ['工作人员临时有事', '场地维修', '停水停电'] as const
