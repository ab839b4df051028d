import type { GenericSchema } from 'valibot'

/** What an operation may know of the call it serves. */
export interface Context {
  /** The caller, as WeChat's servers say. */
  openid: string
  /** The client's idempotency key, if it sent one. */
  key: string | null
  /** Epoch milliseconds. */
  now: number
  /** The openGId of the group whose card the caller opened, verified by WeChat; null without one. */
  group: () => Promise<string | null>
  /** True when the call claims to come from a group's card, verified or not. */
  claimsGroup: boolean
}

export interface Operation<I, O> {
  input: GenericSchema<unknown, I>
  run: (input: I, context: Context) => Promise<O>
}

/** One operation for each row of a function's contract. */
export type Operations<A> = {
  [K in keyof A]: A[K] extends { input: infer I; output: infer O } ? Operation<I, O> : never
}
