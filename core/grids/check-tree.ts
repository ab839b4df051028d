import type { UnitKind } from '../../typings/domain'
import type { ImportMode, Problem, ProblemCode, UnitEntry } from './import-types'
import { parentKinds } from './levels'
import type { Ground } from './plan-import'
import type { FileContent } from './read-file'
import { type Column, problem } from './sheet'

/**
 * Looks at the lines together with what is stored: parents, circles, names, scope. Gives the
 * lines that can stand, and what is wrong with the others.
 */
export function checkTree(
  content: FileContent,
  ground: Ground,
  mode: ImportMode,
): { entries: UnitEntry[]; problems: Problem[] } {
  const known = new Map([ground.root, ...ground.below].map((unit) => [unit._id, unit]))
  const circles = findCircles(content.entries)
  const scoped = content.entries.map((entry) => ({
    entry,
    code: circles.has(entry.code) ? ('cycle' as const) : faultInScope(entry, ground, known),
  }))
  const good = scoped.filter(({ code }) => !code).map(({ entry }) => entry)
  const around = { content, ground, known, mode }
  const named = withNames(good, around)
  const standing = withParents(named.entries, around)
  const problems = [
    ...scoped.flatMap(({ entry, code }) => (code ? [at(entry, code, columnOf(code))] : [])),
    ...named.problems,
    ...standing.problems,
  ]
  return { entries: standing.entries, problems }
}

const columnOf = (code: ProblemCode): Column =>
  code === 'level_changed' ? 'level' : code === 'cycle' ? 'parent' : 'code'

function at({ line, code, name, kind, parent }: UnitEntry, fault: ProblemCode, column: Column) {
  const values: Partial<Record<Column, string>> = { code, name, level: kind, parent: parent ?? '' }
  return problem(fault, line, { column, value: values[column] ?? '' })
}

type Known = ReadonlyMap<string, { kind: UnitKind; name: string; parentId: string | null }>

function faultInScope(entry: UnitEntry, ground: Ground, known: Known): ProblemCode | null {
  const { root, elsewhere, mayEditRoot } = ground
  if (elsewhere.has(entry.code)) return 'outside_scope'
  const stored = known.get(entry.code)
  if (stored && stored.kind !== entry.kind) return 'level_changed'
  if (entry.code !== root._id) return entry.kind === 'district' ? 'outside_scope' : null
  const isSame = entry.name === root.name && entry.parent === root.parentId
  return isSame || (mayEditRoot && entry.parent === root.parentId) ? null : 'outside_scope'
}

/** Codes that lead back to themselves when one goes up the lines' parents. */
function findCircles(entries: readonly UnitEntry[]): Set<string> {
  const parents = new Map(entries.map(({ code, parent }) => [code, parent]))
  const states = new Map<string, 'on_way' | 'fine' | 'circle'>()
  for (const { code } of entries) {
    const way: string[] = []
    let at: string | null = code
    while (at !== null && parents.has(at) && !states.has(at)) {
      states.set(at, 'on_way')
      way.push(at)
      at = parents.get(at) ?? null
    }
    const start = at !== null && states.get(at) === 'on_way' ? way.indexOf(at) : way.length
    way.forEach((one, index) => states.set(one, index >= start ? 'circle' : 'fine'))
  }
  return new Set([...states].filter(([, state]) => state === 'circle').map(([code]) => code))
}

interface Around {
  content: FileContent
  ground: Ground
  known: Known
  mode: ImportMode
}

/** Lines whose parent stands, from the top down: below a line at fault nothing new can stand. */
function withParents(entries: readonly UnitEntry[], around: Around) {
  const byCode = new Map(entries.map((entry) => [entry.code, entry]))
  const faults = new Map<string, ProblemCode | null>()
  const faultOf = (entry: UnitEntry): ProblemCode | null => {
    const known = faults.get(entry.code)
    if (known !== undefined) return known
    faults.set(entry.code, 'cycle')
    const fault = faultOfParent(entry, { ...around, byCode, faultOf })
    faults.set(entry.code, fault)
    return fault
  }
  const problems = entries.flatMap((entry) => {
    const fault = faultOf(entry)
    return fault ? [at(entry, fault, 'parent')] : []
  })
  return { entries: entries.filter((entry) => !faultOf(entry)), problems }
}

function faultOfParent(
  entry: UnitEntry,
  around: Around & {
    byCode: ReadonlyMap<string, UnitEntry>
    faultOf: (entry: UnitEntry) => ProblemCode | null
  },
): ProblemCode | null {
  const { ground, known, byCode, faultOf, content, mode } = around
  if (entry.code === ground.root._id) return null
  const parent = entry.parent ?? ''
  if (parent !== ground.root._id && ground.elsewhere.has(parent)) return 'outside_scope'
  const line = byCode.get(parent)
  const stored = known.get(parent)
  if (!line && !stored) return content.codes.has(parent) ? 'parent_at_fault' : 'unknown_parent'
  if (line && !stored && faultOf(line)) return 'parent_at_fault'
  const goes = mode === 'replace' && parent !== ground.root._id && !content.codes.has(parent)
  if (goes) return 'unknown_parent'
  const kind = line?.kind ?? stored?.kind
  return kind && parentKinds[entry.kind].includes(kind) ? null : 'wrong_parent'
}

/** Lines whose name no sister has: neither in the file nor among what stays as it is. */
function withNames(entries: readonly UnitEntry[], { ground, content, mode }: Around) {
  const key = (parent: string | null, name: string) => `${parent ?? ''}\n${name}`
  const named = new Set(entries.map(({ code }) => code))
  const staying = ground.below.filter(
    ({ _id }) => !named.has(_id) && (mode === 'update' || content.codes.has(_id)),
  )
  const taken = new Map(staying.map(({ _id, parentId, name }) => [key(parentId, name), _id]))
  const good: UnitEntry[] = []
  const problems: Problem[] = []
  for (const entry of entries) {
    const mine = key(entry.parent, entry.name)
    const owner = taken.get(mine)
    if (owner === undefined || owner === entry.code) {
      taken.set(mine, entry.code)
      good.push(entry)
    } else problems.push(at(entry, 'duplicate_name', 'name'))
  }
  return { entries: good, problems }
}
