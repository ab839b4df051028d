import type { Direction } from './index-keys'
import type { Tag } from './keys'
import { encodeText, encodeValue, flip, tagOf, tags } from './keys'

/** Encoded component bytes: `start` included, `end` excluded, in the index's own direction. */
export interface ByteRange {
  start: Buffer
  end: Buffer
}

export interface Limit {
  value: unknown
  isInclusive: boolean
}

/** A set of values one index field may have: one value, an interval of one type, or a text's start. */
export type ValueRange =
  | { kind: 'point'; value: unknown }
  | { kind: 'interval'; tag: Tag; lower?: Limit; upper?: Limit }
  | { kind: 'prefix'; text: string }

const highest = Buffer.from([0xff])

function after(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, highest])
}

/** The least bytes that are greater than everything that begins with `bytes`. */
function successor(bytes: Buffer): Buffer {
  const next = Buffer.from(bytes)
  next[next.length - 1] = (next[next.length - 1] as number) + 1
  return next
}

/** Numbers start at minus infinity because NaN sorts first but is below nothing. */
function lowerOf(range: { tag: Tag; lower?: Limit }): Limit | undefined {
  if (range.lower || range.tag !== tags.number) return range.lower
  return { value: Number.NEGATIVE_INFINITY, isInclusive: true }
}

function ascendingInterval(range: { tag: Tag; lower?: Limit; upper?: Limit }): ByteRange {
  const lower = lowerOf(range)
  const low = lower ? encodeValue(lower.value) : Buffer.from([range.tag - 1])
  const high = range.upper ? encodeValue(range.upper.value) : Buffer.from([range.tag + 1])
  return {
    start: lower && !lower.isInclusive ? after(low) : low,
    end: range.upper?.isInclusive ? after(high) : high,
  }
}

function descendingInterval(range: { tag: Tag; lower?: Limit; upper?: Limit }): ByteRange {
  const lower = lowerOf(range)
  const low = flip(lower ? encodeValue(lower.value) : Buffer.from([range.tag - 1]))
  const high = flip(range.upper ? encodeValue(range.upper.value) : Buffer.from([range.tag + 1]))
  return {
    start: range.upper && !range.upper.isInclusive ? after(high) : high,
    end: lower?.isInclusive ? after(low) : low,
  }
}

function prefixBytes(text: string): Buffer {
  return Buffer.concat([Buffer.from([tags.string]), encodeText(text)])
}

/** The bytes a component takes for a range of values, in a direction. */
export function byteRange(range: ValueRange, direction: Direction): ByteRange {
  const oriented = (bytes: Buffer) => (direction === -1 ? flip(bytes) : bytes)
  switch (range.kind) {
    case 'point': {
      const start = oriented(encodeValue(range.value))
      return { start, end: after(start) }
    }
    case 'prefix': {
      const start = oriented(prefixBytes(range.text))
      return { start, end: successor(start) }
    }
    case 'interval':
      return direction === -1 ? descendingInterval(range) : ascendingInterval(range)
  }
}

/** An interval with the values of both; undefined when they are of different types. */
export function intersect(a: ValueRange, b: ValueRange): ValueRange | undefined {
  if (a.kind !== 'interval' || b.kind !== 'interval' || a.tag !== b.tag) return undefined
  const lower = tighter(a.lower, b.lower, 1)
  const upper = tighter(a.upper, b.upper, -1)
  return { kind: 'interval', tag: a.tag, ...(lower && { lower }), ...(upper && { upper }) }
}

function tighter(a: Limit | undefined, b: Limit | undefined, side: 1 | -1): Limit | undefined {
  if (!a || !b) return a ?? b
  const order = Buffer.compare(encodeValue(a.value), encodeValue(b.value)) * side
  if (order === 0) return a.isInclusive ? b : a
  return order > 0 ? a : b
}

/** The interval of one comparison operator, within the operand's own type as MongoDB brackets it. */
export function comparison(operator: '$gt' | '$gte' | '$lt' | '$lte', value: unknown): ValueRange {
  const limit = { value, isInclusive: operator.endsWith('e') }
  const tag = tagOf(value)
  return operator.startsWith('$g')
    ? { kind: 'interval', tag, lower: limit }
    : { kind: 'interval', tag, upper: limit }
}
