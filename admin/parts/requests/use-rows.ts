import { type Ref, computed, ref } from 'vue'
import type { KeyBinding } from '../keys'

/** Where the keys are in a list of rows: j and k go down and up, Enter opens. */
export function useRowKeys(
  rows: Readonly<Ref<readonly { id: string }[]>>,
  open: (id: string) => void,
  onEnd: () => void = () => undefined,
) {
  const chosen = ref('')
  /** Empty once its row is no longer there. */
  const activeId = computed({
    get: () => (rows.value.some(({ id }) => id === chosen.value) ? chosen.value : ''),
    set: (id: string) => (chosen.value = id),
  })

  function move(by: 1 | -1): void {
    const at = rows.value.findIndex(({ id }) => id === activeId.value)
    const to = at < 0 ? 0 : at + by
    if (to >= rows.value.length) return onEnd()
    activeId.value = rows.value[Math.max(0, to)]?.id ?? ''
  }

  const bindings: KeyBinding[] = [
    { keys: 'j', label: '下一件', run: () => move(1) },
    { keys: 'k', label: '上一件', run: () => move(-1) },
    { keys: 'Enter', label: '打开', run: () => activeId.value && open(activeId.value) },
  ]
  return { activeId, move, bindings }
}
