import cloudbase from '@cloudbase/node-sdk'
import type { Database } from '../cloudfunctions/shared/database'
import { recountDay } from '../cloudfunctions/shared/numbers/recount'
import type { DayReport } from '../cloudfunctions/shared/numbers/recount'
import { databaseOf } from '../cloudfunctions/shared/sdk/node'
import { findFirstSubmitted } from '../cloudfunctions/shared/stores/counting'
import { findDistrict } from '../cloudfunctions/shared/stores/units'
import { addDays, chinaDay } from '../core/calendar'
import { localFiles } from './local/files'
import { runningUrl } from './local/running'
import { localTarget, targetFromEnvironment } from './local/target'

const usage = `Counts every request again and says whether the counters equal a full count; what differs is put right.

  TCB_ENV=<environment> TENCENTCLOUD_SECRETID=<id> TENCENTCLOUD_SECRETKEY=<key> npm run rebuild-numbers
  npm run rebuild-numbers       in the local cloud of a running npm start`

const triesForOneDay = 120

try {
  const url = await runningUrl(localFiles().data)
  const target = targetFromEnvironment() ?? (url && localTarget(url))
  if (!target) {
    console.error(usage)
    process.exit(2)
  }
  const database = databaseOf(cloudbase.init({ timeout: 30_000, ...target }))
  process.exit((await rebuild(database)) === 0 ? 0 : 1)
} catch (error) {
  console.error(`Not all was counted: ${(error as Error).message}`)
  process.exit(3)
}

/** How many counters differed. */
async function rebuild(database: Database): Promise<number> {
  const district = await findDistrict(database)
  if (!district) throw new Error('there is no district: load the place first')
  const first = await findFirstSubmitted(database, district._id)
  const sum: DayReport & { days: number } = { days: 0, requests: 0, counters: 0, differing: 0 }
  for (let day = first ?? ''; day !== '' && day <= chinaDay(Date.now()); day = addDays(day, 1)) {
    const report = await recount(database, day, district._id)
    if (report.differing > 0) console.log(`${day}: ${report.differing} counters put right`)
    sum.days += 1
    sum.requests += report.requests
    sum.counters += report.counters
    sum.differing += report.differing
  }
  console.log(`${sum.requests} requests of ${sum.days} days, ${sum.counters} counters`)
  console.log(
    sum.differing === 0
      ? 'the counters equal a full count'
      : `${sum.differing} counters differed and are put right`,
  )
  return sum.differing
}

/** The clock counts every minute: between two batches there is room for a day. */
async function recount(database: Database, day: string, districtId: string): Promise<DayReport> {
  for (let tries = 0; tries < triesForOneDay; tries++) {
    const report = await recountDay(database, { day, districtId, now: Date.now })
    if (report) return report
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
  throw new Error(`${day} is being counted by somebody else all the time`)
}
