import { applyEntry } from '../../../core/grids/apply-entry'
import { exportHeading, exportRows } from '../../../core/grids/export-rows'
import type { ImportMode } from '../../../core/grids/import-types'
import { type Ground, type Plan, planImport } from '../../../core/grids/plan-import'
import { type FileContent, readFile } from '../../../core/grids/read-file'
import { readHeading } from '../../../core/grids/sheet'
import type { Unit } from '../../../core/grids/types'

export const now = Date.parse('2026-11-23T09:00:00+08:00')

export const root: Unit = {
  _id: 'C',
  name: '罗布社区',
  kind: 'community',
  parentId: 'S',
  path: ['D', 'S', 'C'],
  appointments: [],
  members: [],
  version: 1,
}

export const ground = (below: readonly Unit[], more: Partial<Ground> = {}): Ground => ({
  root,
  below,
  elsewhere: new Set(['D', 'S']),
  mayEditRoot: true,
  ...more,
})

export const applying = (mode: ImportMode, id = 'import') => ({
  mode,
  now,
  idOf: (line: number) => `${id}-${line}`,
})

/** Rows under our own headings, as a file of that many columns. */
export function content(rows: string[][], heading: readonly string[] = exportHeading): FileContent {
  const read = readHeading(heading)
  if (Array.isArray(read)) throw new Error(JSON.stringify(read))
  return readFile(
    read,
    rows.map((cells, index) => ({ line: index + 2, cells })),
  )
}

export function plan(rows: string[][], below: readonly Unit[], mode: ImportMode): Plan {
  return planImport(content(rows), ground(below), applying(mode))
}

/** The place as a file makes it out of nothing, without the root. */
export function stored(rows: string[][]): Unit[] {
  const first = applying('replace', 'first')
  const made = carryOut(planImport(content(rows), ground([]), first), [], first)
  return made.filter(({ _id }) => _id !== root._id)
}

/** The place after the plan's writes, the root first. */
export function carryOut(
  { writes }: Plan,
  below: readonly Unit[],
  how: ReturnType<typeof applying>,
): Unit[] {
  const units = new Map([root, ...below].map((unit) => [unit._id, unit]))
  for (const write of writes) {
    const stored = units.get(write.unitId) ?? null
    if ((stored?.version ?? 0) !== write.version) throw new Error('another version was compared')
    if (write.action === 'remove') units.delete(write.unitId)
    else
      units.set(write.unitId, {
        ...applyEntry(stored, write, how),
        version: write.version + 1,
      })
  }
  return [...units.values()]
}

/** What the file of a place says of its units and their people, in no order. */
export function fileOf(units: readonly Unit[]): string[] {
  return factsOf(units.flatMap((unit) => exportRows(unit, now)))
}

export function factsOf(rows: readonly string[][]): string[] {
  const facts = rows.flatMap(([code, name, level, parent, places, ...person]) => [
    ...(name ? [[code, name, level, parent, places]] : []),
    ...(person[0] ? [[code, ...person]] : []),
  ])
  return facts.map((one) => one.join()).toSorted()
}
