import type { Page } from '../../typings/calls'
import type { Result } from './client'
import { failureKind, type FailureKind } from './failure'

/** A list that grows by pages: what is shown, where it goes on, and what went wrong. */
export interface Listing<T> {
  items: T[]
  next: string | null
  status: 'loading' | 'ready' | 'more' | FailureKind
  failure: string
}

/** A page of the mini program that shows one such list. */
export interface ListPage<T> {
  data: { list: Listing<T> }
  setData(changes: { list: Listing<T> }): void
  loadPage(cursor?: string): Promise<Result<Page<T>>>
}

export function emptyListing<T>(): Listing<T> {
  return { items: [], next: null, status: 'loading', failure: '' }
}

/** The list after its first page came, or did not: what is already shown stays. */
export function withFirstPage<T>(before: Listing<T>, result: Result<Page<T>>): Listing<T> {
  if (result.ok)
    return { items: result.data.items, next: result.data.next, status: 'ready', failure: '' }
  const status = before.items.length > 0 ? 'ready' : failureKind(result.failure)
  return { ...before, status, failure: result.failure.message }
}

/** The list with one page more. */
export function withNextPage<T>(before: Listing<T>, result: Result<Page<T>>): Listing<T> {
  if (!result.ok) return { ...before, status: 'ready', failure: result.failure.message }
  const items = [...before.items, ...result.data.items]
  return { items, next: result.data.next, status: 'ready', failure: '' }
}

/** Brings the first page up to date; an answer that comes after the list was changed is dropped. */
export async function refreshList<T>(page: ListPage<T>): Promise<void> {
  const before = page.data.list
  const result = await page.loadPage()
  if (page.data.list === before) page.setData({ list: withFirstPage(before, result) })
}

/** Empties the list and asks again: after a tab was changed, or to retry. */
export function restartList<T>(page: ListPage<T>): Promise<void> {
  page.setData({ list: emptyListing<T>() })
  return refreshList(page)
}

/** The same when the person pulls the page down. */
export async function pullList<T>(page: ListPage<T>): Promise<void> {
  await refreshList(page)
  wx.stopPullDownRefresh()
}

/** Adds the next page at the end, where there is one. */
export async function extendList<T>(page: ListPage<T>): Promise<void> {
  const { next, status } = page.data.list
  if (!next || status !== 'ready') return
  page.setData({ list: { ...page.data.list, status: 'more' } })
  const before = page.data.list
  const result = await page.loadPage(next)
  if (page.data.list === before) page.setData({ list: withNextPage(before, result) })
}
