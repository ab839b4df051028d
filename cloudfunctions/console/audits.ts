import * as v from 'valibot'
import type { AuditLine, ConsolePeople } from '../../typings/console/people'
import { pageOf, pageSize } from '../shared/paging'
import { day, id, page } from '../shared/schemas'
import { findAudits } from '../shared/stores/audits'
import type { Audit, AuditQuery } from '../shared/stores/audits'
import { logAct } from './audit'
import type { ConsoleContext, ConsoleOperations } from './context'
import { ownUnitId } from './scope'

type Audits = Pick<ConsolePeople, Extract<keyof ConsolePeople, `audits.${string}`>>

const filters = {
  unitId: v.exactOptional(id),
  personId: v.exactOptional(id),
  action: v.exactOptional(id),
  requestId: v.exactOptional(id),
  from: v.exactOptional(day),
  to: v.exactOptional(day),
}
const rowsAtOnce = 500

/** Who did what, read by those above them. */
export const audits: ConsoleOperations<Audits> = {
  'audits.search': {
    input: v.strictObject({ ...page, ...filters }),
    async run(input, context) {
      const limit = pageSize(input)
      const rows = await find(context, { ...input, limit: limit + 1 })
      return pageOf(rows, limit, { key: ({ listKey }) => listKey, view: viewLine })
    },
  },
  'audits.export': {
    input: v.strictObject({ ...filters, cursor: page.cursor }),
    async run(input, context) {
      if (input.cursor === undefined) await logAct(context, { action: 'audits.export' })
      const rows = await find(context, { ...input, limit: rowsAtOnce + 1 })
      return pageOf(rows, rowsAtOnce, { key: ({ listKey }) => listKey, view: viewLine })
    },
  },
}

type Asked = Omit<AuditQuery, 'unitId' | 'before'> & {
  unitId?: string | undefined
  cursor?: string | undefined
}

async function find(
  context: ConsoleContext,
  { unitId, cursor, ...query }: Asked,
): Promise<Audit[]> {
  const within = await ownUnitId(context, unitId)
  return findAudits(context.backend.database, { ...query, unitId: within, before: cursor })
}

function viewLine(audit: Audit): AuditLine {
  const { _id, at, personId, label, action, via, requestId, subject, reason } = audit
  const person = { id: personId, label }
  return {
    id: _id,
    at: new Date(at).toISOString(),
    person,
    action,
    via,
    requestId,
    subject,
    reason,
  }
}
