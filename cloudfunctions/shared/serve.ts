import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { errorSentences, isRefusal, refuse } from '../../core/errors'
import type { Refusal } from '../../core/errors'
import type { ErrorCode } from '../../typings/domain'
import type { Answer, Failure } from '../../typings/api'
import { callSchema, findForbiddenKey, isCloudId } from './schemas'
import type { Backend } from './backend'
import type { Context, Operation, OperationContext, Operations } from './operation'

/** What a use case throws to refuse; the wrapper turns it into the answer. */
export class Refused extends Error {
  readonly failure: Failure

  constructor({ refused, message, field }: Refusal) {
    super(refused)
    this.failure = { code: refused, message, ...(field && { field }) }
  }
}

/** Ends the call with a code, and a sentence more exact than the table's where there is one. */
export function refused(code: ErrorCode, message?: string, field?: string): Refused {
  return new Refused(refuse(code, message, field))
}

/** The value, or the refusal thrown. */
export function orRefuse<T extends object>(result: T | Refusal): T {
  if (isRefusal(result)) throw new Refused(result)
  return result
}

/** Who calls and what they may prove: given by each SDK's adapter. */
export interface Caller {
  openid: string
  groupOf: (cloudId: string) => Promise<string | null>
  now: () => number
  backend: Backend
}

/** A call that is well formed; its input is not looked at yet. */
export type Call = v.InferOutput<typeof callSchema>
type Table<C extends Context> = Record<string, Operation<unknown, unknown, C>>
export type Main = (event: unknown) => Promise<Answer<unknown>>

/**
 * Makes a function's `main` of its operations, for people whom WeChat's servers vouch for:
 * takes `{ operation, input, key?, group? }` and answers `{ ok, data | error }`.
 */
export function serve<A>(operations: Operations<A>, caller: () => Caller): Main {
  return answering(operations, (call) => contextOf(call, caller()))
}

/**
 * Validates once, finds who calls, runs and answers. It never throws; what is not in the table
 * of codes becomes INTERNAL with a trace id that stands in the log.
 */
export function answering<A, C extends Context>(
  operations: Operations<A, C>,
  findContext: (call: Call) => C | Promise<C>,
): Main {
  // Each input reaches its operation only through that operation's own schema.
  const table = operations as unknown as Table<C>
  return async (event) => {
    try {
      return { ok: true, data: await runCall(table, event, findContext) }
    } catch (error) {
      return { ok: false, error: failureOf(error) }
    }
  }
}

async function runCall<C extends Context>(
  operations: Table<C>,
  event: unknown,
  findContext: (call: Call) => C | Promise<C>,
) {
  const call = parse(callSchema, event)
  const context = await findContext(call)
  const operation = Object.hasOwn(operations, call.operation)
    ? operations[call.operation]
    : undefined
  if (!operation) throw refused('UNKNOWN_OPERATION')
  const input = parse(operation.input, call.input ?? {})
  return operation.run(input, context)
}

function contextOf(call: Call, { openid, backend, groupOf, now }: Caller): OperationContext {
  if (!openid) throw refused('FORBIDDEN')
  const cloudId = isCloudId(call.group) ? call.group.cloudID : null
  return {
    openid,
    backend,
    via: 'phone',
    key: call.key ?? null,
    now: now(),
    group: () => (cloudId ? groupOf(cloudId) : Promise.resolve(null)),
    claimsGroup: call.group !== undefined,
    cloudId,
  }
}

function parse<T>(schema: v.GenericSchema<unknown, T>, value: unknown): T {
  const forbidden = findForbiddenKey(value)
  if (forbidden) throw refused('BAD_INPUT', '有一项内容不认识，请更新小程序后再试。', forbidden)
  // Rules about several fields look only at fields that are right by themselves.
  const result = v.safeParse(schema, value, { abortPipeEarly: true })
  if (result.success) return result.output
  const [issue] = result.issues
  throw refused('BAD_INPUT', sentenceOf(issue), v.getDotPath(issue)?.slice(0, 80))
}

/** Schemas carry Chinese sentences; what valibot says by itself is replaced by a general one. */
function sentenceOf(issue: v.BaseIssue<unknown>): string {
  if (/\p{Script=Han}/u.test(issue.message)) return issue.message
  if (issue.expected === 'never') return '有一项内容不认识，请更新小程序后再试。'
  return '有一项内容没填对，请检查后再试。'
}

export function failureOf(error: unknown): Failure {
  if (error instanceof Refused) return error.failure
  const traceId = randomUUID().slice(0, 8)
  console.error(`[${traceId}]`, error)
  return { code: 'INTERNAL', message: errorSentences.INTERNAL, traceId }
}
