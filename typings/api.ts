import type { ErrorCode } from './domain'

import type { ConsoleApi } from './console'
import type { HandlerApi } from './handler'
import type { ResidentApi } from './resident'

export type * from './bulletins'
export type * from './calls'
export type * from './claims'
export type * from './console'
export type * from './groups'
export type * from './handler'
export type * from './notices'
export type * from './place'
export type * from './requests'
export type * from './resident'
export type * from './safety'
export type { SettingsView } from './settings'
export type { SignInView } from './sign-in'

/**
 * The contract between clients and cloud functions: for each function one map,
 * operation → input and output. A call carries `{ operation, input, key? }` and is
 * answered by an {@link Answer}. Times are ISO 8601 strings in UTC.
 */
export interface Api {
  resident: ResidentApi
  handler: HandlerApi
  /** Over HTTP, for the staff page. */
  console: ConsoleApi
}

export type FunctionName = keyof Api
export type Operation<F extends FunctionName> = keyof Api[F] & string
export type Input<F extends FunctionName, O extends Operation<F>> = Api[F][O] extends {
  input: infer I
}
  ? I
  : never
export type Output<F extends FunctionName, O extends Operation<F>> = Api[F][O] extends {
  output: infer T
}
  ? T
  : never

/** The data of one callFunction. `key`: client-made, 8–64 characters; the same key gets the first answer. */
export interface Call<I = unknown> {
  operation: string
  input: I
  key?: string
}

export interface Failure {
  code: ErrorCode
  /** A Chinese sentence for the person: what happened, what is safe, what to do. */
  message: string
  /** Where INTERNAL happened, for the log. */
  traceId?: string
  /** For BAD_INPUT: the field, as a dotted path. */
  field?: string
}

export type Answer<T> = { ok: true; data: T } | { ok: false; error: Failure }
