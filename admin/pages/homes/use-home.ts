import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { ask } from '../../api/client'
import { useLoad } from '../../api/load'

/** The home that the area's pages are about: it stands in the address, the first unless told. */
export function useHome() {
  const route = useRoute()
  const router = useRouter()
  const homes = useLoad((signal) => ask('desk.homes', {}, { signal }))
  const items = computed(() => homes.data.value?.items ?? [])
  const homeId = computed(() => {
    const { home } = route.query
    const asked = items.value.find(({ id }) => id === home)
    return (asked ?? items.value[0])?.id ?? ''
  })
  const home = computed(() => items.value.find(({ id }) => id === homeId.value) ?? null)

  function go(query: { home?: string; day?: string }): void {
    void router.replace({ path: route.path, query: { ...route.query, ...query } })
  }
  return { homes, items, homeId, home, go }
}
