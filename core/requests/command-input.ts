import type { DeclineReason, Outcome } from '../../typings/domain'
import type { ClockName } from './clocks'
import type { Measured } from './policy'

interface Words {
  text: string
  photos?: string[]
}

/** A command with what it carries. Texts are trimmed and within `limits` when they get here. */
export type CommandInput =
  | { name: 'accept' }
  | ({ name: 'reply' } & Words)
  | ({ name: 'ask' } & Words)
  | ({
      name: 'resolve'
      outcome: Outcome
      /** The lead's explicit word: resolved although co-handlers have not answered. */
      withoutAnswers?: boolean
    } & Words)
  | { name: 'escalate'; reason: string }
  | { name: 'delegate'; reason: string; unitId: string }
  /** To a colleague (`appointmentId`), else to another unit. */
  | { name: 'transfer'; reason: string; unitId?: string; appointmentId?: string }
  | { name: 'return'; reason: string }
  | { name: 'co_handle'; parts: { unitId: string; part: string }[] }
  | ({ name: 'co_reply' } & Words)
  | { name: 'extend'; reason: string; days: number }
  | { name: 'approve_extension' }
  | { name: 'refuse_extension'; reason: string }
  | { name: 'decline'; because: DeclineReason; text?: string }
  | { name: 'supervise'; text: string }
  | { name: 'take_back' }
  | ({ name: 'reclassify'; reason: string } & Partial<Measured>)
  /** The main request comes in the context; `absorb` is its half of the same step. */
  | { name: 'merge'; reason?: string }
  | { name: 'absorb' }
  | ({ name: 'supplement' } & Words)
  | { name: 'rate'; solved: boolean; satisfaction?: number; text?: string }
  | { name: 'reopen'; reason: string; photos?: string[] }
  | { name: 'withdraw'; reason?: string }
  | { name: 'urge'; text?: string }
  /** `version`: the one the clock saw; anything newer refuses it. */
  | { name: 'pass_deadline'; clock: ClockName; version: number }
  | { name: 'stop_waiting' }
  | { name: 'close' }
  | { name: 'rehome' }

export type CommandName = CommandInput['name']
export type InputOf<N extends CommandName> = Extract<CommandInput, { name: N }>
