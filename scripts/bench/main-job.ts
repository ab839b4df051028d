import type { Answer } from '../../typings/api'
import { untilIdle } from '../local/idle'
import { readSamples } from '../place/first-day'
import type { Person } from '../place/people'
import type { Place } from '../place/shaxian'
import { type BenchCloud, fill, withSizes } from './bench-cloud'
import { mixedSteps, requestsOf, untakenOf } from './requests'
import { quantile, rounded } from './statistics'
import type { Bench, Figures } from './types'

const sizes = [1_000, 10_000, 100_000] as const
const times = 200
const warmUps = 20

export const mainJob: Bench = {
  name: 'main_job',
  about: 'submit, queue.list and accept with ever more requests in the database',
  run: (say) =>
    withSizes(
      sizes,
      async (cloud, size) => {
        say(`${size} requests …`)
        await prepare(cloud, size)
      },
      async (clouds) => {
        say(`${times} calls of each in turns …`)
        return figuresOf(await measure(clouds))
      },
    ),
}

/** So many leaders have a full first page, whatever the size: what is compared is the same work. */
const busyLeaders = 10
const requestsEach = 40

async function prepare(cloud: BenchCloud, size: number): Promise<void> {
  const { units } = cloud.place
  const now = cloud.clock.now()
  await fill(cloud, requestsOf(units, { count: size, now, stepsOf: mixedSteps }))
  const count = busyLeaders * requestsEach
  const gridIds = busyOnes(cloud).map(({ unitId }) => unitId)
  await fill(cloud, untakenOf(units, { count, at: now, firstIndex: size, gridIds }))
}

function busyOnes({ place }: BenchCloud): Person[] {
  return peopleOf(place, 'micro_grid_leader')
    .filter(({ openid }) => openid.startsWith('leader_luobu'))
    .slice(0, busyLeaders)
}

function peopleOf({ people }: Place, role: Person['role']): Person[] {
  return people.people.filter((person) => person.role === role)
}

const actions = ['submit', 'queue_list', 'accept'] as const
type Action = (typeof actions)[number]

/** What the calls of one action came to in one cloud. */
interface Sample {
  milliseconds: number[]
  examined: number
  calls: number
  rows: number
}

/** One cloud under measurement. */
interface Subject {
  cloud: BenchCloud
  submitted: string[]
  samples: Record<Action, Sample>
}

/** Each call is made in every cloud before the next one: they share the machine's moods. */
async function measure(clouds: ReadonlyMap<number, BenchCloud>): Promise<Map<number, Subject>> {
  const subjects = new Map([...clouds].map(([size, cloud]) => [size, subjectOf(cloud)]))
  for (const action of actions) {
    for (let index = 0; index < warmUps + times; index++) {
      for (const subject of subjects.values()) await callOnce(subject, action, index)
    }
  }
  return subjects
}

function subjectOf(cloud: BenchCloud): Subject {
  const sample = (): Sample => ({ milliseconds: [], examined: 0, calls: 0, rows: 0 })
  return {
    cloud,
    submitted: [],
    samples: { submit: sample(), queue_list: sample(), accept: sample() },
  }
}

async function callOnce(subject: Subject, action: Action, index: number): Promise<void> {
  const { cloud, submitted, samples } = subject
  const { functionName, openid, ...data } = callOf(subject, action, index)
  const started = performance.now()
  const { explain, ...outcome } = await cloud.call(functionName, data, { openid })
  const took = performance.now() - started
  const answer = answerOf(outcome, data.operation)
  if (action === 'submit') submitted.push(answer.id ?? '')
  const sample = samples[action]
  sample.calls++
  sample.rows += answer.items?.length ?? 0
  for (const { documentsExamined } of explain.operations) sample.examined += documentsExamined
  if (index >= warmUps) sample.milliseconds.push(took)
  await untilIdle(cloud)
}

interface Call {
  functionName: string
  operation: string
  input: unknown
  openid: string
}

const texts = readSamples().map(({ text }) => text)

function callOf({ cloud, submitted }: Subject, action: Action, index: number): Call {
  const id = submitted[index] ?? ''
  switch (action) {
    case 'submit':
      return {
        functionName: 'resident',
        operation: 'requests.submit',
        input: { text: texts[index % texts.length] },
        openid: anyOf(peopleOf(cloud.place, 'resident'), index),
      }
    case 'queue_list':
      return {
        functionName: 'handler',
        operation: 'queue.list',
        input: {},
        openid: anyOf(busyOnes(cloud), index),
      }
    case 'accept':
      return {
        functionName: 'handler',
        operation: 'requests.accept',
        input: { id },
        openid: handlerOf(cloud, id),
      }
  }
}

function anyOf(people: readonly Person[], index: number): string {
  return people[(index * 13) % people.length]?.openid ?? ''
}

function handlerOf({ database }: BenchCloud, id: string): string {
  const [request] = database.find('requests', { _id: id })
  return (request as { handler?: { userId?: string } } | undefined)?.handler?.userId ?? ''
}

/** What is read of the answers. */
interface Data {
  id?: string
  items?: unknown[]
}

function answerOf(outcome: object, operation: string): Data {
  if ('error' in outcome) throw new Error(`${operation}: ${JSON.stringify(outcome.error)}`)
  const answer = (outcome as { result: unknown }).result as Answer<Data>
  if (!answer.ok) throw new Error(`${operation}: ${answer.error.message}`)
  return answer.data
}

/**
 * The p50 and p95 of each action in milliseconds, how both grow against a tenth of the
 * requests, and the documents examined: per call, for the queue per row of the page (the unit it
 * starts from counts as one).
 */
function figuresOf(subjects: ReadonlyMap<number, Subject>): Figures {
  const figures: Figures = {}
  for (const action of actions) {
    for (const [size, { samples }] of subjects) {
      const { milliseconds, examined, calls, rows } = samples[action]
      const p95 = quantile(milliseconds, 0.95)
      const before = subjects.get(size / 10)?.samples[action].milliseconds
      figures[`${action}.p50_ms.${size}`] = rounded(quantile(milliseconds, 0.5))
      figures[`${action}.p95_ms.${size}`] = rounded(p95)
      if (before) {
        const p50Before = quantile(before, 0.5)
        figures[`${action}.p50_ratio.${size}`] = rounded(quantile(milliseconds, 0.5) / p50Before)
        figures[`${action}.p95_ratio.${size}`] = rounded(p95 / quantile(before, 0.95))
      }
      if (rows > 0)
        figures[`${action}.examined_per_row.${size}`] = rounded(examined / (rows + calls))
      else figures[`${action}.examined_per_call.${size}`] = rounded(examined / calls)
    }
  }
  return figures
}
