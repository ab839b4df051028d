import { chinaDay } from '../core/calendar'
import { runningUrl } from './local/running'
import { localFiles } from './local/files'
import { writePeople } from './local/people'
import { localTarget, targetFromEnvironment } from './local/target'
import { type LoadCounts, loadPlace } from './place/load'
import { shaxian } from './place/shaxian'

const usage = `Loads 沙县 into a CloudBase environment: what is already there stays as it is.

  TCB_ENV=<environment> TENCENTCLOUD_SECRETID=<id> TENCENTCLOUD_SECRETKEY=<key> npm run load-place
  npm run load-place            into the local cloud of a running npm start`

const started = performance.now()
const target = targetFromEnvironment()
const url = target ? null : await runningUrl(localFiles().data)
if (target) {
  report(await loadPlace(target, shaxian(chinaDay(Date.now()))))
} else if (url) {
  const place = shaxian(chinaDay(Date.now()))
  writePeople(localFiles().people, place.people)
  report(await loadPlace(localTarget(url), place))
} else {
  console.error(usage)
  process.exitCode = 2
}

function report(counts: readonly LoadCounts[]): void {
  for (const { collection, inserted, kept } of counts) {
    console.log(`${collection}: ${inserted} inserted, ${kept} kept`)
  }
  console.log(`in ${Math.round(performance.now() - started)} ms`)
}
