import { advanceBulletin } from '../../core/bulletins/write'
import type { Bulletin } from '../../core/bulletins/types'
import { countReadings, findDueBulletins, saveBulletin } from '../shared/stores/bulletins'
import type { Tick } from './tick'

const batch = 50

/** Puts notices up when their time has come and takes them down when it is over. */
export async function turnBulletins(tick: Tick): Promise<number> {
  let turned = 0
  while (tick.hasTime()) {
    const due = await findDueBulletins(tick.database, tick.now, batch)
    const results = await tick.inParallel(due, (one) => turn(tick, one))
    turned += results.filter(Boolean).length
    if (due.length < batch || !results.some(Boolean)) break
  }
  return turned
}

/** What is over keeps the number of its readers: nobody counts them again. */
async function turn({ database, now }: Tick, bulletin: Bulletin): Promise<boolean> {
  const next = advanceBulletin(bulletin, now)
  const readers = next.dueAt === null ? await countReadings(database, bulletin._id) : null
  return saveBulletin(database, { ...next, readers })
}
