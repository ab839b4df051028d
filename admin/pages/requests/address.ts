import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { RequestFilters } from '../../../typings/console'
import { compact, filtersOf, isSame, queryOf } from './filters'

/** The list and the request that the address names; everything that is shown follows from it. */
export function useAddress() {
  const route = useRoute()
  const router = useRouter()
  let last: RequestFilters = {}

  /** The same object for as long as it asks for the same, however often the address changes. */
  const filters = computed(() => {
    const next = filtersOf(route.query)
    if (!isSame(last, next)) last = next
    return last
  })
  const openId = computed(() => (typeof route.query.id === 'string' ? route.query.id : ''))

  /** Another list; the open request stays open. */
  function filter(next: RequestFilters): void {
    void router.push({ query: { ...queryOf(next), ...compact({ id: openId.value || undefined }) } })
  }

  /** Changes some of the filters; undefined takes one away. */
  function change(some: { [K in keyof RequestFilters]?: RequestFilters[K] | undefined }): void {
    filter(compact({ ...filters.value, ...some }) as RequestFilters)
  }

  const linkOf = (id: string) => ({ path: '/requests', query: { ...queryOf(filters.value), id } })

  function open(id: string): void {
    const to = linkOf(id)
    void (openId.value ? router.replace(to) : router.push(to))
  }

  function close(): void {
    void router.push({ query: queryOf(filters.value) })
  }

  return { filters, openId, filter, change, linkOf, open, close }
}
