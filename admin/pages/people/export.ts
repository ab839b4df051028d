import type { AuditFilters, AuditLine } from '../../../typings/console'
import { type Failure, ask } from '../../api/client'
import { saveCsv, saveXlsx } from '../../files/save'
import { chinaDate, exactWords } from '../../format/time'
import { actionWords } from './words'

const heading = ['时间', '谁', '做了什么', '在哪里', '对象', '原因']

/** Brings the log page by page and keeps it as a file; a failure, or null. */
export async function exportLog(
  filters: AuditFilters,
  format: 'csv' | 'xlsx',
): Promise<Failure | null> {
  const rows: string[][] = [heading]
  for (let cursor: string | null | undefined; cursor !== null;) {
    const result = await ask('audits.export', { ...filters, ...(cursor && { cursor }) })
    if (!result.ok) return result.failure
    rows.push(...result.data.items.map(rowOf))
    cursor = result.data.next
  }
  const name = `操作记录 ${chinaDate(Date.now())}`
  if (format === 'csv') saveCsv(name, rows)
  else await saveXlsx(name, rows)
  return null
}

function rowOf({ at, person, action, via, subject, reason }: AuditLine): string[] {
  const where = via === 'page' ? '管理页' : '手机'
  return [exactWords(at), person.label, actionWords(action), where, subject, reason].map(asText)
}

/** A spreadsheet takes what begins so for a formula. */
const asText = (cell: string) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)
