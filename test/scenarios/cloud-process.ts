import { chinaDay } from '../../core/calendar'
import { readConfig, startCloud } from '../../emulator'
import { localTarget } from '../../scripts/local/target'
import { paths } from '../../scripts/paths'
import { loadPlace } from '../../scripts/place/load'
import { shaxian } from '../../scripts/place/shaxian'

/** A cloud in a process of its own, to be killed: serves the folder named, prints its address. */
async function serve(data: string): Promise<void> {
  const cloud = await startCloud(readConfig(paths.root), { data, log: () => undefined })
  await loadPlace(localTarget(cloud.url), shaxian(chinaDay(cloud.clock.now())))
  process.stdout.write(`${cloud.url}\n`)
}

void serve(process.argv[2] ?? '')
