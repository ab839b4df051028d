import type { Channel, DispatchRule, RequestType, Topic, UnitKind, Urgency } from '../domain'
import type { UnitName } from '../place'
import type { Rule } from '../settings'

/** Something somebody might send, as far as dispatch looks at it. */
export interface Trial {
  text: string
  channel?: Channel
  /** Guessed from the words unless told, as for a resident who leaves it open. */
  topic?: Topic
  type?: RequestType
  /** Where they live; nobody knows unless told. */
  unitId?: string
  /** It comes by the card in that unit's group instead. */
  isFromGroup?: boolean
  /** Where it happened, as they call it. */
  placeName?: string
  /** HH:MM of today in China; now unless told. */
  time?: string
}

export interface TrialView {
  /** What was made of the words. */
  subject: { channel: Channel; topic: Topic; type: RequestType; urgency: Urgency }
  rule: DispatchRule
  /** Which of the rules it was. */
  ruleId: string | null
  /** The sentence the resident would read. */
  reason: string
  unit: UnitName & { level: UnitKind }
  /** From the district down to the unit. */
  path: UnitName[]
  handler: { label: string } | null
  /** Those that are on and point at nobody: they are passed over. */
  staleRuleIds: string[]
}

export interface ConsoleSettings {
  /** What the rules as given would do with it; nothing is written. */
  'settings.try': { input: Trial & { rules: Rule[] }; output: TrialView }
}
