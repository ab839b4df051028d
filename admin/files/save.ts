import { csvOf } from './csv'

/** Gives the browser a file to keep. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

export function saveCsv(name: string, rows: readonly (readonly string[])[]): void {
  saveFile(`${name}.csv`, new Blob([csvOf(rows)], { type: 'text/csv;charset=utf-8' }))
}

/** Every cell is text, so that long numbers and leading zeros stay as they are. */
export async function saveXlsx(name: string, rows: readonly (readonly string[])[]): Promise<void> {
  const { default: write } = await import('write-excel-file/universal')
  const [heading = [], ...others] = rows
  const text = (value: string) => ({ value, type: String, format: '@' })
  const data = [
    heading.map((value) => ({ ...text(value), fontWeight: 'bold' as const })),
    ...others.map((row) => row.map(text)),
  ]
  const columns = heading.map((title, at) => ({ width: widthOf(rows, at, title) }))
  const options = { columns, stickyRowsCount: 1 }
  saveFile(`${name}.xlsx`, await write(data, options).toBlob())
}

function widthOf(rows: readonly (readonly string[])[], at: number, title: string): number {
  const lengths = rows.slice(0, 200).map((row) => [...(row[at] ?? '')].length)
  return Math.min(40, Math.max(8, title.length * 2 + 2, ...lengths.map((one) => one + 4)))
}
