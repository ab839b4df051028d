import type { Answer } from '../../typings/api'
import { type ConsoleBrowser, browsersOf, callConsole } from '../local/console-browser'
import { type BenchCloud, fill, withSizes } from './bench-cloud'
import { closedSteps, requestsOf, untakenOf } from './requests'
import { quantile, rounded } from './statistics'
import type { Bench, Figures } from './types'

/** As many are open whatever the size: what is compared is the same day's work. */
const open = 2_000
const times = 100
const warmUps = 10

/** What staff look at all day, for a community worker and for the district. */
const looks = {
  today: ['today.get', {}],
  requests: ['requests.search', {}],
  requests_by_topic: ['requests.search', { topic: 'noise' }],
  requests_closed: ['requests.search', { isOpen: false }],
  requests_by_words: ['requests.search', { text: '垃圾' }],
} as const
const people = { community: 'worker_luobu_1', district: 'dispatcher_1' } as const

/** The screens *today* and *requests*; the first size is what the others are held against. */
export function staffPageBench(name: string, sizes: readonly number[]): Bench {
  return {
    name,
    about: `today and requests of the staff page among ${sizes.join(' / ')} requests, ${open} of them open`,
    run: (say) =>
      withSizes(
        sizes,
        async (cloud, size) => {
          say(`${size} requests …`)
          await prepare(cloud, size)
        },
        (clouds) => measureAll(clouds),
      ),
  }
}

async function prepare(cloud: BenchCloud, size: number): Promise<void> {
  const { units } = cloud.place
  const now = cloud.clock.now()
  await fill(cloud, requestsOf(units, { count: size - open, now, stepsOf: closedSteps }))
  await fill(cloud, untakenOf(units, { count: open, at: now, firstIndex: size }))
}

async function measureAll(clouds: ReadonlyMap<number, BenchCloud>): Promise<Figures> {
  const figures: Figures = {}
  const browsers = new Map([...clouds].map(([size, cloud]) => [size, browsersOf(cloud)]))
  for (const [person, openid] of Object.entries(people))
    for (const [look, [operation, input]] of Object.entries(looks)) {
      const took = await inTurns(browsers, openid, { operation, input })
      Object.assign(figures, figuresOf(`${look}_${person}`, took))
    }
  return figures
}

/** Each call is made in every cloud before the next one: they share the machine's moods. */
async function inTurns(
  browsers: ReadonlyMap<number, (openid: string) => Promise<ConsoleBrowser>>,
  openid: string,
  event: { operation: string; input: object },
): Promise<Map<number, number[]>> {
  const took = new Map([...browsers.keys()].map((size) => [size, [] as number[]]))
  for (let index = 0; index < warmUps + times; index++)
    for (const [size, browserOf] of browsers) {
      const milliseconds = await timed(await browserOf(openid), event)
      if (index >= warmUps) took.get(size)?.push(milliseconds)
    }
  return took
}

async function timed(browser: ConsoleBrowser, event: { operation: string }): Promise<number> {
  const started = performance.now()
  const outcome = await callConsole(browser, event)
  const milliseconds = performance.now() - started
  if ('error' in outcome) throw new Error(outcome.error.message)
  const answer = outcome.result as Answer<unknown>
  if (!answer.ok) throw new Error(`${event.operation}: ${answer.error.message}`)
  return milliseconds
}

function figuresOf(name: string, took: ReadonlyMap<number, number[]>): Figures {
  const figures: Figures = {}
  const [first = []] = took.values()
  for (const [size, milliseconds] of took) {
    for (const [label, part] of [
      ['p50', 0.5],
      ['p95', 0.95],
    ] as const) {
      const value = quantile(milliseconds, part)
      figures[`${name}_${label}.${size}`] = rounded(value)
      if (milliseconds !== first)
        figures[`${name}_${label}_ratio.${size}`] = rounded(value / quantile(first, part))
    }
  }
  return figures
}
