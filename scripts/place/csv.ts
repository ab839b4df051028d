import { readFileSync } from 'node:fs'

/** The rows of a CSV without quoted fields, by the names in its first line. */
export function readCsv<Column extends string>(
  file: string,
  columns: readonly Column[],
): Record<Column, string>[] {
  const [head = '', ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/)
  if (head !== columns.join(','))
    throw new Error(`${file}: expected the columns ${columns.join(',')}`)
  return lines.map((line) => rowOf(line, columns))
}

function rowOf<Column extends string>(
  line: string,
  columns: readonly Column[],
): Record<Column, string> {
  const cells = line.split(',')
  if (cells.length !== columns.length) throw new Error(`not ${columns.length} fields: ${line}`)
  return Object.fromEntries(columns.map((name, index) => [name, cells[index] ?? ''])) as Record<
    Column,
    string
  >
}
