import { applyEntry, changesBetween } from './apply-entry'
import type { UnitDraft } from './apply-entry'
import { checkTree } from './check-tree'
import type { Change, ImportMode, Problem, UnitEntry, UnitWrite } from './import-types'
import type { Applying } from './people-entries'
import type { FileContent } from './read-file'
import { problem } from './sheet'
import type { Unit } from './types'

/** What a file is compared with. */
export interface Ground {
  /** The unit below which the file may change things; its own place stays. */
  root: Unit
  /** All units below it. */
  below: readonly Unit[]
  /** Codes that stand elsewhere, of those the file names. */
  elsewhere: ReadonlySet<string>
  /** Whether the root's own people may be changed too. */
  mayEditRoot: boolean
}

export interface Plan {
  problems: Problem[]
  changes: Change[]
  /** Parents before their children; removals last, the lowest first. */
  writes: UnitWrite[]
}

/**
 * Compares a file with the units as they are stored: what is wrong, what would change, and the
 * writes that change it. Lines at fault change nothing. With `replace`, units that the file leaves
 * out go only when no line is at fault; whether they are in use their caller finds out.
 */
export function planImport(
  content: FileContent,
  ground: Ground,
  applying: Applying & { mode: ImportMode },
): Plan {
  const { entries, problems } = checkTree(content, ground, applying.mode)
  const found = [...content.problems, ...problems]
  const removed = applying.mode === 'replace' && found.length === 0 ? leftOut(content, ground) : []
  const writes = [
    ...saves(entries, { ground, removed, applying }),
    ...removed.map((unit) => ({ write: removalOf(unit), changes: [removal(unit)] })),
  ]
  return {
    problems: byLine(found),
    changes: byLine(writes.flatMap(({ changes }) => changes)),
    writes: writes.map(({ write }) => write),
  }
}

/** In the order of the file; what it leaves out comes last. */
const byLine = <T extends { line: number | null }>(found: readonly T[]): T[] =>
  found.toSorted((a, b) => (a.line ?? Infinity) - (b.line ?? Infinity))

/** Units of the file's ground that it does not name, the lowest first. */
function leftOut({ codes }: FileContent, { below }: Ground): Unit[] {
  return below
    .filter(({ _id }) => !codes.has(_id))
    .toSorted((a, b) => b.path.length - a.path.length)
}

/**
 * The plan without the removal of units that are in use, nor of those above them: `open` counts
 * the open requests of each unit the plan would remove.
 */
export function keepUsed(plan: Plan, open: Readonly<Record<string, number>>): Plan {
  const removals = plan.writes.filter(({ action }) => action === 'remove')
  const isUsed = ({ unitId }: UnitWrite) => (open[unitId] ?? 0) > 0
  const above = new Set(removals.filter(isUsed).flatMap(({ path }) => path))
  const keptWrites = removals.filter(({ unitId }) => above.has(unitId))
  const kept = new Set(keptWrites.map(({ unitId }) => unitId))
  const names = new Map(plan.changes.map(({ unitId, unit }) => [unitId, unit]))
  const problems = keptWrites.map((write) => {
    const value = names.get(write.unitId) ?? write.unitId
    return problem(isUsed(write) ? 'still_open' : 'still_below', null, { value })
  })
  return {
    problems: [...plan.problems, ...problems],
    changes: plan.changes.filter(({ kind, unitId }) => kind !== 'removed' || !kept.has(unitId)),
    writes: plan.writes.filter(({ action, unitId }) => action === 'save' || !kept.has(unitId)),
  }
}

interface Planned {
  write: UnitWrite
  changes: Change[]
}

function saves(
  entries: readonly UnitEntry[],
  around: { ground: Ground; removed: readonly Unit[]; applying: Applying },
): Planned[] {
  const { ground, removed, applying } = around
  const stored = new Map([ground.root, ...ground.below].map((unit) => [unit._id, unit]))
  const byCode = new Map(entries.map((entry) => [entry.code, entry]))
  const gone = new Set(removed.map(({ _id }) => _id))
  const pathOf = pathsOf({ root: ground.root, stored, byCode })
  const nameOf = (id: string | null) =>
    (id && (byCode.get(id)?.name ?? stored.get(id)?.name)) || (id ?? '')
  const ids = [...new Set([...stored.keys(), ...byCode.keys()])].filter((id) => !gone.has(id))
  return ids
    .flatMap((id) => {
      const before = stored.get(id) ?? null
      const entry = byCode.get(id) ?? null
      const next = applyEntry(before, { entry, path: pathOf(id) }, applying)
      const line = entry?.line ?? null
      const changes = changesBetween(before, next, { line, now: applying.now, nameOf })
      if (changes.length === 0 && isSamePath(before, next)) return []
      const write: UnitWrite = {
        unitId: id,
        version: before?.version ?? 0,
        action: 'save',
        entry,
        path: next.path,
      }
      // A unit that is moved along with one above it is no change anybody asked for.
      return [{ write, changes: entry ? changes : [] }]
    })
    .toSorted((a, b) => a.write.path.length - b.write.path.length)
}

const isSamePath = (before: Unit | null, next: UnitDraft) =>
  before !== null && before.path.join('/') === next.path.join('/')

/** The way down to each unit as it will be. */
function pathsOf(around: {
  root: Unit
  stored: ReadonlyMap<string, Unit>
  byCode: ReadonlyMap<string, UnitEntry>
}): (id: string) => string[] {
  const { root, stored, byCode } = around
  const paths = new Map<string, string[]>([[root._id, root.path]])
  const pathOf = (id: string): string[] => {
    const known = paths.get(id)
    if (known) return known
    const parent = byCode.get(id)?.parent ?? stored.get(id)?.parentId
    const path = parent ? [...pathOf(parent), id] : [id]
    paths.set(id, path)
    return path
  }
  return pathOf
}

function removalOf({ _id, version, path }: Unit): UnitWrite {
  return { unitId: _id, version, action: 'remove', entry: null, path }
}

function removal({ _id, name, parentId }: Unit): Change {
  return { kind: 'removed', line: null, unitId: _id, unit: name, before: parentId ?? '', after: '' }
}
