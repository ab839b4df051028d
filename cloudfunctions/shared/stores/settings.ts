import { chinaCalendar } from '../../../core/calendar'
import type { Calendar, StoredCalendar } from '../../../core/calendar'
import { noMessages } from '../../../core/notices/message'
import type { MessageSettings } from '../../../core/notices/message'
import type { Rule } from '../../../core/requests/dispatch'
import { defaultOwnership } from '../../../core/requests/ownership'
import type { Ownership } from '../../../core/requests/ownership'
import { defaultPolicy } from '../../../core/requests/policy'
import type { Policy } from '../../../core/requests/policy'
import { defaultWording } from '../../../core/requests/wording'
import type { Wording } from '../../../core/requests/wording'
import type { Database, Stage } from '../database'

/** What staff decide: a handful of documents, joined into the reads that need them. */
export interface SettingsDocuments {
  /** `unitIds`: all units on the paths of those that rules point to, for joining them. */
  dispatch: { rules: Rule[]; unitIds: string[] }
  deadlines: { policy: Policy }
  calendar: { calendar: StoredCalendar }
  messages: { messages: MessageSettings }
  wording: { wording: Wording }
  ownership: { ownership: Ownership }
}

export type SettingsName = keyof SettingsDocuments
export type Settings = {
  [K in SettingsName]: SettingsDocuments[K] & { _id: K; version: number }
}[SettingsName]

const names: readonly SettingsName[] = [
  'dispatch',
  'deadlines',
  'calendar',
  'messages',
  'wording',
  'ownership',
]
const all = { _id: { $in: names } }

/** Joins all settings, as `settings`. */
export const settingsStage: Stage = {
  $lookup: { from: 'settings', pipeline: [{ $match: all }], as: 'settings' },
}

/** The settings as the decisions want them. */
export interface Steering {
  policy: Policy
  calendar: Calendar
  /** The calendar as staff stored it. */
  stored: StoredCalendar
  rules: Rule[]
  messages: MessageSettings
  wording: Wording
  ownership: Ownership
  /** Of each document as it was read, 0 where there is none: changes are made on this condition. */
  versions: Record<SettingsName, number>
}

/** The neutral defaults stand where nothing is stored. */
export function steeringOf(settings: readonly Settings[]): Steering {
  const find = <K extends SettingsName>(name: K) =>
    settings.find((one): one is Extract<Settings, { _id: K }> => one._id === name)
  const versions = names.map((name) => [name, find(name)?.version ?? 0])
  const stored = find('calendar')?.calendar ?? {}
  return {
    policy: find('deadlines')?.policy ?? defaultPolicy,
    calendar: chinaCalendar(stored),
    stored,
    rules: find('dispatch')?.rules ?? [],
    messages: find('messages')?.messages ?? noMessages,
    wording: find('wording')?.wording ?? defaultWording,
    ownership: find('ownership')?.ownership ?? defaultOwnership,
    versions: Object.fromEntries(versions) as Steering['versions'],
  }
}

export async function findSteering(database: Database): Promise<Steering> {
  return steeringOf(await database.find<Settings>('settings', all, { limit: names.length }))
}

/**
 * Replaces a settings document if it is still the version that was read (0: there was none).
 * False when somebody else was quicker.
 */
export async function saveSettings<K extends SettingsName>(
  database: Database,
  { name, version }: { name: K; version: number },
  document: SettingsDocuments[K],
): Promise<boolean> {
  if (version === 0) {
    const first = { _id: name, version: 1, ...document }
    return (await database.insert('settings', first)) === 'inserted'
  }
  const changes = { set: { ...document }, inc: { version: 1 } }
  return (await database.update('settings', { _id: name, version }, changes)) === 1
}
