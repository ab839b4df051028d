import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Cloud, compactData, readConfig, startCloud } from '../../emulator'
import { chinaDay } from '../../core/calendar'
import { buildFunctions } from '../build/functions'
import { localTarget } from '../local/target'
import { paths } from '../paths'
import { loadPlace } from '../place/load'
import { type Place, shaxian } from '../place/shaxian'

/** More leave so many free pages that their list, searched at each commit, slows the filling down. */
const insertedAtOnce = 200

/** A fresh cloud that holds the place and what `prepare` adds, thrown away when closed. */
export interface BenchCloud extends Pick<
  Cloud,
  'call' | 'clock' | 'database' | 'http' | 'runTimer' | 'url'
> {
  place: Place
  close(): Promise<void>
}

type Prepare = (cloud: BenchCloud) => Promise<void>

/** Filled and opened anew, with the file as daily work keeps it. */
async function openBenchCloud(prepare: Prepare): Promise<BenchCloud> {
  const data = mkdtempSync(join(tmpdir(), 'bench-'))
  const open = async () => {
    const cloud = await startCloud(readConfig(paths.root), { data })
    return { ...cloud, place: shaxian(chinaDay(cloud.clock.now())) }
  }
  const fresh = await open()
  await loadPlace(localTarget(fresh.url), fresh.place)
  await prepare(fresh)
  await fresh.close()
  await compactData(data)
  const cloud = await open()
  const close = async (): Promise<void> => {
    await cloud.close()
    rmSync(data, { recursive: true, force: true })
  }
  return { ...cloud, close }
}

/**
 * Opens one cloud for each size at once: measured in turns, a busy moment of the machine meets all
 * of them, and the ratios between them stay true.
 */
export async function withSizes<T>(
  sizes: readonly number[],
  prepare: (cloud: BenchCloud, size: number) => Promise<void>,
  measure: (clouds: ReadonlyMap<number, BenchCloud>) => Promise<T>,
): Promise<T> {
  await buildFunctions()
  const clouds = new Map<number, BenchCloud>()
  try {
    for (const size of sizes) {
      clouds.set(size, await openBenchCloud((cloud) => prepare(cloud, size)))
    }
    return await measure(clouds)
  } finally {
    for (const cloud of clouds.values()) await cloud.close()
  }
}

/** Writes requests straight into the database, a batch at a time. */
export async function fill(cloud: BenchCloud, requests: Iterable<object>): Promise<void> {
  let batch: Record<string, unknown>[] = []
  for (const request of requests) {
    batch.push({ ...request })
    if (batch.length < insertedAtOnce) continue
    await cloud.database.insertMany('requests', batch)
    batch = []
  }
  if (batch.length > 0) await cloud.database.insertMany('requests', batch)
}
