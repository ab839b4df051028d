import { databaseError } from '../../errors'
import type { Fields } from '../values'
import { isPlainObject } from '../values'

/** A place inside a document: the object or array that holds it, and its name there. */
export interface Place {
  holder: Fields | unknown[]
  name: string
}

function isIndex(name: string): boolean {
  return /^(0|[1-9]\d*)$/.test(name)
}

export function readPlace({ holder, name }: Place): unknown {
  if (Array.isArray(holder)) return isIndex(name) ? holder[Number(name)] : undefined
  return Object.hasOwn(holder, name) ? holder[name] : undefined
}

export function hasPlace(place: Place): boolean {
  return Array.isArray(place.holder)
    ? isIndex(place.name) && Number(place.name) < place.holder.length
    : Object.hasOwn(place.holder, place.name)
}

/** Sets an own field, also one named like an object's built-in. */
export function writePlace({ holder, name }: Place, value: unknown): void {
  if (!Array.isArray(holder)) {
    Object.defineProperty(holder, name, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    })
    return
  }
  const at = Number(name)
  while (holder.length < at) holder.push(null)
  holder[at] = value
}

export function removePlace(place: Place): void {
  if (!hasPlace(place)) return
  if (Array.isArray(place.holder)) place.holder[Number(place.name)] = null
  else delete place.holder[place.name]
}

function isHolder(value: unknown): value is Fields | unknown[] {
  return Array.isArray(value) || isPlainObject(value)
}

function cannotCreate(name: string, place: Place, value: unknown): Error {
  const shown = JSON.stringify(value ?? null)
  return databaseError(
    `PathNotViable: Cannot create field '${name}' in element {${place.name}: ${shown}}`,
  )
}

/**
 * The place a dotted path leads to, making objects on the way.
 * Throws when the way leads through a value that can't hold fields, as MongoDB does.
 */
export function createPlace(document: Fields, path: string): Place {
  const names = path.split('.')
  let place: Place = { holder: document, name: names[0] as string }
  for (const name of names.slice(1)) {
    if (!hasPlace(place)) writePlace(place, {})
    const holder = readPlace(place)
    if (!isHolder(holder)) throw cannotCreate(name, place, holder)
    if (Array.isArray(holder) && !isIndex(name)) throw cannotCreate(name, place, holder)
    place = { holder, name }
  }
  return place
}

/** The place a dotted path leads to; undefined when the document has none. */
export function findPlace(document: Fields, path: string): Place | undefined {
  const names = path.split('.')
  let place: Place = { holder: document, name: names[0] as string }
  for (const name of names.slice(1)) {
    const holder = readPlace(place)
    if (!isHolder(holder)) return undefined
    place = { holder, name }
  }
  return hasPlace(place) ? place : undefined
}

/** `items.$[].done` as one path per element. */
export function expandAll(document: Fields, path: string): string[] {
  const at = path.indexOf('.$[]')
  if (at < 0) return [path]
  const head = path.slice(0, at)
  const place = findPlace(document, head)
  const array = place && readPlace(place)
  if (!Array.isArray(array)) {
    throw databaseError(
      `BadValue: The path '${head}' must exist in the document in order to apply array updates.`,
    )
  }
  const rest = path.slice(at + '.$[]'.length)
  return array.flatMap((_, index) => expandAll(document, `${head}.${index}${rest}`))
}

/** Refuses names MongoDB refuses in an update's path. */
export function checkPath(path: string): void {
  const parts = path.split('.')
  if (parts.some((part) => part === '')) {
    throw databaseError(
      `EmptyFieldName: The update path '${path}' contains an empty field name, which is not allowed.`,
    )
  }
  const filtered = parts.find((part) => /^\$\[.+\]$/.test(part))
  if (filtered) {
    throw databaseError(
      `BadValue: No array filter found for identifier '${filtered.slice(2, -1)}' in path '${path}'`,
    )
  }
  const dollar = parts.find((part) => part.startsWith('$') && part !== '$' && part !== '$[]')
  if (dollar) {
    throw databaseError(
      `DollarPrefixedFieldName: The dollar ($) prefixed field '${dollar}' in '${path}' is not valid for storage.`,
    )
  }
  if (path === '_id' || path.startsWith('_id.')) {
    throw databaseError(
      "ImmutableField: Performing an update on the path '_id' would modify the immutable field '_id'",
    )
  }
}

/** Two operators of one update may not touch the same place or one inside the other. */
export function checkConflicts(paths: string[]): void {
  const sorted = [...paths].sort()
  for (const [at, path] of sorted.entries()) {
    const other = sorted.find(
      (candidate, index) =>
        index !== at && (candidate === path || candidate.startsWith(`${path}.`)),
    )
    if (other) {
      throw databaseError(
        `ConflictingUpdateOperators: Updating the path '${other}' would create a conflict at '${path}'`,
      )
    }
  }
}
