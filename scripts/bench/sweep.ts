import type { CallOutcome } from '../../emulator'
import { chinaInstant } from '../../core/calendar'
import { type BenchCloud, fill, withSizes } from './bench-cloud'
import { closedSteps, requestsOf, untakenOf } from './requests'
import { rounded } from './statistics'
import type { Bench, Figures } from './types'

const due = 1_000

/** Nobody takes them within the four working hours from 08:30: at 15:00 they move up. */
const submittedAt = chinaInstant('2026-11-24', '08:30')
const sweptAt = chinaInstant('2026-11-24', '15:01')

/** A sweep of 1,000 due requests among so many; the first size is what the others are held against. */
export function sweepBench(name: string, sizes: readonly number[]): Bench {
  return {
    name,
    about: `one run of the clock with ${due} requests due among ${sizes.join(' / ')}`,
    run: (say) =>
      withSizes(
        sizes,
        async (cloud, size) => {
          say(`${size} requests …`)
          await prepare(cloud, size)
        },
        (clouds) => sweepAll(clouds),
      ),
  }
}

async function sweepAll(clouds: ReadonlyMap<number, BenchCloud>): Promise<Figures> {
  const figures: Figures = {}
  const times: number[] = []
  for (const [size, cloud] of clouds) {
    const milliseconds = await sweep(cloud)
    times.push(milliseconds)
    figures[`sweep_ms.${size}`] = rounded(milliseconds)
    if (times.length > 1) figures[`sweep_ratio.${size}`] = rounded(milliseconds / (times[0] ?? 0))
  }
  return figures
}

async function prepare(cloud: BenchCloud, size: number): Promise<void> {
  const { units } = cloud.place
  await fill(
    cloud,
    requestsOf(units, { count: size - due, now: submittedAt, stepsOf: closedSteps }),
  )
  await fill(cloud, untakenOf(units, { count: due, at: submittedAt, firstIndex: size }))
  cloud.clock.set(submittedAt + 60_000)
  await tick(cloud)
}

async function sweep(cloud: BenchCloud): Promise<number> {
  cloud.clock.set(sweptAt)
  const started = performance.now()
  const moved = await tick(cloud)
  if (moved !== due) throw new Error(`${moved} of ${due} due requests were moved`)
  return performance.now() - started
}

/** One run of the timer; how many requests it handed up. */
async function tick(cloud: BenchCloud): Promise<number> {
  const outcome: CallOutcome = await cloud.runTimer('every_minute')
  if ('error' in outcome) throw new Error(outcome.error.message)
  return (outcome.result as { moved: number }).moved
}
