import { type Ref, ref, shallowRef } from 'vue'
import type { Page } from '../../../typings/api'
import type { Failure, Result } from '../../api/client'
import { type Load, useLoad } from '../../api/load'

/** A list that comes page by page. */
export interface Pages<T> {
  load: Load<Page<T>>
  rows: Ref<readonly T[]>
  next: Ref<string | null>
  /** Why the last further page did not come. */
  failure: Ref<Failure | null>
  isLoadingMore: Ref<boolean>
  more(): Promise<void>
}

/** Asks for the first page at once; `load.reload()` starts anew. */
export function usePages<T>(
  question: (cursor: { cursor?: string }, signal?: AbortSignal) => Promise<Result<Page<T>>>,
): Pages<T> {
  const rows = shallowRef<readonly T[]>([])
  const next = ref<string | null>(null)
  const failure = shallowRef<Failure | null>(null)
  const isLoadingMore = ref(false)

  const load = useLoad(async (signal) => {
    const result = await question({}, signal)
    if (result.ok && !signal.aborted) {
      rows.value = result.data.items
      next.value = result.data.next
    }
    return result
  })

  async function more(): Promise<void> {
    const cursor = next.value
    if (!cursor || isLoadingMore.value) return
    isLoadingMore.value = true
    const result = await question({ cursor })
    isLoadingMore.value = false
    failure.value = result.ok ? null : result.failure
    // A list that began anew meanwhile has another next page.
    if (!result.ok || next.value !== cursor) return
    rows.value = [...rows.value, ...result.data.items]
    next.value = result.data.next
  }

  return { load, rows, next, failure, isLoadingMore, more }
}
