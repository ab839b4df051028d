import { computed, reactive, ref, shallowRef } from 'vue'
import type { SettingsView } from '../../../typings/settings'
import { type Failure, type Result, ask, newKey } from '../../api/client'
import { type Load, useLoad } from '../../api/load'
import { say } from '../../parts/toast'

/** One thing that is decided on a tab, saved by itself. */
export type Part = keyof SettingsView
type Value<P extends Part> = SettingsView[P]['value']

/** What somebody is changing; it stays while they look at other tabs. */
interface Draft<T> {
  /** As it was read: saved on this condition. */
  version: number
  /** What it was, to know whether anything changed. */
  before: string
  value: T
}

const stamp = ref(0)
const drafts = reactive<{ [P in Part]?: Draft<Value<P>> }>({})

type Saver<P extends Part> = (
  change: { version: number; value: Value<P> },
  options: { key: string },
) => Promise<Result<SettingsView>>

const savers: { [P in Part]: Saver<P> } = {
  rules: ({ version, value }, options) =>
    ask('settings.saveRules', { version, rules: value }, options),
  deadlines: ({ version, value: { version: _, ...deadlines } }, options) =>
    ask('settings.saveDeadlines', { version, deadlines }, options),
  calendar: ({ version, value }, options) =>
    ask('settings.saveCalendar', { version, calendar: value }, options),
  wording: ({ version, value }, options) =>
    ask('settings.saveWording', { version, wording: value }, options),
  ownership: ({ version, value }, options) =>
    ask('settings.saveOwnership', { version, ownership: value }, options),
  messages: ({ version, value }, options) =>
    ask('settings.saveMessages', { version, messages: value }, options),
}

export interface Editing<P extends Part> {
  load: Load<SettingsView>
  /** What is typed; there once the settings are. */
  draft: Readonly<{ value: Value<P> | null }>
  isChanged: Readonly<{ value: boolean }>
  isSaving: Readonly<{ value: boolean }>
  failure: Readonly<{ value: Failure | null }>
  /** Counts how often `draft` was replaced: for parts that hold a form of their own. */
  stamp: Readonly<{ value: number }>
  save(): Promise<boolean>
  /** Back to what is stored now. */
  reset(): Promise<void>
}

/** What one tab changes: read once, kept until it is saved or given up, saved on its version. */
export function useDraft<P extends Part>(part: P): Editing<P> {
  const isSaving = ref(false)
  const failure = shallowRef<Failure | null>(null)
  const current = () => drafts[part] as Draft<Value<P>> | undefined
  const draft = computed(() => current()?.value ?? null)
  const isChanged = computed(() => isDirty(current()))

  const load = useLoad(async (signal) => {
    const result = await ask('settings.get', {}, { signal })
    if (result.ok && !isDirty(current())) take(part, result.data)
    return result
  })

  async function save(): Promise<boolean> {
    const mine = current()
    if (!mine || isSaving.value) return false
    isSaving.value = true
    const change = { version: mine.version, value: copyOf(mine.value) }
    const result = await savers[part](change, { key: newKey() })
    isSaving.value = false
    failure.value = result.ok ? null : result.failure
    if (!result.ok) return false
    load.data.value = result.data
    take(part, result.data)
    say('已经保存，从现在起这样办')
    return true
  }

  async function reset(): Promise<void> {
    delete drafts[part]
    failure.value = null
    await load.reload()
  }

  return { load, draft, isChanged, isSaving, failure, stamp, save, reset }
}

function take<P extends Part>(part: P, view: SettingsView): void {
  const { version, value } = view[part]
  stamp.value++
  Object.assign(drafts, {
    [part]: { version, before: JSON.stringify(value), value: copyOf(value) },
  })
}

const isDirty = (draft: Draft<unknown> | undefined): boolean =>
  draft !== undefined && JSON.stringify(draft.value) !== draft.before

function copyOf<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}
