import { type Ref, type ShallowRef, onScopeDispose, ref, shallowRef } from 'vue'
import type { Failure, Result } from './client'

/** Something a page shows that comes from the cloud. */
export interface Load<T> {
  /** What came last; it stays while it is asked for again or that fails. */
  data: ShallowRef<T | null>
  failure: ShallowRef<Failure | null>
  isLoading: Ref<boolean>
  reload(): Promise<void>
}

/** Asks at once and again with `reload`; an answer that a later question has overtaken is dropped. */
export function useLoad<T>(question: (signal: AbortSignal) => Promise<Result<T>>): Load<T> {
  const data = shallowRef<T | null>(null)
  const failure = shallowRef<Failure | null>(null)
  const isLoading = ref(false)
  let current = new AbortController()

  async function reload(): Promise<void> {
    current.abort()
    const mine = (current = new AbortController())
    isLoading.value = true
    const result = await question(mine.signal)
    if (mine.signal.aborted) return
    isLoading.value = false
    failure.value = result.ok ? null : result.failure
    if (result.ok) data.value = result.data
  }

  onScopeDispose(() => current.abort())
  void reload()
  return { data, failure, isLoading, reload }
}
