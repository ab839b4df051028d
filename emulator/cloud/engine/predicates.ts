import type { ValueRange } from './ranges'
import { comparison } from './ranges'
import type { Fields } from './values'
import { isDate, isOperatorObject, isPlainObject, isRegExp, toPlainNumber } from './values'
import { ObjectId } from 'bson'

/** One condition on one path in a form an index can serve. */
export interface Atom {
  path: string
  ranges: ValueRange[]
  /** True when the ranges hold exactly the values that match, so that no re-check is needed. */
  isExact: boolean
  /** True when a missing or null field can match. */
  matchesNull: boolean
  /** Atoms of one `$elemMatch` speak of the same array element. */
  element?: object
}

/** One part of a query that must hold; a query is the conjunction of its parts. */
export interface Conjunct {
  query: Fields
  /** What an index could use of it; empty when it can only be checked on the document. */
  atoms: Atom[]
  /** Paths it reads; undefined when that can't be told. */
  paths: string[] | undefined
  /** The branches when it is an `$or`. */
  branches?: Fields[]
}

function isScalar(value: unknown): boolean {
  return (
    ['string', 'number', 'boolean'].includes(typeof value) ||
    value === null ||
    isDate(value) ||
    value instanceof ObjectId
  )
}

function pointAtom(path: string, values: unknown[]): Atom | undefined {
  const plain = values.map(toPlainNumber)
  if (!plain.every(isScalar)) return undefined
  const ranges = plain.map((value) => ({ kind: 'point' as const, value }))
  return { path, ranges, isExact: true, matchesNull: plain.includes(null) }
}

/** The literal start of an anchored expression: `/^ab.*c/` gives "ab". */
function literalStart(expression: RegExp): string {
  if (expression.flags !== '' || !expression.source.startsWith('^')) return ''
  if (expression.source.includes('|')) return ''
  const literal = /^\^((?:[^\\^$.*+?()[\]{}|]|\\[^\w\s])*)(.?)/su.exec(expression.source)
  if (!literal) return ''
  const text = (literal[1] as string).replace(/\\(.)/gsu, '$1')
  const mayRepeat = ['*', '?', '{'].includes(literal[2] as string)
  return mayRepeat ? [...text].slice(0, -1).join('') : text
}

function regExpAtom(path: string, expression: RegExp): Atom | undefined {
  const text = literalStart(expression)
  if (text === '') return undefined
  return { path, ranges: [{ kind: 'prefix', text }], isExact: false, matchesNull: false }
}

function comparisonAtom(path: string, operator: string, operand: unknown): Atom | undefined {
  const value = toPlainNumber(operand)
  if (!isScalar(value) || value === null || Number.isNaN(value)) return undefined
  const range = comparison(operator as '$gt', value)
  return { path, ranges: [range], isExact: true, matchesNull: false }
}

function elementAtoms(path: string, condition: unknown): Atom[] {
  if (!isPlainObject(condition)) return []
  const element = {}
  const inner = isOperatorObject(condition)
    ? operatorAtoms(path, condition)
    : conjuncts(condition).flatMap((part) =>
        part.atoms.map((atom) => ({ ...atom, path: `${path}.${atom.path}` })),
      )
  return inner
    .filter((atom) => !atom.element && !atom.matchesNull)
    .map((atom) => ({ ...atom, element, isExact: false }))
}

function operatorAtom(path: string, operator: string, operand: unknown): Atom[] {
  switch (operator) {
    case '$eq':
      return [isRegExp(operand) ? undefined : pointAtom(path, [operand])].filter(isAtom)
    case '$in':
      return [Array.isArray(operand) ? pointAtom(path, operand) : undefined].filter(isAtom)
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return [comparisonAtom(path, operator, operand)].filter(isAtom)
    case '$regex':
      return [isRegExp(operand) ? regExpAtom(path, operand) : undefined].filter(isAtom)
    case '$exists':
      return operand ? [] : [nullAtom(path)]
    case '$elemMatch':
      return elementAtoms(path, operand)
    default:
      return []
  }
}

function nullAtom(path: string): Atom {
  return {
    path,
    ranges: [{ kind: 'point', value: null }],
    isExact: false,
    matchesNull: true,
  }
}

function isAtom(atom: Atom | undefined): atom is Atom {
  return atom !== undefined
}

function operatorAtoms(path: string, condition: Fields): Atom[] {
  return Object.entries(condition).flatMap(([operator, operand]) =>
    operatorAtom(path, operator, operand),
  )
}

/** Splits `{ a: { $gt: 1, $lt: 5 } }` in two so that each can be used, or checked, by itself. */
function pathConjuncts(path: string, condition: unknown): Conjunct[] {
  if (isRegExp(condition)) {
    return [
      {
        query: { [path]: condition },
        atoms: [regExpAtom(path, condition)].filter(isAtom),
        paths: [path],
      },
    ]
  }
  if (!isOperatorObject(condition)) {
    const atom = pointAtom(path, [condition])
    return [{ query: { [path]: condition }, atoms: atom ? [atom] : [], paths: [path] }]
  }
  const parts: Fields[] =
    '$options' in condition
      ? [condition]
      : Object.entries(condition).map(([operator, operand]) => ({ [operator]: operand }))
  return parts.map((part) => ({
    query: { [path]: part },
    atoms: operatorAtoms(path, part),
    paths: [path],
  }))
}

/** Paths a condition tree reads, for `$or` and `$nor`; undefined when it holds an expression. */
function pathsOf(parts: Conjunct[]): string[] | undefined {
  if (parts.some((part) => part.paths === undefined)) return undefined
  return parts.flatMap((part) => part.paths ?? [])
}

function logicalConjunct(operator: string, operand: unknown): Conjunct[] {
  const query = { [operator]: operand }
  if (!Array.isArray(operand) || !operand.every(isPlainObject)) {
    return [
      { query, atoms: operator === '$expr' ? expressionAtoms(operand) : [], paths: undefined },
    ]
  }
  if (operator === '$and') return operand.flatMap(conjuncts)
  const paths = pathsOf(operand.flatMap(conjuncts))
  return [{ query, atoms: [], paths, ...(operator === '$or' && { branches: operand }) }]
}

/** `$expr` equality of a field and a constant, as `$lookup` with `let` writes it. */
function expressionAtoms(expression: unknown): Atom[] {
  if (!isPlainObject(expression)) return []
  if (Array.isArray(expression.$and)) return expression.$and.flatMap(expressionAtoms)
  const operands = expression.$eq
  if (!Array.isArray(operands) || operands.length !== 2) return []
  const [left, right] = operands as [unknown, unknown]
  const atom = equalityAtom(left, right) ?? equalityAtom(right, left)
  return atom ? [{ ...atom, isExact: false }] : []
}

function equalityAtom(field: unknown, constant: unknown): Atom | undefined {
  if (typeof field !== 'string' || !/^\$[^$]/.test(field)) return undefined
  const value = constantOf(constant)
  return value === undefined ? undefined : pointAtom(field.slice(1), [value])
}

/** The value of an expression that is a constant; undefined for anything computed. */
function constantOf(expression: unknown): unknown {
  if (isPlainObject(expression)) return expression.$literal
  if (typeof expression === 'string' && expression.startsWith('$')) return undefined
  return expression
}

/** A query as the list of its parts, nested `$and`s included. */
export function conjuncts(query: Fields): Conjunct[] {
  return Object.entries(query).flatMap(([key, condition]) =>
    key.startsWith('$') ? logicalConjunct(key, condition) : pathConjuncts(key, condition),
  )
}
