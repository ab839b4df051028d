import { join } from 'node:path'
import { readConfig, startCloud } from '../../emulator'
import { buildFunctions } from '../build/functions'
import { paths } from '../paths'
import { loadIfEmpty, sentenceOf } from './prepare'
import { type LocalCloud, runningCloud, runningUrl } from './running'

/** Where a local cloud keeps its data and who its people are, absolute. */
export function localFiles(): { data: string; people: string } {
  const { data, people = join(data, 'people.json') } = readConfig(paths.root)
  return { data: join(paths.root, data), people: join(paths.root, people) }
}

/**
 * The running cloud of the data folder, else one opened in this process for a while: built, and
 * with the place loaded where it was empty. `say` is told what takes time.
 */
export async function openLocal(say: (sentence: string) => void): Promise<LocalCloud> {
  const files = localFiles()
  const url = await runningUrl(files.data)
  if (url) return runningCloud(url)
  await buildFunctions()
  const cloud = await startCloud(readConfig(paths.root))
  const loaded = await loadIfEmpty(cloud, files.people)
  if (loaded) say(sentenceOf(loaded))
  return cloud
}
