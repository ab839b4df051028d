import { mkdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { lockFolder } from './folder'
import { databaseFolder, openStore } from './open-store'

/**
 * Rewrites the database of a data folder without the free pages that bulk loading leaves: their
 * list is searched at every later commit. What was there before stays until the new file is whole.
 * Throws StartError while a cloud has the folder open.
 */
export async function compactData(dataFolder: string): Promise<void> {
  const unlock = lockFolder(dataFolder)
  const folder = databaseFolder(dataFolder)
  const spare = `${folder}.compact`
  try {
    rmSync(spare, { recursive: true, force: true })
    mkdirSync(spare)
    const store = openStore(folder)
    await store.copyTo(spare)
    await store.close()
    renameSync(path.join(spare, 'data.mdb'), path.join(folder, 'data.mdb'))
  } finally {
    rmSync(spare, { recursive: true, force: true })
    unlock()
  }
}
