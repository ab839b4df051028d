import type { Page } from '../../typings/api'
import type { Failure, Result } from './client'

/** A list that grows by pages: what is shown, where it goes on, and what went wrong. */
export interface Listing<T> {
  items: T[]
  next: string | null
  status: 'loading' | 'ready' | 'more' | 'error' | 'offline' | 'forbidden'
  failure: string
}

export function emptyListing<T>(): Listing<T> {
  return { items: [], next: null, status: 'loading', failure: '' }
}

function statusOf({ code }: Failure): Listing<never>['status'] {
  if (code === 'OFFLINE') return 'offline'
  return code === 'FORBIDDEN' || code === 'NO_APPOINTMENT' ? 'forbidden' : 'error'
}

/** The list after its first page came, or did not: what is already shown stays. */
export function withFirstPage<T>(before: Listing<T>, result: Result<Page<T>>): Listing<T> {
  if (result.ok) return { ...result.data, status: 'ready', failure: '' }
  const status = before.items.length > 0 ? 'ready' : statusOf(result.failure)
  return { ...before, status, failure: result.failure.message }
}

/** The list with one page more. */
export function withNextPage<T>(before: Listing<T>, result: Result<Page<T>>): Listing<T> {
  if (!result.ok) return { ...before, status: 'ready', failure: result.failure.message }
  return {
    ...result.data,
    items: [...before.items, ...result.data.items],
    status: 'ready',
    failure: '',
  }
}
