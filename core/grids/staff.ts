import type { Role } from '../../typings/domain'
import { postsOf } from './duty'
import type { Post } from './duty'
import type { Unit } from './types'

/** Whose work has a page of its own; volunteers work in the mini program alone. */
const rolesOfThePage: readonly Role[] = [
  'community_worker',
  'subdistrict_officer',
  'district_dispatcher',
  'department_officer',
  'partner_contact',
]

/** Somebody at the staff page: in which posts, and so for which units and all below them. */
export interface Staff {
  userId: string
  /** What people call them, by the first of their posts. */
  label: string
  /** At least one, the highest unit first. */
  posts: Post[]
  /** The units of the posts; what is below is found by a unit's `path`. */
  unitIds: string[]
  /** Whether all of the district is theirs. */
  isDistrict: boolean
}

/** Null for whoever holds no staff post now. */
export function staffOf(held: readonly Unit[], userId: string, now: number): Staff | null {
  const highestFirst = held.toSorted((a, b) => a.path.length - b.path.length)
  const posts = postsOf(highestFirst, userId, now).filter(({ role }) =>
    rolesOfThePage.includes(role),
  )
  const [first] = posts
  if (!first) return null
  return {
    userId,
    label: first.label,
    posts,
    unitIds: [...new Set(posts.map(({ unitId }) => unitId))],
    isDistrict: posts.some(({ role }) => role === 'district_dispatcher'),
  }
}

/** Who looks after units and their people, beside those who only handle. */
const rolesThatSteer: readonly Role[] = [
  'community_worker',
  'subdistrict_officer',
  'district_dispatcher',
]

/**
 * Whether they may change a unit and its people by its path: what is below a unit they steer;
 * the district's dispatchers the district itself too.
 */
export function maySteer(staff: Staff, path: readonly string[]): boolean {
  if (staff.isDistrict) return true
  const steered = staff.posts.filter(({ role }) => rolesThatSteer.includes(role))
  return path.slice(0, -1).some((id) => steered.some(({ unitId }) => unitId === id))
}

/** Whether they may make units right below this one. */
export function mayAddBelow(staff: Staff, path: readonly string[]): boolean {
  return maySteer(staff, [...path, ''])
}

/** Whether what lies at this path (a unit's or a request's) is theirs or below theirs. */
export function isWithin(staff: Staff, path: readonly string[]): boolean {
  return path.some((unitId) => staff.unitIds.includes(unitId))
}
