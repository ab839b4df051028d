import { Aggregator } from 'mingo'
import { databaseError } from '../errors'
import type { Pipelines } from './aggregate'
import { requireCollection } from './aggregate'
import type { Stage } from './dependencies'
import type { Collection } from './store'
import type { Fields } from './values'
import { fieldAt, isPlainObject } from './values'

/** What a lookup needs of the aggregation that holds it. */
interface Surroundings {
  pipelines: Pipelines
  aggregate: (collection: Collection, stages: Stage[], pipelines: Pipelines) => Fields[]
  toStages: (pipeline: unknown) => Stage[]
}

interface Lookup {
  from: string
  as: string
  localField?: string
  foreignField?: string
  let: Fields
  pipeline: unknown[]
}

function parseLookup(raw: unknown): Lookup {
  if (!isPlainObject(raw)) throw databaseError('the $lookup specification must be an object')
  const { from, as, localField, foreignField } = raw
  if (typeof from !== 'string') throw databaseError("missing 'from' option to $lookup stage")
  if (typeof as !== 'string') throw databaseError("must specify 'as' field for a $lookup")
  const isJoin = typeof localField === 'string' && typeof foreignField === 'string'
  if (!isJoin && !Array.isArray(raw.pipeline)) {
    throw databaseError('$lookup requires either localField and foreignField or a pipeline')
  }
  return {
    from,
    as,
    ...(isJoin && { localField, foreignField }),
    let: isPlainObject(raw.let) ? raw.let : {},
    pipeline: Array.isArray(raw.pipeline) ? raw.pipeline : [],
  }
}

/** The values at a path, entering arrays on the way as `localField` does. */
function valuesAt(source: unknown, names: string[]): unknown[] {
  if (Array.isArray(source)) return source.flatMap((item) => valuesAt(item, names))
  const [name, ...rest] = names
  if (name === undefined) return [source]
  if (!isPlainObject(source) || !Object.hasOwn(source, name)) return [null]
  return valuesAt(source[name], rest)
}

/** The value of a `let` expression for one document. */
function evaluate(expression: unknown, document: Fields): unknown {
  if (expression === '$$ROOT' || expression === '$$CURRENT') return document
  if (typeof expression === 'string' && expression.startsWith('$')) {
    return fieldAt(document, expression.slice(1))
  }
  if (!isPlainObject(expression)) return expression
  if ('$literal' in expression) return expression.$literal
  const computed = new Aggregator([{ $project: { _id: 0, value: expression } }]).run([document])
  return (computed[0] as Fields).value
}

/** Puts the outer document's values in place of `$$name`, so that inner conditions are constants. */
function substitute(value: unknown, variables: Fields): unknown {
  if (typeof value === 'string' && value.startsWith('$$')) return variable(value, variables)
  if (Array.isArray(value)) return value.map((item) => substitute(item, variables))
  if (!isPlainObject(value)) return value
  const replaced = Object.entries(value).map(([key, item]) =>
    key === '$lookup'
      ? [key, substituteLookup(item, variables)]
      : [key, substitute(item, variables)],
  )
  return Object.fromEntries(replaced) as Fields
}

/** Inside a nested lookup, names its own `let` sets hide the outer ones. */
function substituteLookup(spec: unknown, variables: Fields): unknown {
  if (!isPlainObject(spec) || !isPlainObject(spec.let)) return substitute(spec, variables)
  const own = Object.keys(spec.let)
  const outer = Object.entries(variables).filter(([name]) => !own.includes(name))
  const inner = substitute({ ...spec, let: {} }, Object.fromEntries(outer)) as Fields
  return { ...inner, let: substitute(spec.let, variables) }
}

function variable(reference: string, variables: Fields): unknown {
  const [name, ...path] = reference.slice(2).split('.') as [string, ...string[]]
  if (!Object.hasOwn(variables, name)) return reference
  const value = path.length === 0 ? variables[name] : fieldAt(variables[name], path.join('.'))
  return { $literal: value ?? null }
}

function joinStage(spec: Lookup, document: Fields): Stage[] {
  if (spec.localField === undefined || spec.foreignField === undefined) return []
  const values = valuesAt(document, spec.localField.split('.'))
  const condition = values.length === 1 ? values[0] : { $in: values }
  return [{ operator: '$match', value: { [spec.foreignField]: condition ?? null } }]
}

function setField(document: Fields, path: string, value: unknown): Fields {
  const [name, ...rest] = path.split('.') as [string, ...string[]]
  if (rest.length === 0) return { ...document, [name]: value }
  const inner = isPlainObject(document[name]) ? (document[name] as Fields) : {}
  return { ...document, [name]: setField(inner, rest.join('.'), value) }
}

/** Joins documents with those of another collection, each time through that collection's indexes. */
export function lookup(documents: Fields[], raw: unknown, around: Surroundings): Fields[] {
  const spec = parseLookup(raw)
  const collection = requireCollection(spec.from, around.pipelines)
  return documents.map((document) => {
    const variables = Object.fromEntries(
      Object.entries(spec.let).map(([name, value]) => [name, evaluate(value, document)]),
    )
    const inner = around.toStages(substitute(spec.pipeline, variables))
    const stages = [...joinStage(spec, document), ...inner]
    return setField(document, spec.as, around.aggregate(collection, stages, around.pipelines))
  })
}
