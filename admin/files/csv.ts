import Papa from 'papaparse'

/** UTF-8 with the mark by which Excel in Chinese knows it. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${Papa.unparse(rows as string[][], { newline: '\r\n' })}\r\n`
}

const formula = /^[=+\-@\t\r]/

/** A text of people's that no spreadsheet takes for a formula. */
export function guardCell(text: string): string {
  return formula.test(text) ? `'${text}` : text
}
