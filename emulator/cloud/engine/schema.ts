import { StartError } from '../errors'
import type { Direction, IndexDefinition } from './index-keys'
import { isPlainObject } from './values'

export interface CollectionDefinition {
  name: string
  indexes: IndexDefinition[]
}

const collectionName = /^[A-Za-z][\w-]*$/

/** Every collection has it, first and unique. */
export const idIndex: IndexDefinition = {
  name: '_id_',
  fields: [{ path: '_id', direction: 1 }],
  isUnique: true,
}

function parseDirection(value: unknown, where: string): Direction {
  if (value === 1 || value === -1) return value
  throw new StartError(`${where}: an index direction must be 1 or -1`)
}

function parsePath(path: string, where: string): string {
  const parts = path.split('.')
  const isSound = parts.every((part) => part !== '' && !part.startsWith('$') && !/^\d+$/.test(part))
  if (!isSound) throw new StartError(`${where}: "${path}" can't be an index field here`)
  return path
}

function parseIndex(raw: unknown, collection: string): IndexDefinition {
  if (!isPlainObject(raw) || typeof raw.name !== 'string' || !isPlainObject(raw.keys)) {
    throw new StartError(`${collection}: an index needs a name and keys`)
  }
  const where = `${collection}.${raw.name}`
  const fields = Object.entries(raw.keys).map(([path, direction]) => ({
    path: parsePath(path, where),
    direction: parseDirection(direction, where),
  }))
  if (fields.length === 0) throw new StartError(`${where}: an index needs at least one key`)
  if (fields.length > 32) throw new StartError(`${where}: an index has at most 32 keys`)
  return { name: raw.name, fields, isUnique: raw.unique === true }
}

function parseCollection(name: string, raw: unknown): CollectionDefinition {
  if (!collectionName.test(name)) throw new StartError(`"${name}" can't be a collection's name`)
  const indexes = isPlainObject(raw) && Array.isArray(raw.indexes) ? raw.indexes : []
  return { name, indexes: indexes.map((index) => parseIndex(index, name)) }
}

/**
 * Reads a declaration `{ collections: { name: { indexes: [{ name, keys, unique }] } } }`.
 * Throws StartError with the place of the first mistake.
 */
export function parseSchema(raw: unknown): CollectionDefinition[] {
  if (!isPlainObject(raw) || !isPlainObject(raw.collections)) {
    throw new StartError('the database file needs { "collections": { ... } }')
  }
  return Object.entries(raw.collections).map(([name, value]) => parseCollection(name, value))
}
