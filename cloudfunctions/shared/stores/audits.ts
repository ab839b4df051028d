import type { Database } from '../database'
import { stableId } from '../ids'

/** Who looked at what is not everybody's to see. Appended, never changed. */
export interface Audit {
  at: number
  userId: string
  label: string
  action: 'reveal_contact'
  requestId: string
}

export async function insertAudit(database: Database, audit: Audit): Promise<void> {
  await database.insert('audits', { _id: stableId(audit.userId, null), ...audit })
}
