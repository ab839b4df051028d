import { strictError } from '../errors'
import type { Entry } from './entries'
import { documentFromEntry, documentKeyIn, entriesOf } from './entries'
import type { IndexField } from './index-keys'
import { sortComponent } from './index-keys'
import type { Matcher } from './matcher'
import { matcherOfAll } from './matcher'
import { mergeSorted } from './merge'
import type { IndexPlan, Ordering, Plan, UnionPlan } from './planner'
import { isBounded, isPrimary, maximumSorted } from './planner'
import type { Collection } from './store'
import { readDocument } from './store'
import type { Document } from './values'

/** What a query cost, added up while it runs. */
export interface Tally {
  indexes: Set<string>
  keysExamined: number
  documentsExamined: number
  /** Documents that came of it, those joined to others included. */
  found: number
}

/** A document that matches; when the plan is covered, only the fields its index holds. */
export interface Match {
  key: Buffer
  document: Document
}

export interface Execution {
  collection: Collection
  sort: IndexField[]
  tally: Tally
  isStrict: boolean
}

export function newTally(): Tally {
  return { indexes: new Set(), keysExamined: 0, documentsExamined: 0, found: 0 }
}

function compareSuffix(plan: IndexPlan, component: number): (a: Entry, b: Entry) => number {
  const direction = plan.isReverse ? -1 : 1
  return (a, b) => {
    const left = a.bytes.subarray(a.scan.offsets[component])
    const right = b.bytes.subarray(b.scan.offsets[component])
    return Buffer.compare(left, right) * direction
  }
}

function* allEntries(plan: IndexPlan): Generator<Entry> {
  const streams = plan.scans.map((scan) => entriesOf(plan.index, scan, plan.isReverse))
  if (plan.ordering.kind === 'merge') {
    yield* mergeSorted(streams, compareSuffix(plan, plan.ordering.component))
    return
  }
  const ordered = plan.isReverse ? streams.reverse() : streams
  for (const stream of ordered) yield* stream
}

function fetch(entry: Entry, plan: IndexPlan, run: Execution): Document {
  run.tally.documentsExamined += 1
  if (isPrimary(plan.index)) return readDocument(entry.value)
  const bytes = run.collection.documents.get(documentKeyIn(plan.index, entry))
  if (!bytes) throw new Error(`index ${plan.index.definition.name} names a missing document`)
  return readDocument(bytes)
}

/** The document an entry stands for, when it matches; read only when the key can't tell. */
function resolve(
  entry: Entry,
  plan: IndexPlan,
  context: { run: Execution; onKey: Matcher; onDocument: Matcher },
): Document | undefined {
  const needsKey = plan.onKey.length > 0 || plan.isCovered
  const partial =
    needsKey && !isPrimary(plan.index) ? documentFromEntry(plan.index, entry) : undefined
  if (partial && !context.onKey(partial)) return undefined
  if (partial && plan.isCovered) return partial
  const document = fetch(entry, plan, context.run)
  const matches = (partial || context.onKey(document)) && context.onDocument(document)
  return matches ? document : undefined
}

function* matchIndex(plan: IndexPlan, run: Execution): Generator<Match> {
  const context = {
    run,
    onKey: matcherOfAll(plan.onKey.map((part) => part.query)),
    onDocument: matcherOfAll(plan.onDocument.map((part) => part.query)),
  }
  run.tally.indexes.add(isBounded(plan) || run.sort.length > 0 ? plan.index.definition.name : '')
  const seen = plan.index.multikeyPaths.size > 0 ? new Set<string>() : undefined
  for (const entry of allEntries(plan)) {
    run.tally.keysExamined += 1
    const key = documentKeyIn(plan.index, entry)
    const name = seen ? key.toString('latin1') : ''
    if (seen?.has(name)) continue
    seen?.add(name)
    const document = resolve(entry, plan, context)
    if (document) yield { key, document }
  }
}

/** A match with its place in the order asked for. */
interface Placed extends Match {
  place: Buffer
}

function placeOf(document: Document, sort: IndexField[]): Buffer {
  return Buffer.concat(sort.map((field) => sortComponent(document, field)))
}

function* placed(matches: Iterable<Match>, sort: IndexField[]): Generator<Placed> {
  for (const match of matches) yield { ...match, place: placeOf(match.document, sort) }
}

function comparePlaces(a: Placed, b: Placed): number {
  return Buffer.compare(a.place, b.place)
}

function* distinct(matches: Iterable<Match>): Generator<Match> {
  const seen = new Set<string>()
  for (const match of matches) {
    const name = match.key.toString('latin1')
    if (seen.has(name)) continue
    seen.add(name)
    yield match
  }
}

function* matchUnion(plan: UnionPlan, run: Execution): Generator<Match> {
  const streams = plan.branches.map((branch) => unsorted(branch, run))
  if (plan.ordering.kind === 'merge' && run.sort.length > 0) {
    const inOrder = streams.map((stream) => placed(stream, run.sort))
    yield* distinct(mergeSorted(inOrder, comparePlaces))
    return
  }
  yield* distinct(concatenated(streams))
}

function* concatenated<T>(streams: Iterable<T>[]): Generator<T> {
  for (const stream of streams) yield* stream
}

function unsorted(plan: Plan, run: Execution): Generator<Match> {
  return plan.kind === 'union' ? matchUnion(plan, run) : matchIndex(plan, run)
}

function sorted(matches: Iterable<Match>, run: Execution): Match[] {
  const all: Placed[] = []
  for (const match of placed(matches, run.sort)) {
    all.push(match)
    if (run.isStrict && all.length > maximumSorted) throw sortsTooMuch(run)
  }
  return all.sort(comparePlaces)
}

function sortsTooMuch(run: Execution): Error {
  const order = run.sort.map((field) => `${field.path}: ${field.direction}`).join(', ')
  return strictError(
    `${run.collection.name}: more than ${maximumSorted} documents would be sorted in memory, no index gives the order { ${order} }`,
  )
}

/**
 * The documents a plan finds, in the order asked for, read as they are taken.
 * In strict mode throws when they would have to be sorted in memory and are many.
 */
export function* execute(plan: Plan, run: Execution): Generator<Match> {
  const matches = unsorted(plan, run)
  yield* needsSorting(plan.ordering, run) ? sorted(matches, run) : matches
}

function needsSorting(ordering: Ordering, run: Execution): boolean {
  return ordering.kind === 'sort' && run.sort.length > 0
}
