import type { Direction } from './index-keys'
import type { Atom, Conjunct } from './predicates'
import type { ByteRange, ValueRange } from './ranges'
import { byteRange, intersect } from './ranges'
import type { Index } from './store'

/** What the query says about one index field. */
export interface FieldBounds {
  path: string
  ranges: ByteRange[]
  /** True when every range is a single value, so that the next field can be bounded too. */
  isPoints: boolean
  atoms: Atom[]
}

/** One contiguous stretch of an index. */
export interface Scan {
  start: Buffer
  end: Buffer
  /** Where each bounded component begins in the entries' bytes. */
  offsets: number[]
}

const maximumScans = 1000

function isPoints(atom: Atom): boolean {
  return atom.ranges.every((range) => range.kind === 'point')
}

/** Atoms that may bound one field together: on arrays only one, or those of one element. */
function usableAtoms(atoms: Atom[], isMultikey: boolean): Atom[] {
  if (!isMultikey) return atoms
  const usable = atoms.filter((atom) => !atom.matchesNull)
  const best = usable.find((atom) => !atom.element && isPoints(atom)) ?? usable[0]
  if (!best) return []
  return best.element ? usable.filter((atom) => atom.element === best.element) : [best]
}

/** Intersects what can be intersected; the rest stays for the filter. */
function combine(atoms: Atom[]): { ranges: ValueRange[]; atoms: Atom[] } | undefined {
  const points = atoms.filter(isPoints).sort((a, b) => a.ranges.length - b.ranges.length)[0]
  if (points) return { ranges: points.ranges, atoms: [points] }
  const [first, ...others] = atoms
  if (!first) return undefined
  const combined = { ranges: first.ranges, atoms: [first] }
  for (const other of others) {
    const range = intersect(combined.ranges[0] as ValueRange, other.ranges[0] as ValueRange)
    if (range) {
      combined.ranges = [range]
      combined.atoms.push(other)
    }
  }
  return combined
}

function distinctSorted(ranges: ByteRange[]): ByteRange[] {
  const sorted = [...ranges].sort((a, b) => Buffer.compare(a.start, b.start))
  return sorted.filter(
    (range, at) => at === 0 || !range.start.equals(sorted[at - 1]?.start as Buffer),
  )
}

/** True when two paths of one index run through the same array of sub-documents. */
function sharesArray(a: string, b: string): boolean {
  return a.split('.')[0] === b.split('.')[0]
}

function clashes(field: FieldBounds, earlier: FieldBounds, index: Index): boolean {
  const bothMultikey = index.multikeyPaths.has(field.path) && index.multikeyPaths.has(earlier.path)
  if (!bothMultikey || !sharesArray(field.path, earlier.path)) return false
  const element = field.atoms[0]?.element
  return element === undefined || earlier.atoms[0]?.element !== element
}

function boundField(
  path: string,
  direction: Direction,
  context: { index: Index; atoms: Atom[] },
): FieldBounds | undefined {
  const own = context.atoms.filter((atom) => atom.path === path)
  const combined = combine(usableAtoms(own, context.index.multikeyPaths.has(path)))
  if (!combined) return undefined
  return {
    path,
    ranges: distinctSorted(combined.ranges.map((range) => byteRange(range, direction))),
    isPoints: combined.ranges.every((range) => range.kind === 'point'),
    atoms: combined.atoms,
  }
}

/** Bounds of an index's leading fields: single values, then at most one range. */
export function boundFields(index: Index, parts: Conjunct[]): FieldBounds[] {
  const atoms = parts.flatMap((part) => part.atoms)
  const bounds: FieldBounds[] = []
  let scans = 1
  for (const { path, direction } of index.definition.fields) {
    const field = boundField(path, direction, { index, atoms })
    if (!field || bounds.some((earlier) => clashes(field, earlier, index))) break
    scans *= field.ranges.length
    if (bounds.length > 0 && scans > maximumScans) break
    bounds.push(field)
    if (!field.isPoints) break
  }
  return bounds
}

interface Prefix {
  bytes: Buffer
  offsets: number[]
}

function extend(prefixes: Prefix[], field: FieldBounds): Prefix[] {
  return prefixes.flatMap(({ bytes, offsets }) =>
    field.ranges.map((range) => ({
      bytes: Buffer.concat([bytes, range.start]),
      offsets: [...offsets, bytes.length],
    })),
  )
}

/** The stretches of the index to read, in the index's own order. */
export function scansOf(bounds: FieldBounds[]): Scan[] {
  const points = bounds.filter((field) => field.isPoints)
  const last = bounds.find((field) => !field.isPoints)
  const prefixes = points.reduce(extend, [{ bytes: Buffer.alloc(0), offsets: [] }] as Prefix[])
  return prefixes.flatMap(({ bytes, offsets }) => {
    const ends = [...offsets, bytes.length]
    if (last) {
      return last.ranges.map((range) => ({
        start: Buffer.concat([bytes, range.start]),
        end: Buffer.concat([bytes, range.end]),
        offsets: ends,
      }))
    }
    return [{ start: bytes, end: Buffer.concat([bytes, Buffer.from([0xff])]), offsets: ends }]
  })
}
