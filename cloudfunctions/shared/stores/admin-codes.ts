import type { AdminCode } from '../../../core/sessions/admin-code'
import type { Database } from '../database'
import { digest } from '../ids'

/** What is kept of a code. */
export const adminCodeId = (code: string) => digest(`admin-code:${code}`, 64)

export async function findAdminCode(database: Database, code: string): Promise<AdminCode | null> {
  const where = { _id: adminCodeId(code) }
  const [found] = await database.find<AdminCode>('admin_codes', where, { limit: 1 })
  return found ?? null
}

/** Takes the code for one person; false when another was quicker. */
export async function claimAdminCode(database: Database, _id: string, usedBy: string) {
  return (await database.update('admin_codes', { _id, usedBy: null }, { set: { usedBy } })) === 1
}
