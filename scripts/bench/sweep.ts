import type { CallOutcome, Cloud } from '../../emulator'
import { chinaInstant } from '../../core/calendar'
import type { Place } from '../place/shaxian'
import { fill, withPlace } from './bench-cloud'
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
    async run(say): Promise<Figures> {
      const figures: Figures = {}
      for (const size of sizes) {
        say(`${size} requests …`)
        const milliseconds = await withPlace((cloud, place) => sweep(cloud, place, size))
        figures[`sweep_ms.${size}`] = rounded(milliseconds)
        const first = figures[`sweep_ms.${sizes[0] ?? size}`]
        if (first && size !== sizes[0])
          figures[`sweep_ratio.${size}`] = rounded(milliseconds / first)
      }
      return figures
    },
  }
}

async function sweep(cloud: Cloud, { units }: Place, size: number): Promise<number> {
  const closed = { count: size - due, now: submittedAt, stepsOf: closedSteps }
  await fill(cloud, requestsOf(units, closed))
  await fill(cloud, untakenOf(units, { count: due, at: submittedAt, firstIndex: size }))
  cloud.clock.set(submittedAt + 60_000)
  await tick(cloud)
  cloud.clock.set(sweptAt)
  const started = performance.now()
  const moved = await tick(cloud)
  if (moved !== due) throw new Error(`${moved} of ${due} due requests were moved`)
  return performance.now() - started
}

/** One run of the timer; how many requests it handed up. */
async function tick(cloud: Cloud): Promise<number> {
  const outcome: CallOutcome = await cloud.runTimer('every_minute')
  if ('error' in outcome) throw new Error(outcome.error.message)
  return (outcome.result as { moved: number }).moved
}
