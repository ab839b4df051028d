import { readConfig, startCloud } from '../../emulator'
import { buildFunctions } from '../build/functions'
import { paths } from '../paths'
import { localFiles } from './files'
import { untilIdle } from './idle'
import { loadIfEmpty, sentenceOf } from './prepare'
import type { LocalCloud } from './running'

/**
 * A cloud of this process: built, and with the place loaded where there was none.
 * `say` is told what takes time. Throws when another process holds the data folder.
 */
export async function openOwnCloud(say: (sentence: string) => void): Promise<LocalCloud> {
  await buildFunctions()
  const { data, people } = localFiles()
  const cloud = await startCloud(readConfig(paths.root), { data })
  const loaded = await loadIfEmpty(cloud, people)
  if (loaded) say(sentenceOf(loaded))
  return {
    url: cloud.url,
    call: cloud.call,
    close: async () => {
      await untilIdle(cloud)
      await cloud.close()
    },
  }
}
