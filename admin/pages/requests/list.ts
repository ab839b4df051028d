import { type Ref, computed, ref, shallowRef, watch } from 'vue'
import type { RequestFilters, RequestPage, RequestRow } from '../../../typings/console'
import { type Failure, type Result, ask } from '../../api/client'
import type { Load } from '../../api/load'

const pageSize = 50

/** The rows of a list as far as they were read; a new list is read when the filters change. */
export function useRequestList(filters: Readonly<Ref<RequestFilters>>) {
  const rows = shallowRef<RequestRow[] | null>(null)
  const failure = shallowRef<Failure | null>(null)
  const page = shallowRef<Omit<RequestPage, 'items'> | null>(null)
  const isLoading = ref(false)
  let current = new AbortController()

  async function read(cursor?: string): Promise<void> {
    current.abort()
    const mine = (current = new AbortController())
    isLoading.value = true
    const result = await readStretch(filters.value, { cursor, signal: mine.signal })
    if (mine.signal.aborted) return
    isLoading.value = false
    failure.value = result.ok ? null : result.failure
    if (!result.ok) return
    const { items, ...rest } = result.data
    rows.value = cursor === undefined ? items : [...(rows.value ?? []), ...items]
    page.value = rest
  }

  const next = computed(() => page.value?.next ?? null)

  async function more(): Promise<void> {
    if (next.value !== null && !isLoading.value) await read(next.value)
  }

  /** Shows what became of one, where the list has it. */
  function replace(changed: RequestRow): void {
    rows.value = rows.value?.map((row) => (row.id === changed.id ? changed : row)) ?? null
  }

  watch(
    filters,
    () => {
      rows.value = null
      void read()
    },
    { immediate: true },
  )
  const load: Load<RequestRow[]> = { data: rows, failure, isLoading, reload: () => read() }
  return { load, rows: computed(() => rows.value ?? []), page, next, more, replace }
}

/** Looks on where a stretch held nothing that fits, for as long as somebody waits for the first row. */
async function readStretch(
  filters: RequestFilters,
  { cursor, signal }: { cursor: string | undefined; signal: AbortSignal },
): Promise<Result<RequestPage>> {
  for (let from = cursor; ;) {
    const input = { ...filters, limit: pageSize, ...(from !== undefined && { cursor: from }) }
    const result = await ask('requests.search', input, { signal })
    if (!result.ok || result.data.items.length > 0 || result.data.next === null) return result
    if (signal.aborted) return result
    from = result.data.next
  }
}
