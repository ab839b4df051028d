import Papa from 'papaparse'

/** UTF-8 with the mark by which Excel in Chinese knows it. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${Papa.unparse(rows as string[][], { newline: '\r\n' })}\r\n`
}
