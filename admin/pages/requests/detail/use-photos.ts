import { type Ref, shallowRef, watch } from 'vue'
import type { RequestView } from '../../../../typings/requests'
import { ask } from '../../../api/client'

/** Where the photos of the open request can be seen for a while, by their file ids. */
export function usePhotos(
  view: Readonly<Ref<RequestView | null>>,
): Ref<ReadonlyMap<string, string>> {
  const links = shallowRef<ReadonlyMap<string, string>>(new Map())

  watch(
    () => [view.value?.id, countOf(view.value)] as const,
    async ([id, count]) => {
      links.value = new Map()
      if (id === undefined || count === 0) return
      const result = await ask('requests.photos', { id })
      if (result.ok && view.value?.id === id) {
        links.value = new Map(result.data.items.map(({ photo, url }) => [photo, url]))
      }
    },
    { immediate: true },
  )
  return links
}

function countOf(view: RequestView | null): number {
  if (!view) return 0
  return view.photos.length + view.history.flatMap(({ photos = [] }) => photos).length
}
