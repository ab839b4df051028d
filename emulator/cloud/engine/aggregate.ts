import { Aggregator } from 'mingo'
import { databaseError, missingCollection, notEmulated } from '../errors'
import type { Stage } from './dependencies'
import { pipelinePaths } from './dependencies'
import type { FindRequest, Run } from './find'
import { documentsOf, find, sortFields } from './find'
import { lookup } from './lookup'
import { refuseUnsupported } from './matcher'
import type { Collection } from './store'
import type { Fields } from './values'
import { copyValue, isPlainObject } from './values'

/** An aggregation's surroundings: its cost, and the other collections it may look into. */
export interface Pipelines extends Run {
  find: (name: string) => Collection | undefined
}

const refusedStages = [
  '$geoNear',
  '$graphLookup',
  '$out',
  '$merge',
  '$unionWith',
  '$collStats',
  '$indexStats',
]

export function requireCollection(name: string, pipelines: Pipelines): Collection {
  const collection = pipelines.find(name)
  if (!collection) throw missingCollection(name)
  return collection
}

function positive(value: unknown, operator: string): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value
  throw databaseError(`invalid argument to ${operator} stage: expected a non-negative number`)
}

function checkStage({ operator, value }: Stage): void {
  if (refusedStages.includes(operator)) throw notEmulated(`the aggregation stage ${operator}`)
  if (operator === '$match') refuseUnsupported(value)
}

/** The part of a pipeline an index can serve, and the rest. */
interface Head {
  request: FindRequest
  rest: Stage[]
}

/**
 * Takes `$match`, `$sort`, `$skip` and `$limit` off the front of a pipeline, as far as their order
 * lets them become one query.
 */
function splitHead(stages: Stage[]): Head {
  const matches: Fields[] = []
  const request: FindRequest = { query: {}, sort: [] }
  let at = 0
  for (; stages[at]?.operator === '$match'; at += 1) matches.push(stages[at]?.value as Fields)
  if (stages[at]?.operator === '$sort') {
    request.sort = sortFields(stages[at]?.value as Fields)
    at += 1
    for (; stages[at]?.operator === '$match'; at += 1) matches.push(stages[at]?.value as Fields)
  }
  if (stages[at]?.operator === '$skip') {
    request.skip = positive(stages[at]?.value, '$skip')
    at += 1
  }
  if (stages[at]?.operator === '$limit') {
    request.limit = positive(stages[at]?.value, '$limit')
    at += 1
  }
  request.query = matches.length === 1 ? (matches[0] as Fields) : conjunction(matches)
  return { request, rest: stages.slice(at) }
}

function conjunction(queries: Fields[]): Fields {
  return queries.length === 0 ? {} : { $and: queries }
}

function runPlain(documents: Fields[], stages: Stage[]): Fields[] {
  if (stages.length === 0) return documents
  try {
    const pipeline = stages.map(({ operator, value }) => ({ [operator]: value }))
    return new Aggregator(pipeline).run(documents) as Fields[]
  } catch (error) {
    throw databaseError(`Location: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function toStages(pipeline: unknown): Stage[] {
  if (!Array.isArray(pipeline)) throw databaseError('a pipeline must be an array')
  return pipeline.map((stage) => {
    const entry = isPlainObject(stage) ? Object.entries(stage) : []
    if (entry.length !== 1) {
      throw databaseError('A pipeline stage specification object must contain exactly one field.')
    }
    const [operator, value] = entry[0] as [string, unknown]
    return { operator, value }
  })
}

function facet(documents: Fields[], value: unknown, pipelines: Pipelines): Fields[] {
  if (!isPlainObject(value)) throw databaseError('the $facet specification must be an object')
  const results = Object.entries(value).map(([name, pipeline]) => [
    name,
    runStages(copyValue(documents), toStages(pipeline), pipelines),
  ])
  return [Object.fromEntries(results) as Fields]
}

/** Runs stages over documents in memory; lookups go back to the indexes. */
function runStages(documents: Fields[], stages: Stage[], pipelines: Pipelines): Fields[] {
  stages.forEach(checkStage)
  let current = documents
  let plain: Stage[] = []
  for (const stage of stages) {
    if (stage.operator !== '$lookup' && stage.operator !== '$facet') {
      plain.push(stage)
      continue
    }
    current = runPlain(current, plain)
    plain = []
    current =
      stage.operator === '$lookup'
        ? lookup(current, stage.value, { pipelines, aggregate, toStages })
        : facet(current, stage.value, pipelines)
  }
  return runPlain(current, plain)
}

/**
 * Runs an aggregation: the front of it by an index, without reading documents when the index
 * holds every field the pipeline reads.
 */
export function aggregate(collection: Collection, stages: Stage[], pipelines: Pipelines): Fields[] {
  stages.forEach(checkStage)
  const { request, rest } = splitHead(stages)
  const paths = pipelinePaths(rest)
  const matches = find(collection, paths ? { ...request, paths } : request, pipelines)
  return runStages(documentsOf(matches), rest, pipelines)
}
