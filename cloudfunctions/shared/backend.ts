import type { Database } from './database'

/** What use cases act upon. */
export interface Backend {
  database: Database
  /**
   * Has a request's notices delivered now rather than at the clock's next minute.
   * Never fails: what it can't do now the clock does.
   */
  announce: (requestId: string) => Promise<void>
  /** Has the open requests of people who went off duty looked at now. Never fails either. */
  recheck: () => Promise<void>
}
