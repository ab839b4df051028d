import type { ErrorCode } from '../errors'
import type { Explain } from '../explain'

/** Who a call is made for, and by which way it came. */
export interface Caller {
  /** Absent for timers, HTTP access and set-up scripts. */
  openid?: string
  /** The platform's words for the way, outermost first: "wx_client", "wx_client,scf", "timer". */
  source: string
}

/** One run of a function. */
export interface Invocation {
  id: string
  functionName: string
  caller: Caller
  explain: Explain
  openTransactions: number
  /** True inside another function's run: it may not wait for that one to free a worker. */
  isNested: boolean
}

export interface CallError {
  code: ErrorCode
  message: string
}

/** What a function answered, or why it did not, with what it did meanwhile. */
export type CallOutcome = ({ result: unknown } | { error: CallError }) & { explain: Explain }
