import { databaseError } from '../../errors'
import { matcherOf } from '../matcher'
import { conjuncts } from '../predicates'
import type { Fields } from '../values'
import { fieldAt, isPlainObject } from '../values'

function elementTest(query: Fields, array: string): ((element: unknown) => boolean) | undefined {
  for (const { query: part } of conjuncts(query)) {
    const [path, condition] = Object.entries(part)[0] ?? ['', undefined]
    if (path === array) {
      const elements = isPlainObject(condition) ? condition.$elemMatch : undefined
      if (isPlainObject(elements) && !Object.keys(elements)[0]?.startsWith('$')) {
        return matcherOf(elements)
      }
      const test = matcherOf({ element: elements ?? condition })
      return (element) => test({ element })
    }
    if (path.startsWith(`${array}.`))
      return matcherOf({ [path.slice(array.length + 1)]: condition })
  }
  return undefined
}

/**
 * Replaces the positional `$` of a path by the first element the query matches.
 * Throws when the query says nothing about that array, as MongoDB does.
 */
export function resolvePositional(document: Fields, path: string, query: Fields): string {
  const at = path.split('.').indexOf('$')
  if (at < 0) return path
  const names = path.split('.')
  const array = names.slice(0, at).join('.')
  const elements = fieldAt(document, array)
  const test = elementTest(query, array)
  const position = Array.isArray(elements) && test ? elements.findIndex(test) : -1
  if (position < 0) {
    throw databaseError(
      'BadValue: The positional operator did not find the match needed from the query.',
    )
  }
  return [...names.slice(0, at), String(position), ...names.slice(at + 1)].join('.')
}
