import type { FieldBounds, Scan } from './bounds'
import { boundFields, scansOf } from './bounds'
import type { IndexField } from './index-keys'
import type { Conjunct } from './predicates'
import { conjuncts } from './predicates'
import { idIndex } from './schema'
import type { Collection, Index } from './store'
import type { Fields } from './values'

/** What is asked of a collection. */
export interface Request {
  query: Fields
  sort: IndexField[]
  /** Paths the caller reads of each result; undefined for whole documents. */
  paths?: string[]
}

/** How the order asked for comes about: from the index as it is, by merging scans, or by sorting. */
export type Ordering = { kind: 'index' } | { kind: 'merge'; component: number } | { kind: 'sort' }

export interface IndexPlan {
  kind: 'index'
  index: Index
  bounds: FieldBounds[]
  scans: Scan[]
  isReverse: boolean
  ordering: Ordering
  /** Conditions to check on the index entry, before a document is read. */
  onKey: Conjunct[]
  /** Conditions to check on the document. */
  onDocument: Conjunct[]
  /** True when no document has to be read at all. */
  isCovered: boolean
}

export interface UnionPlan {
  kind: 'union'
  branches: Plan[]
  ordering: Ordering
}

export type Plan = IndexPlan | UnionPlan

/** The documents themselves, as the index on `_id`. */
function primaryIndex(collection: Collection): Index {
  return { definition: idIndex, entries: collection.documents, multikeyPaths: new Set() }
}

export function isPrimary(index: Index): boolean {
  return index.definition === idIndex
}

/** Paths known to hold one value throughout the result, so that sorting by them changes nothing. */
function pinnedPaths(index: Index, parts: Conjunct[]): Set<string> {
  const single = parts
    .flatMap((part) => part.atoms)
    .filter((atom) => atom.ranges.length === 1 && atom.ranges[0]?.kind === 'point')
    .filter((atom) => !index.multikeyPaths.has(atom.path) && !atom.element && !atom.matchesNull)
  return new Set(single.map((atom) => atom.path))
}

/** Whether index fields from `start` on run in the order asked for, forwards or backwards. */
function followsOrder(
  start: number,
  wanted: IndexField[],
  context: { index: Index; pinned: Set<string> },
): { isReverse: boolean } | undefined {
  const { fields } = context.index.definition
  let at = start
  let isReverse: boolean | undefined
  for (const field of wanted) {
    while (fields[at] && fields[at]?.path !== field.path && isPinned(fields[at], context)) at += 1
    const found = fields[at]
    if (found?.path !== field.path || context.index.multikeyPaths.has(field.path)) return undefined
    const opposite = found.direction !== field.direction
    if (isReverse !== undefined && isReverse !== opposite) return undefined
    isReverse = opposite
    at += 1
  }
  return { isReverse: isReverse ?? false }
}

function isPinned(field: IndexField | undefined, context: { pinned: Set<string> }): boolean {
  return field !== undefined && context.pinned.has(field.path)
}

function orderBy(
  sort: IndexField[],
  bounds: FieldBounds[],
  context: { index: Index; pinned: Set<string> },
): { ordering: Ordering; isReverse: boolean } {
  const wanted = sort.filter((field) => !context.pinned.has(field.path))
  if (wanted.length === 0) return { ordering: { kind: 'index' }, isReverse: false }
  const points = bounds.filter((field) => field.isPoints)
  for (let start = 0; start <= points.length; start += 1) {
    const order = followsOrder(start, wanted, context)
    if (!order) continue
    const needsMerge = points.slice(0, start).some((field) => field.ranges.length > 1)
    const ordering: Ordering = needsMerge ? { kind: 'merge', component: start } : { kind: 'index' }
    return { ordering, isReverse: order.isReverse }
  }
  return { ordering: { kind: 'sort' }, isReverse: false }
}

/** Parts the bounds settle by themselves. */
function isSettled(part: Conjunct, bounds: FieldBounds[]): boolean {
  const [atom] = part.atoms
  if (!atom || part.atoms.length > 1 || !atom.isExact) return false
  return bounds.some((field) => field.atoms.includes(atom))
}

/**
 * The paths whose values an index entry tells: not those with arrays, of which it has one element
 * only. The primary index's entries are the documents.
 */
function pathsOnKey(index: Index): Set<string> {
  if (isPrimary(index)) return new Set()
  const paths = index.definition.fields.map((field) => field.path)
  return new Set([...paths.filter((path) => !index.multikeyPaths.has(path)), '_id'])
}

function readsOnly(paths: string[] | undefined, known: Set<string>): boolean {
  return known.size > 0 && paths !== undefined && paths.every((path) => known.has(path))
}

/** Beside arrays MongoDB checks on the key only what it can write as bounds of the field. */
function isBoundable({ atoms }: Conjunct): boolean {
  return atoms.length === 1 && atoms.every((atom) => atom.isExact && !atom.matchesNull)
}

function planIndex(index: Index, parts: Conjunct[], request: Request): IndexPlan {
  const bounds = boundFields(index, parts)
  const open = parts.filter((part) => !isSettled(part, bounds))
  const known = pathsOnKey(index)
  const isMultikey = index.multikeyPaths.size > 0
  const onKey = open.filter(
    (part) => readsOnly(part.paths, known) && (!isMultikey || isBoundable(part)),
  )
  const onDocument = open.filter((part) => !onKey.includes(part))
  const order = orderBy(request.sort, bounds, { index, pinned: pinnedPaths(index, parts) })
  const sortPaths = order.ordering.kind === 'sort' ? request.sort.map((field) => field.path) : []
  const paths = request.paths && [...request.paths, ...sortPaths]
  const readsNothing = paths?.length === 0
  return {
    kind: 'index',
    index,
    bounds,
    scans: scansOf(bounds),
    ...order,
    onKey,
    onDocument,
    isCovered: onDocument.length === 0 && (readsNothing || readsOnly(paths, known)),
  }
}

export function isBounded(plan: Plan): boolean {
  return plan.kind === 'union' ? plan.branches.every(isBounded) : plan.bounds.length > 0
}

function matchesUnique(plan: IndexPlan): boolean {
  const { definition } = plan.index
  const points = plan.bounds.filter((field) => field.isPoints)
  return definition.isUnique && points.length === definition.fields.length
}

/** Higher is better: single values first, then order, then a range, then reading no documents. */
function score(plan: IndexPlan): number {
  if (matchesUnique(plan)) return 1000
  const points = plan.bounds.filter((field) => field.isPoints).length
  const range = plan.bounds.length > points ? 5 : 0
  const order = plan.ordering.kind === 'sort' ? 0 : 8
  const filters = plan.onKey.length * 2 + (plan.isCovered ? 1 : 0)
  return points * 10 + range + order + filters - (plan.bounds.length === 0 ? 100 : 0)
}

/** How many documents strict mode lets a query sort in memory. */
export const maximumSorted = 200

/** Entries in the scans, counted no further than just past the limit of sorting in memory. */
function estimate(plan: IndexPlan): number {
  let total = 0
  for (const { start, end } of plan.scans) {
    total += plan.index.entries.getKeysCount({ start, end, limit: maximumSorted + 1 - total })
    if (total > maximumSorted) break
  }
  return total
}

/** The best plan by score, unless it means sorting much and another index gives the order. */
function choose(plans: IndexPlan[]): IndexPlan {
  const ranked = [...plans].sort((a, b) => score(b) - score(a))
  const best = ranked[0] as IndexPlan
  const ordered = ranked.find((plan) => plan.ordering.kind !== 'sort' && isBounded(plan))
  const isCostly = best.ordering.kind === 'sort' && ordered && estimate(best) > maximumSorted
  return isCostly ? ordered : best
}

function hasPoint(plan: Plan): boolean {
  if (plan.kind === 'union') return plan.branches.every(hasPoint)
  return plan.bounds.some((field) => field.isPoints)
}

/** One plan per branch of the query's first `$or`. */
function planUnion(
  collection: Collection,
  parts: Conjunct[],
  request: Request,
): UnionPlan | undefined {
  const or = parts.find((part) => part.branches)
  if (!or?.branches) return undefined
  const others = parts.filter((part) => part !== or).map((part) => part.query)
  const branches = or.branches.map((branch) =>
    planRequest(collection, { query: { $and: [...others, branch] }, sort: request.sort }),
  )
  const isOrdered = branches.every((branch) => branch.ordering.kind !== 'sort')
  return {
    kind: 'union',
    branches,
    ordering: isOrdered ? { kind: 'merge', component: 0 } : { kind: 'sort' },
  }
}

/** A union is worth it when it bounds more than the best single index does. */
function isBetter(union: UnionPlan, single: IndexPlan): boolean {
  return isBounded(single) ? hasPoint(union) : isBounded(union)
}

/** Decides how to read a collection: which index, which stretches of it, what is left to check. */
export function planRequest(collection: Collection, request: Request): Plan {
  const parts = conjuncts(request.query)
  const indexes = [primaryIndex(collection), ...collection.indexes]
  const best = choose(indexes.map((index) => planIndex(index, parts, request)))
  if (hasPoint(best)) return best
  const union = planUnion(collection, parts, request)
  return union && isBetter(union, best) ? union : best
}
