import tcb from '@cloudbase/node-sdk'
import type { Place } from './shaxian'

/** Where to load: a real environment, or with `serviceUrl` a local cloud. */
export interface Target {
  env: string
  secretId: string
  secretKey: string
  serviceUrl?: string
}

export interface LoadCounts {
  collection: string
  inserted: number
  /** Already there and left as they are: staff may have changed them since. */
  kept: number
}

type Database = ReturnType<ReturnType<typeof tcb.init>['database']>
type Document = { _id: string }

const insertedAtOnce = 250
const readAtOnce = 1000

/**
 * Inserts what the environment lacks of the place, by `_id`: run again, it adds nothing.
 * Throws what the SDK throws when the environment refuses.
 */
export async function loadPlace(target: Target, place: Place): Promise<LoadCounts[]> {
  const database = tcb.init({ timeout: 30_000, ...target }).database()
  return [
    await insertMissing(database, 'units', place.units),
    await insertMissing(database, 'users', place.users),
    await insertMissing(database, 'homes', place.homes),
    await insertMissing(database, 'outlines', place.outlines),
    await insertMissing(database, 'settings', place.settings),
  ]
}

/** Whether a load has come to its end: the settings are its last documents. */
export async function isPlaceLoaded(target: Target): Promise<boolean> {
  const database = tcb.init(target).database()
  return (await idsOf(database, 'settings', { after: '', limit: 1 })).length > 0
}

async function insertMissing(
  database: Database,
  name: string,
  documents: readonly Document[],
): Promise<LoadCounts> {
  const known = new Set(await allIds(database, name))
  const missing = documents.filter(({ _id }) => !known.has(_id))
  for (let start = 0; start < missing.length; start += insertedAtOnce) {
    await database.collection(name).add(missing.slice(start, start + insertedAtOnce))
  }
  return { collection: name, inserted: missing.length, kept: documents.length - missing.length }
}

async function allIds(database: Database, name: string): Promise<string[]> {
  const ids: string[] = []
  for (;;) {
    const page = await idsOf(database, name, { after: ids.at(-1) ?? '', limit: readAtOnce })
    ids.push(...page)
    if (page.length < readAtOnce) return ids
  }
}

async function idsOf(
  database: Database,
  name: string,
  { after, limit }: { after: string; limit: number },
): Promise<string[]> {
  const found = await database
    .collection(name)
    .where({ _id: database.command.gt(after) })
    .orderBy('_id', 'asc')
    .field({ _id: true })
    .limit(limit)
    .get()
  return (found.data as Document[]).map(({ _id }) => _id)
}
