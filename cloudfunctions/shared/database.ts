/**
 * What the stores need of a document database, in one notation for both SDKs:
 * conditions and changes are written as MongoDB writes them, and each SDK's
 * adapter turns them into its own commands.
 */
export interface Database {
  find<T>(collection: string, where: Where, options?: FindOptions): Promise<T[]>
  /** One call; the first stage is always the match. */
  aggregate<T>(collection: string, match: Where, stages: Stage[]): Promise<T[]>
  /** `duplicate` when the `_id` or a unique key is taken: nothing was written. */
  insert(collection: string, document: object): Promise<'inserted' | 'duplicate'>
  /**
   * Inserts many in one call. `duplicate` when a key of any of them is taken: how many of the
   * others were written is then open.
   */
  insertMany(collection: string, documents: readonly object[]): Promise<'inserted' | 'duplicate'>
  /** Changes all that match, atomically for each document. Returns how many. */
  update(collection: string, where: Where, changes: Changes): Promise<number>
  count(collection: string, where: Where): Promise<number>
  /** Takes away all that match. Returns how many. */
  remove(collection: string, where: Where): Promise<number>
}

export type Where = Record<string, unknown>

/** A stage after the match, as `{ $lookup: … }`; passed on as it is. */
export type Stage = Record<`$${string}`, unknown>

export interface FindOptions {
  order?: Record<string, 1 | -1>
  limit?: number
  /** Fields that stay in the database. */
  without?: readonly string[]
}

export interface Changes {
  set?: Record<string, unknown>
  push?: Record<string, readonly unknown[]>
  inc?: Record<string, number>
  /** Values taken out of a list, wherever they stand in it. */
  pull?: Record<string, readonly unknown[]>
}

/** The commands that both SDKs' `database.command` offer and we use. */
export interface Commands {
  set(value: unknown): unknown
  push(values: readonly unknown[]): unknown
  inc(by: number): unknown
  pullAll(values: readonly unknown[]): unknown
  and(...conditions: unknown[]): unknown
  or(...conditions: unknown[]): unknown
  [operator: string]: (...values: never[]) => unknown
}

const comparisons = ['$gt', '$gte', '$lt', '$lte', '$in', '$nin', '$ne'] as const
type Comparison = (typeof comparisons)[number]

const commandOf: Record<Comparison, string> = {
  $gt: 'gt',
  $gte: 'gte',
  $lt: 'lt',
  $lte: 'lte',
  $in: 'in',
  $nin: 'nin',
  $ne: 'neq',
}

/** `{ a: 1, b: { $gt: 2, $lt: 9 } }` → `{ a: 1, b: _.and(_.gt(2), _.lt(9)) }`. */
export function encodeWhere(where: Where, commands: Commands): Where {
  return Object.fromEntries(
    Object.entries(where).map(([field, condition]) => [
      field,
      encodeCondition(condition, commands),
    ]),
  )
}

function encodeCondition(condition: unknown, commands: Commands): unknown {
  if (!isComparison(condition)) return condition
  const parts = Object.entries(condition).map(([operator, value]) =>
    commands[commandOf[operator as Comparison]]?.(value as never),
  )
  return parts.length === 1 ? parts[0] : commands.and(...parts)
}

function isComparison(condition: unknown): condition is Partial<Record<Comparison, unknown>> {
  if (typeof condition !== 'object' || condition === null) return false
  const operators = Object.keys(condition)
  return operators.length > 0 && operators.every((key) => comparisons.some((one) => one === key))
}

/** Values are set whole: without the command both SDKs would merge objects field by field. */
export function encodeChanges(changes: Changes, commands: Commands): Record<string, unknown> {
  const encode = <V>(part: Record<string, V> | undefined, command: (value: V) => unknown) =>
    Object.entries(part ?? {}).map(([field, value]) => [field, command(value)] as const)
  return Object.fromEntries([
    ...encode(changes.set, (value) => commands.set(value)),
    ...encode(changes.push, (values) => commands.push(values)),
    ...encode(changes.inc, (by) => commands.inc(by)),
    ...encode(changes.pull, (values) => commands.pullAll(values)),
  ])
}

/** Neither SDK gives a code for it: the server's text is all there is. */
export function isDuplicateKey(error: unknown): boolean {
  return /E11000 duplicate key|DUPLICATE_WRITE/.test(
    String((error as Error | null)?.message ?? error),
  )
}
