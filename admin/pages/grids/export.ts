import { type Failure, ask } from '../../api/client'
import { saveCsv, saveXlsx } from '../../files/save'
import { chinaDate } from '../../format/time'

/** Brings a unit and all below it page by page and keeps them as a file; a failure, or null. */
export async function exportGrids({
  id,
  name,
  format,
}: {
  id: string
  name: string
  format: 'csv' | 'xlsx'
}): Promise<Failure | null> {
  const rows: string[][] = []
  for (let cursor: string | null | undefined; cursor !== null;) {
    const result = await ask('units.export', { id, ...(cursor && { cursor }) })
    if (!result.ok) return result.failure
    if (rows.length === 0) rows.push(result.data.heading)
    rows.push(...result.data.rows)
    cursor = result.data.next
  }
  const fileName = `${name} 网格 ${chinaDate(Date.now())}`
  if (format === 'csv') saveCsv(fileName, rows)
  else await saveXlsx(fileName, rows)
  return null
}
