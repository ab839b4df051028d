import type { Database } from '../database'
import { stableId } from '../ids'

/** Who looked at or decided what is not everybody's to see, or changed what decides where people belong. Appended, never changed. */
export type Audit = { at: number; userId: string; label: string } & (
  | { action: 'reveal_contact'; requestId: string }
  /** Of a booking's review the slot stands in the request's place. */
  | { action: 'show_content' | 'hide_content'; requestId: string }
  /** A unit was given a WeChat group, or lost it. */
  | { action: 'bind_group' | 'unbind_group'; unitId: string }
  /** Of a unit: a number was looked at, a file was made of it, a file changed it, it was removed. */
  | { action: 'reveal_phone' | 'export_grids' | 'import_grids' | 'remove_unit'; unitId: string }
)

export async function insertAudit(database: Database, audit: Audit): Promise<void> {
  await database.insert('audits', { _id: stableId(audit.userId, null), ...audit })
}
