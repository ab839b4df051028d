import type { GenericSchema } from 'valibot'
import type { Backend } from './backend'

/** What an operation may know of the call it serves. */
export interface Context {
  /** The caller: as WeChat's servers say, or as whom the browser's session was opened. */
  openid: string
  /** Whether it comes from the staff page or the mini program. */
  via: 'page' | 'phone'
  /** The client's idempotency key, if it sent one. */
  key: string | null
  /** Epoch milliseconds. */
  now: number
  /** The openGId of the group whose card the caller opened, verified by WeChat; null without one. */
  group: () => Promise<string | null>
  /** True when the call claims to come from a group's card, verified or not. */
  claimsGroup: boolean
  /** The CloudID the call came with, for who asks WeChat for more than the group; null without one. */
  cloudId: string | null
}

/** The same with what the function works on, so that several functions share one operation. */
export interface OperationContext extends Context {
  backend: Backend
}

export interface Operation<I, O, C extends Context = OperationContext> {
  input: GenericSchema<unknown, I>
  run: (input: I, context: C) => Promise<O>
}

/** One operation for each row of a function's contract. */
export type Operations<A, C extends Context = OperationContext> = {
  [K in keyof A]: A[K] extends { input: infer I; output: infer O } ? Operation<I, O, C> : never
}
