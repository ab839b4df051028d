import { limits } from '../../core/limits'
import { weigh } from '../../core/sessions/tries'
import type { TryKind } from '../../core/sessions/tries'
import type { Database } from './database'
import { refused } from './serve'
import { addTry } from './stores/tries'

/**
 * Counts a try that may be a guess or part of a flood: `source` is who tries, an address or an
 * openid. Refuses with TOO_MANY until the window ends; before that the answers slow down.
 */
export async function countTry(
  database: Database,
  tried: { kind: TryKind; source: string },
  now: number,
): Promise<void> {
  const verdict = weigh(tried.kind, await addTry(database, tried, now))
  if (verdict === 'stop')
    throw refused('TOO_MANY', `试得太频繁了，请过 ${limits.triesMinutes} 分钟再试。`)
  if (verdict === 'slow') await new Promise((done) => setTimeout(done, limits.slowMs))
}
