import Papa from 'papaparse'
import { readSheet } from 'read-excel-file/web-worker'
import { decodeText, kindOf } from './decode'
import { type Piece, cellText, piecesOf, splitHeading } from './rows'

/** Reads a file beside the page, so that a large one does not hold it up, and hands it over in pieces. */
export type Ask = { ask: 'open'; file: File } | { ask: 'next' }

export type Told =
  | { told: 'opened'; heading: string[]; rows: number; firstRow: number; encoding: string }
  | { told: 'piece'; piece: Piece | null }
  | { told: 'failed'; message: string }

const scope = self as unknown as {
  postMessage(told: Told): void
  onmessage: ((event: MessageEvent<Ask>) => void) | null
}

let pieces: Iterator<Piece> | undefined

scope.onmessage = ({ data }) => {
  if (data.ask === 'open') void open(data.file).then(tell, failed)
  else tell({ told: 'piece', piece: nextPiece() })
}

function nextPiece(): Piece | null {
  const next = pieces?.next()
  return next && !next.done ? next.value : null
}

const tell = (told: Told) => scope.postMessage(told)
const failed = () =>
  tell({ told: 'failed', message: '这个文件打不开，可能已经损坏。请用表格软件另存一份再试。' })

async function open(file: File): Promise<Told> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const kind = kindOf(bytes)
  if (kind === 'xls')
    return { told: 'failed', message: '这是旧版的 XLS 文件，请在表格软件里另存为 XLSX 或 CSV。' }
  const { rows, encoding } = kind === 'xlsx' ? await readXlsx(bytes) : readCsv(bytes)
  const skipped = Math.max(
    0,
    rows.findIndex((cells) => cells.some((cell) => cell.trim() !== '')),
  )
  const { heading, lines } = splitHeading(rows)
  pieces = piecesOf(lines, skipped + 2)
  return { told: 'opened', heading, rows: lines.length, firstRow: skipped + 2, encoding }
}

async function readXlsx(bytes: Uint8Array) {
  // Long numbers as they are written, so that codes keep all their digits.
  const parseNumber = (text: string) => (/e/i.test(text) ? String(Number(text)) : text)
  const sheet = await readSheet<string>(bytes.buffer as ArrayBuffer, { parseNumber, trim: true })
  return { rows: sheet.map((row) => row.map(cellText)), encoding: 'XLSX' }
}

function readCsv(bytes: Uint8Array) {
  const { text, encoding } = decodeText(bytes)
  const { data } = Papa.parse<string[]>(text, { skipEmptyLines: false })
  return { rows: data, encoding }
}
