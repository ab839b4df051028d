import type { Settings } from '../../cloudfunctions/shared/stores/settings'
import type { User } from '../../cloudfunctions/shared/stores/users'
import type { Home } from '../../core/bookings/types'
import type { Outline } from '../../core/grids/outline'
import type { PlaceUnit } from './appointments'
import { homesOf } from './homes'
import { outlinesOf } from './outlines'
import { type PeopleFile, peopleOf } from './people'
import { leadersAsUsers, residentsOf } from './residents'
import { unitsOf } from './units'

/** All of the place: the documents to store, and who can be called as. */
export interface Place {
  units: PlaceUnit[]
  users: User[]
  homes: Home[]
  /** Drawn, not surveyed. */
  outlines: Outline[]
  /** What staff start from: no rules of their own yet. */
  settings: Settings[]
  people: PeopleFile
}

/**
 * 沙县区 as of a day (YYYY-MM-DD, from which the leaves run): the same input gives the same place.
 */
export function shaxian(today: string): Place {
  const units = unitsOf(today)
  const residents = residentsOf(units)
  const users = [...leadersAsUsers(units), ...residents.map(({ user }) => user)]
  const settings: Settings[] = [{ _id: 'dispatch', rules: [], unitIds: [], version: 1 }]
  return {
    units,
    users,
    homes: homesOf(units),
    outlines: outlinesOf(units),
    settings,
    people: peopleOf(units, residents),
  }
}
