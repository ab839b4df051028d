import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { CollectionDefinition } from './engine/schema'
import { layoutVersion, Store } from './engine/store'
import { StartError } from './errors'

/** Where a data folder keeps its database. */
export const databaseFolder = (dataFolder: string): string => path.join(dataFolder, 'database')

export function openStore(folder: string): Store {
  try {
    return new Store(folder)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StartError(`无法打开数据库 ${folder}：${reason}。The database can't be opened.`)
  }
}

/**
 * Opens the database in a data folder and brings it in line with the declared collections.
 * Throws StartError when another version of the emulator wrote it.
 */
export async function openDatabaseFolder(
  dataFolder: string,
  definitions: CollectionDefinition[],
): Promise<Store> {
  const folder = databaseFolder(dataFolder)
  mkdirSync(folder, { recursive: true })
  const store = openStore(folder)
  const { version } = store
  if (version !== undefined && version !== layoutVersion) {
    await store.close()
    throw new StartError(
      `${folder} 是版本 ${JSON.stringify(version)} 的数据，这个模拟器只认识版本 ${layoutVersion}。The data is of a version this emulator does not know.`,
    )
  }
  await store.initialise(definitions)
  return store
}
