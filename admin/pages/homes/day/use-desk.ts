import { ref } from 'vue'
import { type Failure, type Result, ask, newKey } from '../../../api/client'
import { say } from '../../../parts/toast'

/** What the desk does; the day is read again after each act. */
export function useDesk(reload: () => Promise<void>) {
  /** The row or slot something is being done with. */
  const busyWith = ref('')

  async function settle(result: Result<unknown>, done: string): Promise<Failure | null> {
    if (result.ok) say(done)
    await reload()
    return result.ok ? null : result.failure
  }

  /** One press; what kept it from being done is said in passing. */
  async function press(
    id: string,
    send: (key: string) => Promise<Result<unknown>>,
    done: string,
  ): Promise<boolean> {
    if (busyWith.value) return false
    busyWith.value = id
    const failure = await settle(await send(newKey()), done)
    busyWith.value = ''
    if (failure) say(failure.message, 'late')
    return failure === null
  }

  return {
    busyWith,
    settle,
    checkIn: (id: string) =>
      press(id, (key) => ask('bookings.checkIn', { id }, { key }), '签到好了'),
    miss: (id: string) => press(id, (key) => ask('bookings.miss', { id }, { key }), '记下了没有来'),
    approve: (id: string) =>
      press(id, (key) => ask('bookings.approve', { id }, { key }), '通过了，已经告诉本人'),
  }
}

export type Desk = ReturnType<typeof useDesk>
