import { ref } from 'vue'
import type { Count } from '../../typings/console'
import { setClock } from '../format/now'
import { useEvery } from '../parts/every'
import { ask } from './client'

const lookEvery = 4_000

/** How many requests came in since the list on the screen was read; asked every few seconds. */
export function useNews() {
  const fresh = ref<Count>({ count: 0, isMore: false })
  let since: string | undefined

  async function look(): Promise<void> {
    const result = await ask('today.news', since === undefined ? {} : { since })
    if (!result.ok) return
    if (since === undefined) setClock(result.data.at)
    since ??= result.data.at
    fresh.value = result.data.fresh
  }

  /** What came is on the screen now: counting starts anew at this moment. */
  async function settle(): Promise<void> {
    since = undefined
    fresh.value = { count: 0, isMore: false }
    await look()
  }

  void look()
  useEvery(lookEvery, look)
  return { fresh, settle }
}
