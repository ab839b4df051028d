import { computed, ref, shallowRef } from 'vue'
import type { RequestView } from '../../../../typings/requests'
import { type Failure, ask, newKey } from '../../../api/client'
import { sentenceOf } from '../../../format/timeline'
import type { CommandLook } from '../commands'
import { type Form, formFor, give } from '../give'

const stale: readonly string[] = ['CONFLICT', 'ALREADY_TAKEN', 'WRONG_STATE', 'FORBIDDEN']

/**
 * One command while its dialog is open. Where somebody else did something to the request since
 * it was opened, the person is told what, and only a second press goes through.
 */
export function useCommand(
  look: CommandLook,
  view: RequestView,
  onDone: (view: RequestView) => void,
) {
  const form = ref<Form>(formFor(view))
  const failure = shallowRef<Failure | null>(null)
  const news = ref('')
  const isRunning = ref(false)
  const key = newKey()
  let known = view.version

  /** What happened since, or nothing. */
  async function lookAgain(): Promise<RequestView | null> {
    const result = await ask('requests.get', { id: view.id })
    if (!result.ok || result.data.version === known) return null
    known = result.data.version
    const last = result.data.history.at(-1)
    news.value = last ? `刚才${sentenceOf(last)}。请看一下，还要继续就再按一次。` : ''
    return result.data
  }

  async function send(onNews: (view: RequestView) => void): Promise<void> {
    if (isRunning.value) return
    isRunning.value = true
    const changed = await lookAgain()
    if (changed) onNews(changed)
    else await attempt(onNews)
    isRunning.value = false
  }

  async function attempt(onNews: (view: RequestView) => void): Promise<void> {
    const result = await give(look.command, { id: view.id, form: form.value, key })
    failure.value = result.ok ? null : result.failure
    if (result.ok) return onDone(result.data)
    const changed = stale.includes(result.failure.code) ? await lookAgain() : null
    if (changed) onNews(changed)
  }

  const isReady = computed(() => isComplete(look, form.value))
  return { form, failure, news, isRunning, isReady, send }
}

function isComplete({ asks, words, isOptional }: CommandLook, form: Form): boolean {
  const hasWords = !words || form.text.trim() !== '' || (isOptional === true && form.approve)
  if (asks === 'receiver' || asks === 'below') return hasWords && form.receiver !== ''
  if (asks === 'parts') return form.parts.every(({ unitId, part }) => unitId && part.trim())
  return hasWords
}
