import { findCaretakers } from '../../core/grids/duty'
import { needsLoad } from '../../core/grids/team'
import type { Chain } from '../../core/grids/types'
import type { HandlerRef } from '../../core/requests/types'
import type { Database } from '../shared/database'
import { findLoads } from '../shared/stores/loads'
import type { Loads } from '../shared/stores/loads'

/** How much the people of teams carry while one run gives work out. */
export interface TeamLoads {
  /** Of those who would share what arrives in a chain; empty where one person has it anyway. */
  of: (chain: Chain) => Promise<Loads>
  /** Somebody was given one more. */
  add: (handler: HandlerRef | null) => void
}

/**
 * Each team is read once a run and counted on from there: what a run gives out at once is
 * shared too, and its cost does not grow with what people have open.
 */
export function createTeamLoads(database: Database, now: number): TeamLoads {
  const loads: Loads = {}
  const readings = new Map<string, Promise<void>>()
  const read = async (unit: Chain[number]) => {
    Object.assign(loads, { ...(await findLoads(database, unit)), ...loads })
  }
  return {
    async of(chain) {
      if (chain.length === 0 || needsLoad(chain, now).length === 0) return {}
      const { unit } = findCaretakers(chain, now)
      const reading = readings.get(unit._id) ?? read(unit)
      readings.set(unit._id, reading)
      await reading
      return loads
    },
    add(handler) {
      const load = handler && loads[handler.userId]
      if (load) loads[handler.userId] = { open: load.open + 1, lastAssignedAt: now }
    },
  }
}
