import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Cloud, readConfig, startCloud } from '../../emulator'
import { chinaDay } from '../../core/calendar'
import { buildFunctions } from '../build/functions'
import { localTarget } from '../local/target'
import { paths } from '../paths'
import { loadPlace } from '../place/load'
import { type Place, shaxian } from '../place/shaxian'

const insertedAtOnce = 2000

/** Runs `measure` on a fresh cloud that holds the place and nothing else, then throws it away. */
export async function withPlace<T>(
  measure: (cloud: Cloud, place: Place) => Promise<T>,
): Promise<T> {
  await buildFunctions()
  const data = mkdtempSync(join(tmpdir(), 'bench-'))
  const cloud = await startCloud(readConfig(paths.root), { data, workers: 1 })
  try {
    const place = shaxian(chinaDay(cloud.clock.now()))
    await loadPlace(localTarget(cloud.url), place)
    return await measure(cloud, place)
  } finally {
    await cloud.close()
    rmSync(data, { recursive: true, force: true })
  }
}

/** Writes requests straight into the database, a batch at a time. */
export async function fill(cloud: Cloud, requests: Iterable<object>): Promise<void> {
  let batch: Record<string, unknown>[] = []
  for (const request of requests) {
    batch.push({ ...request })
    if (batch.length < insertedAtOnce) continue
    await cloud.database.insertMany('requests', batch)
    batch = []
  }
  if (batch.length > 0) await cloud.database.insertMany('requests', batch)
}
