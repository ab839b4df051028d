import { Query } from 'mingo'
import { databaseError, notEmulated } from '../errors'
import type { Fields } from './values'
import { isPlainObject } from './values'

export type Matcher = (document: unknown) => boolean

const geographic = ['$near', '$nearSphere', '$geoWithin', '$geoIntersects', '$geometry']
const refused = ['$where', '$function', '$text', '$jsonSchema']

/** Throws when a query holds an operator that would be answered wrongly or not at all. */
export function refuseUnsupported(query: unknown): void {
  if (Array.isArray(query)) return query.forEach(refuseUnsupported)
  if (!isPlainObject(query)) return
  for (const [key, value] of Object.entries(query)) {
    if (geographic.includes(key)) throw notEmulated(`the geographic operator ${key} (_.geo)`)
    if (refused.includes(key)) throw notEmulated(`the operator ${key}`)
    refuseUnsupported(value)
  }
}

/** A test for a query. Throws GatewayError with the reason when the query is malformed. */
export function matcherOf(query: Fields): Matcher {
  if (Object.keys(query).length === 0) return () => true
  try {
    const compiled = new Query(query)
    return (document) => compiled.test(document as Fields)
  } catch (error) {
    throw databaseError(`BadValue: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** A test that all of several queries hold. */
export function matcherOfAll(queries: Fields[]): Matcher {
  const matchers = queries.map(matcherOf)
  return (document) => matchers.every((matches) => matches(document))
}
