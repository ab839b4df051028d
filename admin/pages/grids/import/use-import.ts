import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import type { ImportMode, ImportResult, JobView } from '../../../../typings/console'
import { type Failure, type Result, ask } from '../../../api/client'
import { watchJob } from '../../../api/jobs'
import { sendFile } from './send-file'

/** One import from the file to the end; a job that is already there is gone on with. */
export function useImport(onJob: (id: string) => void) {
  const job = shallowRef<JobView | null>(null)
  const failure = shallowRef<Failure | null>(null)
  const ignored = ref<string[]>([])
  const sent = ref({ done: 0, total: 0 })
  const isSending = ref(false)
  const result = computed<ImportResult>(() => job.value?.result ?? {})
  let hasLeft = false
  onScopeDispose(() => (hasLeft = true))
  const isHere = () => !hasLeft

  async function watch(id: string): Promise<void> {
    failure.value = await watchJob(id, { show: (one) => (job.value = one), isHere })
  }

  async function goOn(asked: Promise<Result<JobView>>): Promise<void> {
    const answer = await asked
    failure.value = answer.ok ? null : answer.failure
    if (!answer.ok) return
    job.value = answer.data
    if (answer.data.state === 'running') await watch(answer.data.id)
  }

  async function send(file: File, how: { rootId: string; mode: ImportMode }): Promise<void> {
    failure.value = null
    isSending.value = true
    const onProgress = (done: number, total: number) => (sent.value = { done, total })
    const answer = await sendFile(file, { ...how, onProgress, isHere })
    isSending.value = false
    if ('code' in answer) return void (failure.value = answer)
    ignored.value = answer.ignored
    onJob(answer.jobId)
    await goOn(ask('imports.check', { id: answer.jobId }))
  }

  const id = () => job.value?.id ?? ''
  const apply = () => goOn(ask('imports.apply', { id: id() }))
  const cancel = () => goOn(ask('jobs.cancel', { id: id() }))
  return { job, result, failure, ignored, sent, isSending, send, watch, apply, cancel }
}

export type Import = ReturnType<typeof useImport>
