import { encodeWhere } from '../database'
import type { Commands, FindOptions, Stage, Where } from '../database'

/** The chainable calls both SDKs take from the same underlying package; their typings differ. */
export interface Query<Self> {
  where(condition: object): Self
  orderBy(field: string, direction: 'asc' | 'desc'): Self
  limit(max: number): Self
  field(fields: object): Self
}

export type Aggregate = Record<string, (value: unknown) => Aggregate>

export interface Ask {
  where: Where
  options?: FindOptions
  commands: Commands
}

export function buildQuery<Q extends Query<Q>>(start: Q, ask: Ask): Q {
  const { order = {}, limit, without } = ask.options ?? {}
  let query = start.where(encodeWhere(ask.where, ask.commands))
  for (const [field, direction] of Object.entries(order))
    query = query.orderBy(field, direction === 1 ? 'asc' : 'desc')
  if (limit) query = query.limit(limit)
  if (without) query = query.field(Object.fromEntries(without.map((field) => [field, false])))
  return query
}

/** `$match` goes through the SDK's commands; the other stages are passed on as they are. */
export function buildAggregate(
  start: Aggregate,
  { match, stages, commands }: { match: Where; stages: Stage[]; commands: Commands },
): Aggregate {
  const matched = addStage(start, ['$match', encodeWhere(match, commands)])
  return stages.flatMap((stage) => Object.entries(stage)).reduce(addStage, matched)
}

function addStage(aggregate: Aggregate, [stage, value]: [string, unknown]): Aggregate {
  const add = aggregate[stage.slice(1)]
  if (!add) throw new Error(`the SDK has no stage ${stage}`)
  return add.call(aggregate, value)
}
