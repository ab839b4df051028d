import { isHomeKind } from '../../core/grids/levels'
import type { Unit } from '../../core/grids/types'
import type { Database } from './database'
import { settleUser } from './stores/users'
import type { User } from './stores/users'

export interface Newcomer {
  user: User | null
  /** The unit of the group they came by. */
  unit: Unit | null
  /** The units they hold. */
  held: Unit[]
}

/**
 * Whoever has no micro-grid yet is at home in the one whose group's card they opened: no form, no
 * choice. Whoever lives elsewhere is never moved by it, and staff are in groups without living
 * there. True when they were settled just now.
 */
export async function settleNewcomer(
  database: Database,
  { user, unit, held }: Newcomer,
  { openid, now }: { openid: string; now: number },
): Promise<boolean> {
  if (user?.gridId || !unit || !isHomeKind(unit.kind)) return false
  if (held.length > 0 && !held.some(({ _id }) => _id === unit._id)) return false
  return settleUser(database, openid, { gridId: unit._id, now, isKnown: user !== null })
}
