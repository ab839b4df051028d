import { type Ref, computed, ref, shallowRef } from 'vue'
import type { RequestView } from '../../../../typings/requests'
import { newKey } from '../../../api/client'
import { useKeys } from '../../../parts/keys'
import { say } from '../../../parts/toast'
import { type CommandLook, commandLooks, looksOf } from '../commands'
import { formFor, give } from '../give'

const mostButtons = 4

interface Reactions {
  onChanged: (view: RequestView) => void
  onClose: () => void
}

/** What can be done with the open request, by button, menu and key. */
export function usePanelCommands(view: Readonly<Ref<RequestView | null>>, reactions: Reactions) {
  const giving = useGiving(view, reactions.onChanged)
  const isComparing = ref(false)

  const looks = computed(() => looksOf(view.value?.allowed ?? []))
  const buttons = computed(() =>
    looks.value.filter(({ isFrequent }) => isFrequent).slice(0, mostButtons),
  )
  const canMerge = computed(() => view.value?.allowed.includes('merge') ?? false)
  const menu = computed(() => [
    ...looks.value.filter((look) => !buttons.value.includes(look)).map(entryOf),
    ...(canMerge.value ? [{ label: '查重与合并', keys: 'm', run: compare }] : []),
  ])

  function entryOf(look: CommandLook) {
    return { label: look.label, keys: look.key, run: () => giving.begin(look) }
  }

  function compare(): void {
    if (canMerge.value) isComparing.value = true
  }

  function runByKey(look: CommandLook): void {
    if (looks.value.includes(look)) giving.begin(look)
  }

  useKeys('这件诉求', [
    ...commandLooks.map((look) => ({ ...look, keys: look.key, run: () => runByKey(look) })),
    { keys: 'm', label: '查重与合并', run: compare },
    { keys: 'Escape', label: '关闭', run: reactions.onClose },
  ])
  return { ...giving, buttons, menu, isComparing }
}

/** Gives plain commands at once and opens a dialog for the others. */
function useGiving(
  view: Readonly<Ref<RequestView | null>>,
  onChanged: (view: RequestView) => void,
) {
  /** The one whose dialog is open. */
  const current = shallowRef<CommandLook | null>(null)
  const busy = ref('')

  function begin(look: CommandLook): void {
    if (look.isPlain) void giveNow(look)
    else current.value = look
  }

  async function giveNow(look: CommandLook): Promise<void> {
    const request = view.value
    if (!request || busy.value) return
    busy.value = look.command
    const form = formFor(request)
    const result = await give(look.command, { id: request.id, form, key: newKey() })
    busy.value = ''
    if (result.ok) done(result.data)
    else say(result.failure.message, 'late')
  }

  function done(changed: RequestView): void {
    current.value = null
    onChanged(changed)
    say(`${changed.number} 已记下`)
  }

  const end = () => (current.value = null)
  return { current, busy, begin, done, end }
}
