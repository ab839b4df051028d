import { Binary, ObjectId } from 'bson'
import { isDate, isPlainObject, isRegExp, toPlainNumber } from './values'

/**
 * Values as bytes whose order is MongoDB's order of values.
 *
 * A component is a type tag and a payload that is either of fixed length or ended by a zero.
 * Tags leave gaps so that "just before" and "just after" a type are bytes too, and stay clear of
 * 0x00 and 0xff, which end strings and close ranges. A descending component has every bit flipped.
 */
export const tags = {
  emptyArray: 0x10,
  null: 0x14,
  number: 0x1e,
  string: 0x28,
  object: 0x32,
  array: 0x3c,
  binary: 0x46,
  objectId: 0x50,
  boolean: 0x5a,
  date: 0x64,
  regExp: 0x78,
} as const

export type Tag = (typeof tags)[keyof typeof tags]

/** Stands for "the field is not there" in an index key; sorts as null. */
export const missing = Symbol('missing')
/** Stands for an array without elements, which has an index entry of its own. */
export const emptyArray = Symbol('emptyArray')
/** What a decoded component gives when the key alone can't give the value back. */
export const undecodable = Symbol('undecodable')

export class UnsupportedValue extends Error {}

const end = Buffer.from([0])
/** Ends a text: no text's bytes begin with another's, so descending order is exact too. */
const textEnd = Buffer.from([0, 1])

/** The type tag of a value. Throws UnsupportedValue for types an index can't hold here. */
export function tagOf(value: unknown): Tag {
  if (value === null || value === undefined || value === missing) return tags.null
  if (value === emptyArray) return tags.emptyArray
  if (typeof value === 'number') return tags.number
  if (typeof value === 'string') return tags.string
  if (typeof value === 'boolean') return tags.boolean
  if (Array.isArray(value)) return tags.array
  if (isDate(value)) return tags.date
  if (isRegExp(value)) return tags.regExp
  if (value instanceof ObjectId) return tags.objectId
  if (value instanceof Binary) return tags.binary
  if (isPlainObject(value)) return tags.object
  throw new UnsupportedValue(`values like ${String(value)} can't be indexed or sorted here`)
}

function encodeNumber(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  if (Number.isNaN(value)) return bytes
  bytes.writeDoubleBE(value === 0 ? 0 : value)
  const isNegative = (bytes[0] as number) >= 0x80
  if (isNegative) return flip(bytes)
  bytes[0] = (bytes[0] as number) | 0x80
  return bytes
}

function decodeNumber(bytes: Buffer): number {
  const copy = Buffer.from(bytes)
  if (copy.every((byte) => byte === 0)) return Number.NaN
  if ((copy[0] as number) < 0x80) return flip(copy).readDoubleBE()
  copy[0] = (copy[0] as number) & 0x7f
  return copy.readDoubleBE()
}

/** UTF-8 with zero bytes escaped, without the closing bytes. */
export function encodeText(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8')
  if (!bytes.includes(0)) return bytes
  const escaped: number[] = []
  for (const byte of bytes) escaped.push(...(byte === 0 ? [0, 0xff] : [byte]))
  return Buffer.from(escaped)
}

function encodeBinary(value: Binary): Buffer {
  const head = Buffer.alloc(5)
  head.writeUInt32BE(value.length())
  head[4] = value.sub_type
  return Buffer.concat([head, value.value()])
}

function encodeObject(value: Record<string, unknown>): Buffer {
  const fields = Object.entries(value).map(([name, item]) => {
    const encoded = encodeValue(item)
    return Buffer.concat([encoded.subarray(0, 1), encodeText(name), textEnd, encoded.subarray(1)])
  })
  return Buffer.concat([...fields, end])
}

function encodePayload(tag: Tag, value: unknown): Buffer {
  switch (tag) {
    case tags.null:
    case tags.emptyArray:
      return Buffer.alloc(0)
    case tags.number:
      return encodeNumber(value as number)
    case tags.date:
      return encodeNumber((value as Date).getTime())
    case tags.boolean:
      return Buffer.from([value === true ? 1 : 0])
    case tags.string:
      return Buffer.concat([encodeText(value as string), textEnd])
    case tags.regExp:
      return Buffer.concat([encodeText(String(value)), textEnd])
    case tags.objectId:
      return Buffer.from((value as ObjectId).id)
    case tags.binary:
      return encodeBinary(value as Binary)
    case tags.array:
      return Buffer.concat([...(value as unknown[]).map(encodeValue), end])
    case tags.object:
      return encodeObject(value as Record<string, unknown>)
  }
}

/** One value as an ascending component. */
export function encodeValue(value: unknown): Buffer {
  const plain = toPlainNumber(value)
  const tag = tagOf(plain)
  return Buffer.concat([Buffer.from([tag]), encodePayload(tag, plain)])
}

/** Every bit flipped, in a new buffer: turns ascending order into descending. */
export function flip(bytes: Buffer): Buffer {
  const flipped = Buffer.allocUnsafe(bytes.length)
  for (let at = 0; at < bytes.length; at += 1) flipped[at] = ~(bytes[at] as number) & 0xff
  return flipped
}

/** One component and where the next begins. */
interface Decoded {
  value: unknown
  next: number
}

function decodeText(bytes: Buffer, from: number): Decoded {
  let at = from
  let hasEscape = false
  while (bytes[at] !== 0 || bytes[at + 1] !== 1) {
    if (bytes[at] === 0) hasEscape = true
    at += bytes[at] === 0 ? 2 : 1
  }
  const raw = bytes.subarray(from, at)
  const text = raw.toString('utf8')
  return { value: hasEscape ? unescapeText(raw) : text, next: at + textEnd.length }
}

function unescapeText(raw: Buffer): string {
  const bytes: number[] = []
  for (let at = 0; at < raw.length; at += raw[at] === 0 ? 2 : 1) bytes.push(raw[at] as number)
  return Buffer.from(bytes).toString('utf8')
}

/**
 * The component at `from` of an ascending key. Objects, arrays, binaries and regular expressions
 * give `undecodable` and an unknown end: the caller must read the document instead.
 */
export function decodeValue(bytes: Buffer, from: number): Decoded {
  const payload = from + 1
  switch (bytes[from]) {
    case tags.null:
      return { value: null, next: payload }
    case tags.number:
      return { value: decodeNumber(bytes.subarray(payload, payload + 8)), next: payload + 8 }
    case tags.date:
      return {
        value: new Date(decodeNumber(bytes.subarray(payload, payload + 8))),
        next: payload + 8,
      }
    case tags.boolean:
      return { value: bytes[payload] === 1, next: payload + 1 }
    case tags.string:
      return decodeText(bytes, payload)
    case tags.objectId:
      return { value: new ObjectId(bytes.subarray(payload, payload + 12)), next: payload + 12 }
    default:
      return { value: undecodable, next: bytes.length }
  }
}
