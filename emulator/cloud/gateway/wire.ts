import { EJSON } from 'bson'
import { GatewayError } from '../errors'
import type { Fields } from '../engine/values'
import { isPlainObject, mapDeep, toRegExp } from '../engine/values'

/** A request's body: the fields of one action. */
export type Body = Record<string, unknown>

function invalid(message: string): GatewayError {
  return new GatewayError('INVALID_PARAM', message)
}

export function text(body: Body, field: string): string {
  const value = body[field]
  if (typeof value === 'string' && value !== '') return value
  throw invalid(`[InvalidParameter] ${field} must be a non-empty string`)
}

/** A count the SDK may leave out. */
export function wholeNumber(body: Body, field: string): number | undefined {
  const value = body[field]
  if (value === undefined || value === null) return undefined
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value
  throw invalid(`[InvalidParameter] ${field} must be a whole number`)
}

function parse(json: string, field: string): unknown {
  try {
    return EJSON.parse(json)
  } catch {
    throw invalid(`[InvalidParameter] ${field} is not valid JSON`)
  }
}

function serverDate(value: unknown, now: number): unknown {
  if (!isPlainObject(value) || !isPlainObject(value.$tcb_server_date)) return value
  const { offset } = value.$tcb_server_date
  return new Date(now + (typeof offset === 'number' ? offset : 0))
}

/** Decodes a string of EJSON, with regular expressions and server dates put in place. */
export function decode(json: string, field: string, now: number): unknown {
  const replace = (value: unknown) => serverDate(toRegExp(value), now)
  return mapDeep(parse(json, field), replace)
}

/** An optional field that holds an object as EJSON; empty when it is left out. */
export function decodeObject(body: Body, field: string, now: number): Fields {
  const value = body[field]
  if (value === undefined || value === null || value === '') return {}
  if (typeof value !== 'string') throw invalid(`[InvalidParameter] ${field} must be a string`)
  const decoded = decode(value, field, now)
  if (!isPlainObject(decoded)) throw invalid(`[InvalidParameter] ${field} must be an object`)
  return decoded
}

/** A document or value as the SDK reads it back. */
export function encode(value: unknown): string {
  return EJSON.stringify(value as Fields, { relaxed: false })
}
