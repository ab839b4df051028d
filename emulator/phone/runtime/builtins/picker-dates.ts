/** Columns of a date or time picker: what they show and what they stand for. */
export interface PickerColumns {
  labels: string[][]
  numbers: number[][]
  value: number[]
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}

function positionOf(numbers: number[], wanted: number | undefined): number {
  return Math.max(0, numbers.indexOf(wanted ?? Number.NaN))
}

export function timeColumns(value: string): PickerColumns {
  const [hour, minute] = value.split(':').map(Number)
  const numbers = [range(0, 23), range(0, 59)]
  return {
    numbers,
    labels: [
      range(0, 23).map((n) => `${twoDigits(n)} 时`),
      range(0, 59).map((n) => `${twoDigits(n)} 分`),
    ],
    value: [positionOf(range(0, 23), hour), positionOf(range(0, 59), minute)],
  }
}

export function timeFromColumns({ numbers }: PickerColumns, picked: number[]): string {
  return numbers.map((column, index) => twoDigits(column[picked[index] ?? 0] ?? 0)).join(':')
}

interface DateRange {
  value: string
  start: string
  end: string
  fields: string
}

const fieldCounts: Record<string, number> = { year: 1, month: 2, day: 3 }

/** Year, month and day; days that a month lacks are cut when the date is put together. */
export function dateColumns({ value, start, end, fields }: DateRange): PickerColumns {
  const today = new Date()
  const fallback = [today.getFullYear(), today.getMonth() + 1, today.getDate()]
  const wanted = value === '' ? fallback : value.split('-').map(Number)
  const first = Number(start.slice(0, 4)) || 1900
  const last = Number(end.slice(0, 4)) || 2100
  const count = fieldCounts[fields] ?? 3
  const numbers = [range(first, last), range(1, 12), range(1, 31)].slice(0, count)
  const units = ['年', '月', '日']
  return {
    numbers,
    labels: numbers.map((column, index) => column.map((n) => `${n} ${units[index] ?? ''}`)),
    value: numbers.map((column, index) => positionOf(column, wanted[index])),
  }
}

export function dateFromColumns({ numbers }: PickerColumns, picked: number[]): string {
  const [year = 0, month, day] = numbers.map((column, index) => column[picked[index] ?? 0] ?? 0)
  if (month === undefined) return String(year)
  if (day === undefined) return `${year}-${twoDigits(month)}`
  const lastDay = new Date(year, month, 0).getDate()
  return `${year}-${twoDigits(month)}-${twoDigits(Math.min(day, lastDay))}`
}
