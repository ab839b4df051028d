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
import { requestsOf } from './requests'

const insertedAtOnce = 2000

/** Runs `measure` on a fresh cloud that holds the place and so many requests, then throws it away. */
export async function withRequests<T>(
  count: number,
  measure: (cloud: Cloud, place: Place) => Promise<T>,
): Promise<T> {
  await buildFunctions()
  const data = mkdtempSync(join(tmpdir(), 'bench-'))
  const cloud = await startCloud(readConfig(paths.root), { data, workers: 1 })
  try {
    const place = shaxian(chinaDay(cloud.clock.now()))
    await loadPlace(localTarget(cloud.url), place)
    await fill(cloud, place, count)
    return await measure(cloud, place)
  } finally {
    await cloud.close()
    rmSync(data, { recursive: true, force: true })
  }
}

async function fill(cloud: Cloud, { units }: Place, count: number): Promise<void> {
  let batch: Record<string, unknown>[] = []
  for (const request of requestsOf(units, count, cloud.clock.now())) {
    batch.push({ ...request })
    if (batch.length < insertedAtOnce) continue
    await cloud.database.insertMany('requests', batch)
    batch = []
  }
  if (batch.length > 0) await cloud.database.insertMany('requests', batch)
}
