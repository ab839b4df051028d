import type { Database } from '../../cloudfunctions/shared/database'

/** A generator of numbers from 0 to 1, the same for the same seed. */
export function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

/** Fails a share of the calls, by chance before it was carried out or after, its answer lost. */
export function failing(database: Database, next: () => number, share = 0.5): Database {
  const unreliable = <A extends unknown[], R>(call: (...values: A) => Promise<R>) => {
    return async (...values: A): Promise<R> => {
      const chance = next()
      if (chance < share / 2) throw new Error('the call did not arrive')
      const result = await call(...values)
      if (chance < share) throw new Error('the answer was lost')
      return result
    }
  }
  return {
    find: unreliable(database.find.bind(database)) as Database['find'],
    aggregate: unreliable(database.aggregate.bind(database)) as Database['aggregate'],
    insert: unreliable(database.insert.bind(database)),
    insertMany: unreliable(database.insertMany.bind(database)),
    update: unreliable(database.update.bind(database)),
    count: unreliable(database.count.bind(database)),
    remove: unreliable(database.remove.bind(database)),
  }
}
