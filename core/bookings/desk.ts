import type { Role } from '../../typings/domain'
import type { Post } from '../grids/duty'
import type { Home } from './types'

/** Who runs the homes of a whole town or of the district, beside each home's own people. */
const rolesAbove: readonly Role[] = ['subdistrict_officer', 'district_dispatcher']

type Desk = Pick<Home, 'deskUnitIds' | 'path'>

/**
 * The post in which somebody runs a home's desk: one of its own units', or else of a level above
 * the unit it stands in. Undefined without one.
 */
export function deskPostOf({ deskUnitIds, path }: Desk, posts: readonly Post[]): Post | undefined {
  return (
    posts.find(({ unitId }) => deskUnitIds.includes(unitId)) ??
    posts.find(({ unitId, role }) => rolesAbove.includes(role) && path.includes(unitId))
  )
}

/** The units whose people run a desk themselves, and those that run all the homes below. */
export function deskUnitsOf(posts: readonly Post[]): { own: string[]; above: string[] } {
  return {
    own: posts.map(({ unitId }) => unitId),
    above: posts.filter(({ role }) => rolesAbove.includes(role)).map(({ unitId }) => unitId),
  }
}
