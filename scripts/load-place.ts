import { chinaDay } from '../core/calendar'
import { localFiles } from './local/files'
import { writePeople } from './local/people'
import { runningUrl } from './local/running'
import { localTarget, targetFromEnvironment } from './local/target'
import { type LoadCounts, loadPlace } from './place/load'
import { shaxian } from './place/shaxian'

const usage = `Loads 沙县 into a CloudBase environment: what is already there stays as it is.

  TCB_ENV=<environment> TENCENTCLOUD_SECRETID=<id> TENCENTCLOUD_SECRETKEY=<key> npm run load-place
  npm run load-place            into the local cloud of a running npm start`

const started = performance.now()
try {
  const counts = await load()
  if (counts) report(counts)
  else console.error(usage)
  process.exit(counts ? 0 : 2)
} catch (error) {
  console.error(`The place was not loaded: ${(error as Error).message}`)
  process.exit(1)
}

/** Null when no environment is named and no local cloud runs. */
async function load(): Promise<LoadCounts[] | null> {
  const place = shaxian(chinaDay(Date.now()))
  const target = targetFromEnvironment()
  if (target) return loadPlace(target, place)
  const { data, people } = localFiles()
  const url = await runningUrl(data)
  if (!url) return null
  writePeople(people, place.people)
  return loadPlace(localTarget(url), place)
}

function report(counts: readonly LoadCounts[]): void {
  for (const { collection, inserted, kept } of counts) {
    console.log(`${collection}: ${inserted} inserted, ${kept} kept`)
  }
  console.log(`in ${Math.round(performance.now() - started)} ms`)
}
