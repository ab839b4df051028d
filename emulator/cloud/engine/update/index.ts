import { databaseError, notEmulated } from '../../errors'
import type { Document, Fields } from '../values'
import { copyValue, isPlainObject, typeName } from '../values'
import { applyToArray, arrayOperators } from './arrays'
import { checkStored, fieldOperators } from './fields'
import { checkConflicts, checkPath, expandAll, hasPlace, readPlace, writePlace } from './paths'
import { resolvePositional } from './positional'

/** One operator on one path. */
interface Step {
  operator: string
  path: string
  operand: unknown
}

const knownButMissing = ['$bit', '$currentDate', '$setOnInsert']

function checkOperator(operator: string, operands: unknown): void {
  if (knownButMissing.includes(operator)) throw notEmulated(`the update operator ${operator}`)
  if (!(operator in fieldOperators) && !arrayOperators.includes(operator)) {
    throw databaseError(
      `FailedToParse: Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
    )
  }
  if (!isPlainObject(operands)) {
    throw databaseError(
      `FailedToParse: Modifiers operate on fields but we found type ${typeName(operands)} instead. For example: {$mod: {<field>: ...}} not {${operator}: ${JSON.stringify(operands)}}`,
    )
  }
}

/** An update as steps. Throws for unknown operators, bad paths and paths that clash. */
export function parseUpdate(update: Fields): Step[] {
  const steps = Object.entries(update).flatMap(([operator, operands]) => {
    checkOperator(operator, operands)
    return Object.entries(operands as Fields).map(([path, operand]) => ({
      operator,
      path,
      operand,
    }))
  })
  const targets = steps.flatMap(({ operator, path, operand }) =>
    operator === '$rename' && typeof operand === 'string' ? [path, operand] : [path],
  )
  targets.forEach(checkPath)
  checkConflicts(targets)
  return steps
}

function applyStep(document: Fields, { operator, path, operand }: Step): void {
  for (const concrete of expandAll(document, path)) {
    const change = fieldOperators[operator]
    if (change) change(document, concrete, operand)
    else applyToArray(document, concrete, { operator, operand })
  }
}

/** Top-level fields a step may change. */
function touches({ operator, path, operand }: Step): string[] {
  const paths = operator === '$rename' ? [path, String(operand)] : [path]
  return paths.map((each) => each.split('.')[0] as string)
}

/**
 * A document after an update; the one given stays as it was and shares the untouched fields.
 * `query` is what found the document: the positional `$` refers to it.
 */
export function applyUpdate(document: Document, steps: Step[], query: Fields): Document {
  const next = { ...document }
  for (const name of new Set(steps.flatMap(touches))) {
    const place = { holder: next, name }
    if (hasPlace(place)) writePlace(place, copyValue(readPlace(place)))
  }
  for (const step of steps) {
    applyStep(next, { ...step, path: resolvePositional(document, step.path, query) })
  }
  return next
}

/** A document that takes another's place and keeps its id. */
export function replaceDocument(id: unknown, data: Fields): Document {
  checkReplacement(data)
  const { _id = id, ...fields } = data
  if (_id !== id) checkPath('_id')
  return { _id: id, ...copyValue(fields) }
}

/** Refuses field names that can't be stored. */
export function checkReplacement(data: Fields): void {
  for (const [key, value] of Object.entries(data)) {
    if (key.startsWith('$')) {
      throw databaseError(
        `DollarPrefixedFieldName: The dollar ($) prefixed field '${key}' in '${key}' is not valid for storage.`,
      )
    }
    checkStored(value, key)
  }
}

export function isOperatorUpdate(data: Fields): boolean {
  return Object.keys(data).some((key) => key.startsWith('$'))
}
