import { columnTitle } from './import-words'
import { peopleStates } from './people-entries'
import { type Column, columns, guardText, levelName } from './sheet'
import type { Unit } from './types'

export const exportHeading: readonly string[] = columns.map(columnTitle)

/** A unit as lines of a grid file: the first with its first person, one more for each further. */
export function exportRows(unit: Unit, now: number): string[][] {
  const people = peopleStates(unit, now)
  const own: Partial<Record<Column, string>> = {
    code: unit._id,
    name: guardText(unit.name),
    level: levelName(unit.kind),
    parent: unit.parentId ?? '',
    places: guardText((unit.places ?? []).join('、')),
  }
  const lines = people.map(({ label, phone, from, until }) => {
    return { person: guardText(label), phone, from, until }
  })
  const [first = {}, ...others] = lines
  const rows: Partial<Record<Column, string>>[] = [
    { ...own, ...first },
    ...others.map((one) => ({ code: unit._id, ...one })),
  ]
  return rows.map((row) => columns.map((column) => row[column] ?? ''))
}
