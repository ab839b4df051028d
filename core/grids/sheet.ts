import type { UnitKind } from '../../typings/domain'
import { addDays } from '../calendar'
import { limits } from '../limits'
import type { Problem, ProblemCode } from './import-types'

/** The columns of a grid file: what they are called, and what else people call them. */
export const columnNames = {
  code: ['编号', '单位编号', '网格编号'],
  name: ['名称', '单位名称', '网格名称'],
  level: ['级别', '层级'],
  parent: ['上级编号', '上级'],
  places: ['小区楼栋', '小区', '地点'],
  person: ['负责人', '微网格长', '称呼'],
  phone: ['电话', '手机', '手机号', '联系电话'],
  from: ['开始日期', '任期开始'],
  until: ['结束日期', '任期结束'],
} as const satisfies Record<string, readonly string[]>

export type Column = keyof typeof columnNames

export const columns = Object.keys(columnNames) as Column[]
export const requiredColumns = ['code', 'name', 'level', 'parent'] as const satisfies Column[]

export const levelNames: Record<UnitKind, readonly string[]> = {
  micro_grid: ['微网格'],
  area: ['片区', '网格'],
  community: ['社区', '村', '社区（村）', '社区·村'],
  subdistrict: ['街道', '乡镇', '镇', '乡', '街道（乡镇）', '街道·乡镇'],
  district: ['区', '区中心'],
  department: ['部门', '承办部门'],
  partner: ['共建单位'],
}

/** What our own files say for a level. */
export const levelName = (kind: UnitKind): string => levelNames[kind][0] ?? kind

/** Where each column stands; null where a heading is none of ours. */
export interface Heading {
  columns: (Column | null)[]
  /** Headings that are passed over. */
  ignored: string[]
}

/** Reads the first line; the columns that are missing or doubled where it is no grid file. */
export function readHeading(cells: readonly string[]): Heading | Problem[] {
  const found = cells.map((cell) => columnOf(plainText(cell)))
  const missing = requiredColumns.filter((column) => !found.includes(column))
  const doubled = columns.filter((column) => found.filter((one) => one === column).length > 1)
  const problems = [
    ...missing.map((column) => problem('missing_column', 1, { column })),
    ...doubled.map((column) => problem('doubled_column', 1, { column })),
  ]
  if (problems.length > 0) return problems
  const ignored = cells.map(plainText).filter((cell) => cell !== '' && columnOf(cell) === null)
  return { columns: found, ignored }
}

function columnOf(heading: string): Column | null {
  const bare = heading.replace(/[\s*＊]/g, '')
  const names = (column: Column): readonly string[] => columnNames[column]
  return columns.find((column) => names(column).includes(bare)) ?? null
}

/** One line's cells by column; absent where the file has no such column. */
export type Cells = Partial<Record<Column, string>>

/** Null for a line with nothing in it. */
export function readCells(heading: Heading, row: readonly string[]): Cells | null {
  const cells: Cells = {}
  heading.columns.forEach((column, index) => {
    if (column) cells[column] = tidy(row[index] ?? '', column === 'places' ? '、' : ' ')
  })
  return Object.values(cells).some((cell) => cell !== '') ? cells : null
}

const tidy = (cell: string, newline: string): string =>
  cell
    .replace(/\u3000/g, ' ')
    .trim()
    .replace(/\s*\r?\n\s*/g, newline)

const formula = /^[=+\-@\t\r]/
const guarded = /^'(?=[=+\-@\t\r'])/

/** A cell that no spreadsheet takes for a formula; {@link plainText} gives the text back. */
export function guardText(text: string): string {
  return formula.test(text) || guarded.test(text) ? `'${text}` : text
}

/** The text of a cell, without the mark that keeps spreadsheets from calculating it. */
export function plainText(cell: string): string {
  return cell.replace(guarded, '').trim()
}

/** What is wrong with a text that people will read; null when nothing is. */
export function faultOfText(cell: string, most: number): ProblemCode | null {
  if (formula.test(cell)) return 'formula'
  // Nothing that people write holds control characters.
  if (/[\u0000-\u001f\u007f\ufffd-\uffff]/.test(cell)) return 'strange_text'
  return [...plainText(cell)].length > most ? 'too_long' : null
}

/** The level a word stands for; null for none of ours. */
export function levelOf(cell: string): UnitKind | null {
  const kinds = Object.keys(levelNames) as UnitKind[]
  return kinds.find((kind) => levelNames[kind].includes(plainText(cell))) ?? null
}

/** What is wrong with a unit's code; null when nothing is. */
export function faultOfCode(code: string): ProblemCode | null {
  if (/^\d+(\.\d+)?E\+?\d+$/i.test(code)) return 'scientific_code'
  if (code.length > limits.unitCode) return 'too_long'
  return /^[A-Za-z0-9][\w:.@-]*$/.test(code) ? null : 'bad_code'
}

/** `138 0000-1234` and `+8613800001234` → `13800001234`; null for what is no number of a phone. */
export function phoneOf(cell: string): string | null {
  const digits = plainText(cell)
    .replace(/[\s-]/g, '')
    .replace(/^(\+|00)?86(?=1\d{10}$)/, '')
  return /^(1[3-9]\d{9}|0\d{9,11}|[2-9]\d{6,7})$/.test(digits) ? digits : null
}

/** `2026/1/5`, `2026.1.5`, `2026年1月5日` and `2026-01-05` → `2026-01-05`; null for no day. */
export function dayOf(cell: string): string | null {
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?( 0?0:00(:00)?)?$/.exec(plainText(cell))
  if (!found) return null
  const [, year = '', month = '', date = ''] = found
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return isDay(day) ? day : null
}

function isDay(day: string): boolean {
  return !Number.isNaN(Date.parse(`${day}T00:00:00Z`)) && addDays(day, 0) === day
}

/** `泽霖府、青禾花园` → both, once each. */
export function placesOf(cell: string): string[] {
  return [
    ...new Set(
      plainText(cell)
        .split(/[、,，;；]/)
        .map((one) => one.trim()),
    ),
  ].filter(Boolean)
}

export function problem(
  code: ProblemCode,
  line: number | null,
  about: Pick<Problem, 'column' | 'value'> = {},
): Problem {
  return { code, line, ...about }
}
