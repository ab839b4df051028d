import { type Ref, shallowRef, watch } from 'vue'
import type { HomeDraft, HomeSettings, StrandedSlot } from '../../../../typings/console'
import { type Failure, type Result, ask, newKey } from '../../../api/client'
import { useLoad } from '../../../api/load'
import { say } from '../../../parts/toast'

/** What waits for a reason, because people booked what would go. */
export interface Pending {
  draft: HomeDraft
  items: StrandedSlot[]
}

const nothing = <T>(): Promise<Result<T>> => new Promise(() => {})

/** A home as it is stored, on the version it was read. */
function useStored(homeId: Ref<string>) {
  const load = useLoad<HomeSettings>((signal) =>
    homeId.value ? ask('homes.get', { id: homeId.value }, { signal }) : nothing(),
  )
  watch(homeId, () => {
    load.data.value = null
    void load.reload()
  })
  return load
}

const doneWords = (closedSlots: number) =>
  closedSlots > 0
    ? `保存好了，关掉了 ${closedSlots} 个时段，里面的人都会收到通知`
    : '保存好了，手机上马上是新的'

/** Saves a home as a whole, with a reason where people would lose what they booked. */
export function useOffer(homeId: Ref<string>) {
  const load = useStored(homeId)
  const pending = shallowRef<Pending | null>(null)

  /** True when it is saved; false while a reason is asked for; what kept it from being saved. */
  async function save(change: Partial<HomeDraft>): Promise<boolean | Failure> {
    if (!load.data.value) return false
    const { serves: _, ...home } = load.data.value
    const draft = { ...home, ...change }
    const failure = await send(draft)
    if (failure?.code !== 'WRONG_STATE' || failure.field !== 'reason') return failure ?? true
    const check = await ask('homes.check', draft)
    if (!check.ok) return check.failure
    pending.value = { draft, items: check.data.items }
    return false
  }

  async function send(input: HomeDraft & { reason?: string }): Promise<Failure | null> {
    const result = await ask('homes.save', input, { key: newKey() })
    if (!result.ok) return result.failure
    load.data.value = result.data.home
    pending.value = null
    say(doneWords(result.data.closedSlots))
    return null
  }

  /** The same once more, with what people are told. */
  const saveBecause = async (reason: string): Promise<Failure | null> =>
    pending.value ? send({ ...pending.value.draft, reason }) : null

  return { load, pending, save, saveBecause }
}

export type Offer = ReturnType<typeof useOffer>
