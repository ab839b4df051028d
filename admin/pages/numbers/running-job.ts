import { onScopeDispose, shallowRef } from 'vue'
import type { JobView } from '../../../typings/console'
import { type Failure, type Result, ask, newKey } from '../../api/client'
import { watchJob } from '../../api/jobs'
import { say } from '../../parts/toast'

/**
 * Long work of this page: looked at until it is done, and found again after the page was loaded
 * anew, since its id is kept.
 */
export function useRunningJob(place: string) {
  const job = shallowRef<JobView | null>(null)
  let isHere = true
  onScopeDispose(() => (isHere = false))

  async function watch(id: string): Promise<void> {
    const failure = await watchJob(id, { show: (seen) => (job.value = seen), isHere: () => isHere })
    if (failure?.code === 'NOT_FOUND') forget()
    else if (failure) fail(failure)
  }

  async function start(begin: (key: string) => Promise<Result<JobView>>): Promise<void> {
    const result = await begin(newKey())
    if (!result.ok) return fail(result.failure)
    job.value = result.data
    sessionStorage.setItem(place, result.data.id)
    await watch(result.data.id)
  }

  async function cancel(): Promise<void> {
    if (!job.value) return
    const result = await ask('jobs.cancel', { id: job.value.id })
    if (!result.ok) return fail(result.failure)
    forget()
    say('已经停下')
  }

  function forget(): void {
    sessionStorage.removeItem(place)
    job.value = null
  }

  const fail = ({ message }: Failure) => say(message, 'late')
  const known = sessionStorage.getItem(place)
  if (known) void watch(known)
  return { job, start, cancel, forget }
}
