import { conjuncts } from './predicates'
import type { Fields } from './values'
import { isPlainObject } from './values'

/** One stage of an aggregation: its operator and what it is given. */
export interface Stage {
  operator: string
  value: unknown
}

/** Paths an expression reads; undefined when it reads whole documents. */
function expressionPaths(expression: unknown): string[] | undefined {
  if (typeof expression === 'string') {
    if (expression.startsWith('$$')) return undefined
    return expression.startsWith('$') ? [expression.slice(1)] : []
  }
  const parts = Array.isArray(expression)
    ? expression
    : isPlainObject(expression)
      ? Object.values(expression)
      : []
  return union(parts.map(expressionPaths))
}

function union(sets: (string[] | undefined)[]): string[] | undefined {
  if (sets.some((set) => set === undefined)) return undefined
  return sets.flatMap((set) => set ?? [])
}

function projectionPaths(projection: unknown): string[] | undefined {
  if (!isPlainObject(projection)) return undefined
  const fields = Object.entries(projection)
  const keepsRest = fields.some(([path, value]) => isOff(value) && path !== '_id')
  if (keepsRest || fields.every(([, value]) => isOff(value))) return undefined
  const read = fields.map(([path, value]) => {
    if (value === 1 || value === true) return [path]
    return isOff(value) ? [] : expressionPaths(value)
  })
  return union([['_id'], ...read])
}

function isOff(value: unknown): boolean {
  return value === 0 || value === false
}

/** What a stage reads, and whether later stages see only what it made. */
function stageReads({ operator, value }: Stage): { paths: string[] | undefined; isLast: boolean } {
  switch (operator) {
    case '$count':
      return { paths: [], isLast: true }
    case '$group':
    case '$sortByCount':
    case '$bucket':
      return { paths: expressionPaths(value), isLast: true }
    case '$project':
      return { paths: projectionPaths(value), isLast: true }
    case '$match':
      return { paths: union(conjuncts(value as Fields).map((part) => part.paths)), isLast: false }
    case '$sort':
      return { paths: Object.keys(value as Fields), isLast: false }
    case '$limit':
    case '$skip':
      return { paths: [], isLast: false }
    default:
      return { paths: undefined, isLast: true }
  }
}

/** Paths of its input a pipeline reads; undefined when it needs whole documents. */
export function pipelinePaths(stages: Stage[]): string[] | undefined {
  const paths: string[] = []
  for (const stage of stages) {
    const reads = stageReads(stage)
    if (!reads.paths) return undefined
    paths.push(...reads.paths)
    if (reads.isLast) return paths
  }
  return undefined
}
