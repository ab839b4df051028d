import { databaseError } from '../../errors'
import { encodeValue } from '../keys'
import type { Fields } from '../values'
import { copyValue, isPlainObject, typeName } from '../values'
import { createPlace, findPlace, hasPlace, readPlace, removePlace, writePlace } from './paths'

type FieldChange = (document: Fields, path: string, operand: unknown) => void

/** Refuses values with field names that can't be stored. */
export function checkStored(value: unknown, path: string): void {
  if (Array.isArray(value)) return value.forEach((item) => checkStored(item, path))
  if (!isPlainObject(value)) return
  for (const [key, item] of Object.entries(value)) {
    if (key.startsWith('$')) {
      throw databaseError(
        `DollarPrefixedFieldName: The dollar ($) prefixed field '${key}' in '${path}.${key}' is not valid for storage.`,
      )
    }
    checkStored(item, `${path}.${key}`)
  }
}

function set(document: Fields, path: string, operand: unknown): void {
  checkStored(operand, path)
  writePlace(createPlace(document, path), copyValue(operand))
}

function unset(document: Fields, path: string): void {
  const place = findPlace(document, path)
  if (place) removePlace(place)
}

function arithmetic(
  operator: '$inc' | '$mul',
  combine: (current: number, operand: number) => number,
): FieldChange {
  const verb = operator === '$inc' ? 'increment' : 'multiply'
  return (document, path, operand) => {
    if (typeof operand !== 'number') {
      throw databaseError(
        `TypeMismatch: Cannot ${verb} with non-numeric argument: {${path}: ${JSON.stringify(operand)}}`,
      )
    }
    const place = createPlace(document, path)
    const current = hasPlace(place) ? readPlace(place) : 0
    if (typeof current !== 'number') {
      throw databaseError(
        `TypeMismatch: Cannot apply ${operator} to a value of non-numeric type. {_id: ${JSON.stringify(document._id)}} has the field '${place.name}' of non-numeric type ${typeName(current)}`,
      )
    }
    writePlace(place, combine(current, operand))
  }
}

function extreme(side: 1 | -1): FieldChange {
  return (document, path, operand) => {
    const place = createPlace(document, path)
    const wins =
      !hasPlace(place) ||
      Buffer.compare(encodeValue(operand), encodeValue(readPlace(place))) * side > 0
    if (wins) writePlace(place, operand)
  }
}

function rename(document: Fields, path: string, operand: unknown): void {
  if (typeof operand !== 'string') {
    throw databaseError(`BadValue: The 'to' field for $rename must be a string: ${path}`)
  }
  const place = findPlace(document, path)
  if (!place) return
  if (Array.isArray(place.holder)) {
    throw databaseError(`BadValue: The source field cannot be an array element, '${path}'`)
  }
  const value = readPlace(place)
  removePlace(place)
  writePlace(createPlace(document, operand), value)
}

export const fieldOperators: Record<string, FieldChange> = {
  $set: set,
  $unset: unset,
  $inc: arithmetic('$inc', (current, operand) => current + operand),
  $mul: arithmetic('$mul', (current, operand) => current * operand),
  $min: extreme(-1),
  $max: extreme(1),
  $rename: rename,
}
