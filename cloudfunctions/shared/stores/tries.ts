import { windowOf } from '../../../core/sessions/tries'
import type { TryCounts, TryKind } from '../../../core/sessions/tries'
import type { Database } from '../database'
import { digest } from '../ids'

/** A counter of one window: nothing of who tried is in it but a hash. */
interface Tries {
  _id: string
  count: number
  endsAt: number
}

/** Counts a try, and tells how many there are now in this window. */
export async function addTry(
  database: Database,
  { kind, source }: { kind: TryKind; source: string },
  now: number,
): Promise<TryCounts> {
  const { number, endsAt } = windowOf(now)
  const own = `${kind}:${digest(source, 16)}:${number}`
  const all = `${kind}:all:${number}`
  await Promise.all([own, all].map((id) => increase(database, id, endsAt)))
  const rows = await database.find<Tries>('tries', { _id: { $in: [own, all] } })
  const countOf = (id: string) => rows.find(({ _id }) => _id === id)?.count ?? 0
  return { bySource: countOf(own), inAll: countOf(all) }
}

async function increase(database: Database, _id: string, endsAt: number): Promise<void> {
  const add = () => database.update('tries', { _id }, { inc: { count: 1 } })
  if ((await add()) === 1) return
  const made = await database.insert('tries', { _id, count: 1, endsAt } satisfies Tries)
  if (made === 'duplicate') await add()
}
