import { type Ref, computed } from 'vue'
import type { RequestFilters, SavedView } from '../../../typings/console'
import { ask } from '../../api/client'
import { useLoad } from '../../api/load'
import { isSame } from './filters'

export interface NamedList {
  name: string
  filters: RequestFilters
  /** Absent for those the page brings. */
  saved?: SavedView
}

/** What everybody looks at, before their own. */
const standing: readonly NamedList[] = [
  { name: '待办', filters: {} },
  { name: '已超时', filters: { light: 'overdue' } },
  { name: '快到时间', filters: { light: 'red' } },
  { name: '今天到期', filters: { isDueToday: true } },
  { name: '没人签收', filters: { state: 'assigned' } },
  { name: '我经办的', filters: { handler: 'me' } },
  { name: '待评价', filters: { state: 'resolved' } },
]

/** The lists with a name: the standing ones, one's own and those the unit shares. */
export function useViews(filters: Readonly<Ref<RequestFilters>>) {
  const load = useLoad((signal) => ask('views.list', {}, { signal }))

  const lists = computed<NamedList[]>(() => {
    const saved = load.data.value?.items ?? []
    return [
      ...standing,
      ...saved.map((view) => ({ name: view.name, filters: view.filters, saved: view })),
    ]
  })
  /** The one that asks for the same as the page does now. */
  const current = computed(() => lists.value.find((list) => isSame(list.filters, filters.value)))
  return { load, lists, current }
}
