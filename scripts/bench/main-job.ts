import type { Cloud } from '../../emulator'
import type { Answer } from '../../typings/api'
import { readSamples } from '../place/first-day'
import type { Place } from '../place/shaxian'
import { fill, withPlace } from './bench-cloud'
import { mixedSteps, requestsOf } from './requests'
import { quantile, rounded, timeEach } from './statistics'
import type { Bench, Figures } from './types'

const sizes = [1_000, 10_000, 100_000] as const
const times = 200
const warmUps = 30

export const mainJob: Bench = {
  name: 'main_job',
  about: 'submit, queue.list and accept with ever more requests in the database',
  async run(say): Promise<Figures> {
    const figures: Figures = {}
    for (const size of sizes) {
      say(`${size} requests …`)
      const measured = await withPlace(async (cloud, place) => {
        const bulk = { count: size, now: cloud.clock.now(), stepsOf: mixedSteps }
        await fill(cloud, requestsOf(place.units, bulk))
        return measure(cloud, place)
      })
      for (const [name, value] of Object.entries(measured)) figures[`${name}.${size}`] = value
    }
    return { ...figures, ...ratios(figures) }
  },
}

type Action = 'submit' | 'queue_list' | 'accept'

/**
 * The p50 and p95 of each action in milliseconds and the documents it examined: per call, for the
 * queue per row of the page (the unit it starts from counts as one).
 */
async function measure(cloud: Cloud, place: Place): Promise<Figures> {
  const samples = await timeActions(cloud, place)
  const figures: Figures = {}
  for (const [action, { milliseconds, examined, calls, rows }] of Object.entries(samples)) {
    figures[`${action}.p50_ms`] = rounded(quantile(milliseconds, 0.5))
    figures[`${action}.p95_ms`] = rounded(quantile(milliseconds, 0.95))
    if (rows > 0) figures[`${action}.examined_per_row`] = rounded(examined / (rows + calls))
    else figures[`${action}.examined_per_call`] = rounded(examined / calls)
  }
  return figures
}

interface Sample {
  milliseconds: number[]
  examined: number
  calls: number
  rows: number
}

async function timeActions(cloud: Cloud, place: Place): Promise<Record<Action, Sample>> {
  const residents = place.people.people.filter(({ role }) => role === 'resident')
  const leaders = place.people.people.filter(({ role }) => role === 'micro_grid_leader')
  const texts = readSamples().map(({ text }) => text)
  const submitted: string[] = []
  const submit = await timed(cloud, (index) => ({
    functionName: 'resident',
    operation: 'requests.submit',
    input: { text: texts[index % texts.length] },
    openid: residents[(index * 13) % residents.length]?.openid ?? '',
    onAnswer: ({ id }) => submitted.push(id ?? ''),
  }))
  const queueList = await timed(cloud, (index) => ({
    functionName: 'handler',
    operation: 'queue.list',
    input: {},
    openid: leaders[(index * 13) % leaders.length]?.openid ?? '',
  }))
  const handlers = handlersOf(cloud, submitted)
  const accept = await timed(cloud, (index) => ({
    functionName: 'handler',
    operation: 'requests.accept',
    input: { id: submitted[index] },
    openid: handlers[index] ?? '',
  }))
  return { submit, queue_list: queueList, accept }
}

interface Call {
  functionName: string
  operation: string
  input: unknown
  openid: string
  onAnswer?: (data: Data) => void
}

/** What is read of the answers. */
interface Data {
  id?: string
  items?: unknown[]
}

/** The first calls warm up and are not counted. */
async function timed(cloud: Cloud, callAt: (index: number) => Call): Promise<Sample> {
  const sample = { examined: 0, calls: 0, rows: 0 }
  const milliseconds = await timeEach(warmUps + times, async (index) => {
    const { functionName, openid, onAnswer, ...data } = callAt(index)
    const { explain, ...outcome } = await cloud.call(functionName, data, { openid })
    const answer = answerOf(outcome, data.operation)
    onAnswer?.(answer)
    sample.calls++
    sample.rows += answer.items?.length ?? 0
    for (const { documentsExamined } of explain.operations) sample.examined += documentsExamined
  })
  return { ...sample, milliseconds: milliseconds.slice(warmUps) }
}

function answerOf(outcome: object, operation: string): Data {
  if ('error' in outcome) throw new Error(`${operation}: ${JSON.stringify(outcome.error)}`)
  const answer = (outcome as { result: unknown }).result as Answer<Data>
  if (!answer.ok) throw new Error(`${operation}: ${answer.error.message}`)
  return answer.data
}

function handlersOf(cloud: Cloud, ids: readonly string[]): string[] {
  return ids.map((id) => {
    const [request] = cloud.database.find('requests', { _id: id })
    return (request as unknown as { handler: { userId: string } }).handler.userId
  })
}

/** How the p95 of each action grows against a tenth of the requests. */
function ratios(figures: Figures): Figures {
  const grown: Figures = {}
  for (const action of ['submit', 'queue_list', 'accept'] as const) {
    for (const [index, size] of sizes.entries()) {
      const before = figures[`${action}.p95_ms.${sizes[index - 1] ?? 0}`]
      const now = figures[`${action}.p95_ms.${size}`]
      if (before && now) grown[`${action}.p95_ratio.${size}`] = rounded(now / before)
    }
  }
  return grown
}
