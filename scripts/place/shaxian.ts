import type { PlaceUnit } from './appointments'
import { type PeopleFile, peopleOf } from './people'
import { type User, leadersAsUsers, residentsOf } from './residents'
import { unitsOf } from './units'

/** All of the place: the documents to store, and who can be called as. */
export interface Place {
  units: PlaceUnit[]
  users: User[]
  people: PeopleFile
}

/**
 * 沙县区 as of a day (YYYY-MM-DD, from which the leaves run): the same input gives the same place.
 */
export function shaxian(today: string): Place {
  const units = unitsOf(today)
  const residents = residentsOf(units)
  const users = [...leadersAsUsers(units), ...residents.map(({ user }) => user)]
  return { units, users, people: peopleOf(units, residents) }
}
