import { limits } from '../limits'
import type { PersonEntry, Problem, UnitEntry } from './import-types'
import {
  type Cells,
  type Column,
  type Heading,
  dayOf,
  faultOfCode,
  faultOfText,
  levelOf,
  phoneOf,
  placesOf,
  plainText,
  problem,
  readCells,
} from './sheet'

/** A line of a file as it came. */
export interface FileRow {
  line: number
  cells: string[]
}

export interface FileContent {
  entries: UnitEntry[]
  problems: Problem[]
  /** Every code a line begins with, those of lines at fault too. */
  codes: Set<string>
}

/**
 * Reads the lines of a grid file, each by itself: a unit with its first person, and below it
 * lines of the same code without a name for its further people.
 */
export function readFile(heading: Heading, rows: readonly FileRow[]): FileContent {
  const entries = new Map<string, UnitEntry>()
  const codes = new Set<string>()
  const problems: Problem[] = []
  for (const { line, cells: raw } of rows) {
    const cells = readCells(heading, raw)
    if (!cells) continue
    const code = plainText(cells.code ?? '')
    const known = entries.get(code)
    const isFurther = codes.has(code) && !cells.name && !cells.level && !cells.parent
    const found = isFurther
      ? furtherPerson(cells, line, known)
      : firstLine(cells, line, codes.has(code))
    codes.add(code)
    problems.push(...found.problems)
    if (found.entry) entries.set(code, found.entry)
  }
  codes.delete('')
  return { entries: [...entries.values()], problems, codes }
}

interface Line {
  entry?: UnitEntry
  problems: Problem[]
}

function furtherPerson(cells: Cells, line: number, known: UnitEntry | undefined): Line {
  if (!known) return { problems: [problem('parent_at_fault', line, { column: 'code' })] }
  const { person, problems } = readPerson(cells, line)
  if (!person && problems.length === 0)
    problems.push(problem('missing_value', line, { column: 'person' }))
  const people = known.people ?? []
  if (person && people.some(({ label }) => label === person.label))
    problems.push(problem('duplicate_person', line, { column: 'person', value: person.label }))
  if (people.length >= limits.unitPeople)
    problems.push(problem('too_many', line, { column: 'person' }))
  if (!person || problems.length > 0) return { problems }
  return { entry: { ...known, people: [...people, person] }, problems }
}

function firstLine(cells: Cells, line: number, isKnown: boolean): Line {
  const problems = [...faultsOfUnit(cells, line)]
  if (isKnown && problems.length === 0)
    problems.push(problem('duplicate_code', line, { column: 'code', value: cells.code ?? '' }))
  const { person, problems: ofPerson } = readPerson(cells, line)
  problems.push(...ofPerson)
  const kind = levelOf(cells.level ?? '')
  if (problems.length > 0 || !kind) return { problems }
  const parent = plainText(cells.parent ?? '')
  const entry: UnitEntry = {
    line,
    code: plainText(cells.code ?? ''),
    name: plainText(cells.name ?? ''),
    kind,
    parent: parent === '' ? null : parent,
    ...(cells.places !== undefined && { places: placesOf(cells.places) }),
    ...(cells.person !== undefined && { people: person ? [person] : [] }),
  }
  return { entry, problems }
}

function* faultsOfUnit(cells: Cells, line: number): Generator<Problem> {
  const level = levelOf(cells.level ?? '')
  for (const column of ['code', 'name', 'level'] as const)
    if (!cells[column]) yield problem('missing_value', line, { column })
  if (cells.code) yield* fault(faultOfCode(plainText(cells.code)), { line, column: 'code', cells })
  if (cells.name)
    yield* fault(faultOfText(cells.name, limits.unitName), { line, column: 'name', cells })
  if (cells.level && !level) yield* fault('unknown_level', { line, column: 'level', cells })
  if (!cells.parent && level && level !== 'district')
    yield problem('missing_value', line, { column: 'parent' })
  if (cells.parent)
    yield* fault(faultOfCode(plainText(cells.parent)), { line, column: 'parent', cells })
  yield* faultsOfPlaces(cells, line)
}

function* faultsOfPlaces(cells: Cells, line: number): Generator<Problem> {
  if (!cells.places) return
  const about = { line, column: 'places', cells } as const
  const places = placesOf(cells.places)
  if (places.length > limits.unitPlaces) yield* fault('too_many', about)
  const isLong = places.some((one) => [...one].length > limits.placeName)
  yield* fault(faultOfText(cells.places, limits.cell) ?? (isLong ? 'too_long' : null), about)
}

function readPerson(
  cells: Cells,
  line: number,
): { person: PersonEntry | null; problems: Problem[] } {
  const { person: label = '', phone = '', from = '', until = '' } = cells
  if (!label) {
    const alone = (['phone', 'from', 'until'] as const).find((column) => cells[column])
    const missing = alone ? [problem('missing_value', line, { column: 'person' })] : []
    return { person: null, problems: missing }
  }
  const days = { from: from ? dayOf(from) : undefined, until: until ? dayOf(until) : undefined }
  const number = phone ? phoneOf(phone) : undefined
  const problems = [
    ...fault(faultOfText(label, limits.label), { line, column: 'person', cells }),
    ...fault(number === null ? 'bad_phone' : null, { line, column: 'phone', cells }),
    ...fault(days.from === null ? 'bad_day' : null, { line, column: 'from', cells }),
    ...fault(days.until === null ? 'bad_day' : null, { line, column: 'until', cells }),
    ...fault(isReversed(days) ? 'days_reversed' : null, { line, column: 'until', cells }),
  ]
  if (problems.length > 0) return { person: null, problems }
  const person = {
    line,
    label: plainText(label),
    ...(number && { phone: number }),
    ...(days.from && { from: days.from }),
    ...(days.until && { until: days.until }),
  }
  return { person, problems }
}

const isReversed = (days: {
  from?: string | null | undefined
  until?: string | null | undefined
}) => Boolean(days.from && days.until && days.until < days.from)

function fault(
  code: Problem['code'] | null | undefined,
  { line, column, cells }: { line: number; column: Column; cells: Cells },
): Problem[] {
  return code ? [problem(code, line, { column, value: (cells[column] ?? '').slice(0, 60) })] : []
}
