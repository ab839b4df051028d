import type { JobView } from '../../typings/console'
import { type Failure, ask } from './client'

const pause = 700

/**
 * Looks at long work until it rests or nobody wants to know any more. Looking drives it: a page
 * that is left leaves it to the clock. The failure of the last look, or null.
 */
export async function watchJob(
  id: string,
  { show, isHere }: { show: (job: JobView) => void; isHere: () => boolean },
): Promise<Failure | null> {
  while (isHere()) {
    const looked = await ask('jobs.get', { id })
    if (!looked.ok) return looked.failure
    show(looked.data)
    if (looked.data.state !== 'running') return null
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
  return null
}
