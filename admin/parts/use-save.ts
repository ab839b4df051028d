import { ref, shallowRef } from 'vue'
import { type Failure, type Result, newKey } from '../api/client'

/** Sends a form once at a time; what was typed stays when it fails. */
export function useSave<T>(send: (key: string) => Promise<Result<T>>, done: (data: T) => void) {
  const failure = shallowRef<Failure | null>(null)
  const isSaving = ref(false)
  let key = newKey()

  async function save(): Promise<void> {
    if (isSaving.value) return
    isSaving.value = true
    const result = await send(key)
    isSaving.value = false
    failure.value = result.ok ? null : result.failure
    // A new intention: what was refused may be sent again otherwise.
    key = newKey()
    if (result.ok) done(result.data)
  }
  return { failure, isSaving, save }
}
