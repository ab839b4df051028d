import { failureWords } from '../format/failures'
import { readGroup } from './group'
import { isOnline } from './network'
import type { Answer, FunctionName, Input, Operation, Output } from '../../typings/api'
import type { ErrorCode } from '../../typings/domain'

/** `OFFLINE`: the phone has no network. `NO_ANSWER`: nothing came back in time, several times. */
export type FailureCode = ErrorCode | 'OFFLINE' | 'NO_ANSWER'

export interface Failure {
  code: FailureCode
  /** A sentence for the person: what happened, what is safe, what to do. */
  message: string
  field?: string
}

export type Result<T> = { ok: true; data: T } | { ok: false; failure: Failure }

export interface CallOptions {
  /** Makes the call safe to repeat; reads need none. See {@link newKey}. */
  key?: string
  /** Sends along the group whose card was opened. */
  withGroup?: boolean
  /** Words over the page while it runs; without them only the navigation bar shows it. */
  busy?: string
  /** Shows nothing at all: for refreshing behind what is already on the screen. */
  isQuiet?: boolean
}

const answerWithin = 12_000
const retryAfter = [800, 2_000]

const running = new Map<string, Promise<Result<unknown>>>()
let shown = 0

/** A fresh idempotency key: one for each intention, kept while that intention is retried. */
export function newKey(): string {
  const random = Math.random().toString(36).slice(2, 12).padEnd(10, '0')
  return `${Date.now().toString(36)}-${random}`
}

export function callResident<O extends Operation<'resident'>>(
  operation: O,
  input: Input<'resident', O>,
  options: CallOptions = {},
): Promise<Result<Output<'resident', O>>> {
  return call<Output<'resident', O>>({ name: 'resident', operation, input }, options)
}

export function callHandler<O extends Operation<'handler'>>(
  operation: O,
  input: Input<'handler', O>,
  options: CallOptions = {},
): Promise<Result<Output<'handler', O>>> {
  return call<Output<'handler', O>>({ name: 'handler', operation, input }, options)
}

interface Target {
  name: FunctionName
  operation: string
  input: unknown
}

/** The same call while it still runs is answered by the first: a double tap does a thing once. */
function call<T>(target: Target, options: CallOptions): Promise<Result<T>> {
  const mark = JSON.stringify(target)
  const first = running.get(mark)
  if (first) return first as Promise<Result<T>>
  const result = showing(options, () => send<T>(target, options)).finally(() => {
    running.delete(mark)
  })
  running.set(mark, result)
  return result
}

async function showing<T>(options: CallOptions, work: () => Promise<T>): Promise<T> {
  if (options.isQuiet) return work()
  if (options.busy) void wx.showLoading({ title: options.busy, mask: true })
  if (++shown === 1) void wx.showNavigationBarLoading()
  try {
    return await work()
  } finally {
    if (--shown === 0) void wx.hideNavigationBarLoading()
    if (options.busy) void wx.hideLoading()
  }
}

async function send<T>(target: Target, options: CallOptions): Promise<Result<T>> {
  const group = options.withGroup ? await readGroup() : undefined
  const data: Record<string, unknown> = { operation: target.operation, input: target.input }
  if (options.key) data.key = options.key
  if (group) data.group = group
  for (let attempt = 0; ; attempt++) {
    if (!isOnline()) return failed('OFFLINE')
    const answer = await attemptCall<T>(target.name, data)
    if (answer) return toResult(answer)
    const pause = retryAfter[attempt]
    if (pause === undefined) return failed(isOnline() ? 'NO_ANSWER' : 'OFFLINE')
    await wait(pause)
  }
}

/** Null when the network or the platform lost the call: safe to repeat, because of the key. */
async function attemptCall<T>(
  name: string,
  data: Record<string, unknown>,
): Promise<Answer<T> | null> {
  try {
    const outcome = await Promise.race([wx.cloud.callFunction({ name, data }), timeout()])
    const answer = outcome?.result as Answer<T> | undefined
    return answer && !isUnavailable(answer) ? answer : null
  } catch {
    return null
  }
}

function isUnavailable<T>(answer: Answer<T>): boolean {
  return !answer.ok && answer.error.code === 'UNAVAILABLE'
}

function toResult<T>(answer: Answer<T>): Result<T> {
  if (answer.ok) return { ok: true, data: answer.data }
  const { code, message, field } = answer.error
  return { ok: false, failure: { code, message, ...(field ? { field } : {}) } }
}

function failed(code: 'OFFLINE' | 'NO_ANSWER'): { ok: false; failure: Failure } {
  return { ok: false, failure: { code, message: failureWords[code] } }
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

function timeout(): Promise<null> {
  return wait(answerWithin).then(() => null)
}
