import { databaseError } from '../../errors'
import { encodeValue } from '../keys'
import { matcherOf } from '../matcher'
import { sortComponent } from '../index-keys'
import type { Direction } from '../index-keys'
import type { Fields } from '../values'
import { isOperatorObject, isPlainObject, isRegExp, typeName } from '../values'
import type { Place } from './paths'
import { createPlace, findPlace, readPlace, writePlace } from './paths'

type ArrayChange = (array: unknown[], operand: unknown, path: string) => unknown[]

function sameValue(a: unknown, b: unknown): boolean {
  return encodeValue(a).equals(encodeValue(b))
}

function wholeNumber(value: unknown, what: string): number {
  if (typeof value === 'number' && Number.isInteger(value)) return value
  throw databaseError(
    `BadValue: The value for ${what} must be an integer value but was given type: ${typeName(value)}`,
  )
}

function eachOf(operand: unknown, operator: string): unknown[] | undefined {
  if (!isPlainObject(operand) || !('$each' in operand)) return undefined
  if (Array.isArray(operand.$each)) return operand.$each
  throw databaseError(
    `BadValue: The argument to $each in ${operator} must be an array but it was of type ${typeName(operand.$each)}`,
  )
}

function sortArray(array: unknown[], order: unknown): unknown[] {
  if (order === 1 || order === -1) {
    return [...array].sort((a, b) => Buffer.compare(encodeValue(a), encodeValue(b)) * order)
  }
  if (!isPlainObject(order)) {
    throw databaseError(
      'BadValue: The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields',
    )
  }
  const fields = Object.entries(order).map(([path, direction]) => ({
    path,
    direction: direction as Direction,
  }))
  const place = (item: unknown) => Buffer.concat(fields.map((field) => sortComponent(item, field)))
  return [...array].sort((a, b) => Buffer.compare(place(a), place(b)))
}

function sliceArray(array: unknown[], slice: number): unknown[] {
  if (slice === 0) return []
  return slice > 0 ? array.slice(0, slice) : array.slice(slice)
}

const pushModifiers = ['$each', '$position', '$slice', '$sort']

function push(array: unknown[], operand: unknown): unknown[] {
  const each = eachOf(operand, '$push')
  if (!each) return [...array, operand]
  const modifiers = operand as Fields
  const unknown = Object.keys(modifiers).find((key) => !pushModifiers.includes(key))
  if (unknown) throw databaseError(`BadValue: Unrecognized clause in $push: ${unknown}`)
  const at = '$position' in modifiers ? wholeNumber(modifiers.$position, '$position') : array.length
  let result = [...array]
  result.splice(at, 0, ...each)
  if ('$sort' in modifiers) result = sortArray(result, modifiers.$sort)
  return '$slice' in modifiers
    ? sliceArray(result, wholeNumber(modifiers.$slice, '$slice'))
    : result
}

function addToSet(array: unknown[], operand: unknown): unknown[] {
  const result = [...array]
  for (const item of eachOf(operand, '$addToSet') ?? [operand]) {
    if (!result.some((existing) => sameValue(existing, item))) result.push(item)
  }
  return result
}

function pull(array: unknown[], operand: unknown): unknown[] {
  if (isOperatorObject(operand) || isRegExp(operand)) {
    const matches = matcherOf({ item: operand })
    return array.filter((item) => !matches({ item }))
  }
  if (isPlainObject(operand)) {
    const matches = matcherOf(operand)
    return array.filter((item) => !(isPlainObject(item) && matches(item)))
  }
  return array.filter((item) => !sameValue(item, operand))
}

function pullAll(array: unknown[], operand: unknown): unknown[] {
  if (!Array.isArray(operand)) {
    throw databaseError(
      `BadValue: $pullAll requires an array argument but was given a ${typeName(operand)}`,
    )
  }
  return array.filter((item) => !operand.some((other) => sameValue(item, other)))
}

function pop(array: unknown[], operand: unknown, path: string): unknown[] {
  if (operand === 1) return array.slice(0, -1)
  if (operand === -1) return array.slice(1)
  throw databaseError(`FailedToParse: $pop expects 1 or -1, found: ${String(operand)} in ${path}`)
}

const changes: Record<string, { change: ArrayChange; createsArray: boolean }> = {
  $push: { change: push, createsArray: true },
  $addToSet: { change: addToSet, createsArray: true },
  $pull: { change: pull, createsArray: false },
  $pullAll: { change: pullAll, createsArray: false },
  $pop: { change: pop, createsArray: false },
}

export const arrayOperators = Object.keys(changes)

function notAnArray(operator: string, path: string, value: unknown): Error {
  if (operator === '$push' || operator === '$addToSet') {
    return databaseError(
      `BadValue: The field '${path}' must be an array but is of type ${typeName(value)} in document`,
    )
  }
  return databaseError(
    `BadValue: Cannot apply ${operator} to a non-array value: path '${path}' contains an element of non-array type '${typeName(value)}'`,
  )
}

/** Applies an array operator to the array at a path. Throws where MongoDB does. */
export function applyToArray(
  document: Fields,
  path: string,
  { operator, operand }: { operator: string; operand: unknown },
): void {
  const { change, createsArray } = changes[operator] as (typeof changes)[string]
  const place: Place | undefined = createsArray
    ? createPlace(document, path)
    : findPlace(document, path)
  if (!place) return void change([], operand, path)
  const current = readPlace(place)
  if (current !== undefined && !Array.isArray(current)) throw notAnArray(operator, path, current)
  writePlace(place, change(current ?? [], operand, path))
}
