import { type Ref, shallowRef, watch } from 'vue'
import type { RequestView } from '../../../../typings/requests'
import { ask } from '../../../api/client'
import { useLoad } from '../../../api/load'
import { useEvery } from '../../../parts/every'

const lookEvery = 8_000

/** The request that is open, looked at again every few seconds: others work on it too. */
export function useRequest(id: Readonly<Ref<string>>, onChange: (view: RequestView) => void) {
  const load = useLoad((signal) => ask('requests.get', { id: id.value }, { signal }))
  const before = shallowRef<RequestView | null>(null)

  watch(id, () => {
    load.data.value = null
    void load.reload()
  })
  watch(load.data, (view) => {
    const last = before.value
    before.value = view
    if (view && last?.id === view.id && last.version !== view.version) onChange(view)
  })
  useEvery(lookEvery, () => (load.failure.value ? Promise.resolve() : load.reload()))

  function set(view: RequestView): void {
    load.data.value = { ...view, replies: load.data.value?.replies ?? [] }
  }
  return { load, set }
}
