import { newTally } from './engine/execute'
import type { Database } from './engine/database'
import type { Tally } from './engine/execute'
import { sortFields } from './engine/find'
import type { Document, Fields } from './engine/values'

export interface AdminQuery {
  sort?: Record<string, 1 | -1>
  skip?: number
  limit?: number
}

/** Direct access to the documents for set-up, tests and benches, past functions and strict mode. */
export interface AdminDatabase {
  /** Adds many documents quickly; one commit per few thousand. */
  insertMany(collection: string, documents: Fields[]): Promise<void>
  find(collection: string, query?: Fields, options?: AdminQuery): Document[]
  count(collection: string, query?: Fields): number
  /** Applies update operators to every match; returns how many changed. */
  update(collection: string, query: Fields, update: Fields): Promise<number>
  remove(collection: string, query?: Fields): Promise<number>
  /** Every document of every collection. */
  snapshot(): Record<string, Document[]>
  /** Removes every document; collections and indexes stay. */
  clear(): Promise<void>
  /** Runs a query as a function would, and says what it cost. */
  examine(collection: string, query: Fields, options?: AdminQuery): Examined
}

export interface Examined {
  documents: Document[]
  tally: Tally
}

const batchSize = 5000

function requestOf(query: Fields, { sort = {}, skip, limit }: AdminQuery) {
  return {
    query,
    sort: sortFields(sort),
    ...(skip !== undefined && { skip }),
    ...(limit !== undefined && { limit }),
  }
}

function lenient() {
  return { tally: newTally(), isStrict: false }
}

export function createAdminDatabase(database: Database, isStrict: boolean): AdminDatabase {
  const remove = (collection: string, query: Fields = {}) =>
    database.remove(collection, { query, isMulti: true }, lenient())
  return {
    remove,
    insertMany: async (collection, documents) => {
      for (let at = 0; at < documents.length; at += batchSize) {
        await database.insert(collection, documents.slice(at, at + batchSize))
      }
    },
    find: (collection, query = {}, options = {}) =>
      database.find(collection, requestOf(query, options), lenient()),
    count: (collection, query = {}) => database.count(collection, query, lenient()),
    update: async (collection, query, update) => {
      const change = { query, data: update, isMulti: true, isUpdate: true, isUpsert: false }
      return (await database.modify(collection, change, lenient())).updated
    },
    snapshot: () =>
      Object.fromEntries(
        database
          .names()
          .map((name) => [name, database.find(name, { query: {}, sort: [] }, lenient())]),
      ),
    clear: async () => {
      for (const name of database.names()) await remove(name)
    },
    examine: (collection, query, options = {}) => {
      const tally = newTally()
      const documents = database.find(collection, requestOf(query, options), { tally, isStrict })
      return { documents, tally }
    },
  }
}
