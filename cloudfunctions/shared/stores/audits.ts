import { endOfDay, startOfDay } from '../../../core/calendar'
import type { Database, Where } from '../database'
import { digest, stableId } from '../ids'

/**
 * Who did what that others may have to answer for: looks at what is masked, exports, sign-ins,
 * everything done at the staff page. Appended, never changed.
 */
export interface Audit {
  _id: string
  /** Epoch milliseconds. */
  at: number
  userId: string
  personId: string
  /** What they were called then. */
  label: string
  action: string
  via: 'page' | 'phone'
  /** From the district down to the unit they did it for: who may read of it. */
  path: string[]
  requestId: string | null
  unitId: string | null
  subject: string
  reason: string
  /** `<at>-<_id>`, the latest first. */
  listKey: string
}

export type NewAudit = Pick<Audit, 'at' | 'userId' | 'label' | 'action' | 'path'> &
  Partial<Pick<Audit, 'via' | 'requestId' | 'unitId' | 'subject' | 'reason'>> & {
    /** The call's own key: the same call again is one line. */
    key?: string | null
  }

/** What a person goes by at the staff page: the openid is WeChat's and ours. */
export const personIdOf = (openid: string) => digest(`person:${openid}`, 20)

const paddedTime = (at: number) => String(at).padStart(13, '0')

export async function insertAudit(
  database: Database,
  { key = null, ...audit }: NewAudit,
): Promise<void> {
  const { userId, at, action } = audit
  const _id = stableId(userId, key && `${action}:${key}`)
  const document: Audit = {
    via: 'phone',
    requestId: null,
    unitId: null,
    subject: '',
    reason: '',
    ...audit,
    _id,
    personId: personIdOf(userId),
    listKey: `${paddedTime(at)}-${_id}`,
  }
  await database.insert('audits', document)
}

export interface AuditQuery {
  unitId: string
  personId?: string | undefined
  action?: string | undefined
  requestId?: string | undefined
  /** Chinese days, both included. */
  from?: string | undefined
  to?: string | undefined
  before?: string | undefined
  limit: number
}

/** What the people of a unit and of those below did, the latest first. */
export function findAudits(database: Database, query: AuditQuery): Promise<Audit[]> {
  const { unitId, personId, action, requestId, limit } = query
  const where: Where = {
    path: unitId,
    ...(requestId && { requestId }),
    ...(personId && { personId }),
    ...(action && { action }),
    ...(hasStretch(query) && { listKey: stretchOf(query) }),
  }
  return database.find('audits', where, { order: { listKey: -1 }, limit })
}

const hasStretch = ({ from, to, before }: AuditQuery) => Boolean(from ?? to ?? before)

function stretchOf({ from, to, before }: AuditQuery) {
  const end = to && paddedTime(endOfDay(to))
  const upper = [end, before].filter((one) => one !== undefined).sort()[0]
  return { ...(from && { $gte: paddedTime(startOfDay(from)) }), ...(upper && { $lt: upper }) }
}
