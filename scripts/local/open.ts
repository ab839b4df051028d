import { setTimeout as wait } from 'node:timers/promises'
import { localFiles } from './files'
import { type LocalCloud, runningCloud, runningUrl } from './running'

const patienceMs = 30_000

/**
 * The running cloud of the data folder, else one opened in this process for a while. Another
 * short-lived one is waited for.
 */
export async function openLocal(say: (sentence: string) => void): Promise<LocalCloud> {
  const until = Date.now() + patienceMs
  for (;;) {
    const url = await runningUrl(localFiles().data)
    if (url) return runningCloud(url)
    // Loaded only here: beside a running server a call needs none of it.
    const { openOwnCloud } = await import('./own-cloud')
    try {
      return await openOwnCloud(say)
    } catch (error) {
      if (!isHeldElsewhere(error) || Date.now() > until) throw error
      await wait(100)
    }
  }
}

function isHeldElsewhere(error: unknown): boolean {
  return error instanceof Error && error.message.includes('Another emulator')
}
