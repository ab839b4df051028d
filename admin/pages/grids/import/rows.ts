/** A line of a file with its number as a spreadsheet counts, from 1. */
export interface Line {
  line: number
  cells: string[]
}

/** A piece of a file small enough for one call; its lines follow one another. */
export interface Piece {
  from: number
  rows: string[][]
}

const mostRows = 400
/** Of the 100,000 bytes a call may have. */
const mostBytes = 60_000

/** A cell of a spreadsheet as the text somebody sees. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value === 'boolean') return value ? '是' : '否'
  return String(value)
}

const isEmpty = (cells: readonly string[]) => cells.every((cell) => cell.trim() === '')

/** The heading and the lines below it, without empty lines at the end and empty cells behind. */
export function splitHeading(rows: readonly string[][]): { heading: string[]; lines: string[][] } {
  const start = Math.max(
    0,
    rows.findIndex((cells) => !isEmpty(cells)),
  )
  const end = rows.findLastIndex((cells) => !isEmpty(cells)) + 1
  const heading = trimmed(rows[start] ?? [])
  return {
    heading,
    lines: rows.slice(start + 1, end).map((cells) => cells.slice(0, heading.length)),
  }
}

function trimmed(cells: readonly string[]): string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== '') + 1)
}

/** The pieces to send one after the other; `first` is the number of the first line. */
export function* piecesOf(lines: readonly string[][], first: number): Generator<Piece> {
  let rows: string[][] = []
  let bytes = 0
  let from = first
  for (const [index, cells] of lines.entries()) {
    const size = cells.reduce((sum, cell) => sum + 3 * cell.length + 3, 2)
    if (rows.length === mostRows || (rows.length > 0 && bytes + size > mostBytes)) {
      yield { from, rows }
      rows = []
      bytes = 0
      from = first + index
    }
    rows.push(cells)
    bytes += size
  }
  if (rows.length > 0) yield { from, rows }
}
