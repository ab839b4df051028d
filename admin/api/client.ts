import type { Answer, Input, Operation, Output } from '../../typings/api'
import type { ErrorCode } from '../../typings/domain'
import { failureWords } from '../format/failures'
import { readConfig } from './config'
import { isOnline } from './network'
import { signInAgain } from './session-gate'

/** `OFFLINE`: the computer has no network. `NO_ANSWER`: nothing came back in time, several times. */
export type FailureCode = ErrorCode | 'OFFLINE' | 'NO_ANSWER'

export interface Failure {
  code: FailureCode
  /** A sentence for the person: what happened, what is safe, what to do. */
  message: string
  field?: string
}

export type Result<T> = { ok: true; data: T } | { ok: false; failure: Failure }

export interface AskOptions {
  /** Makes a change safe to repeat; reads need none. See {@link newKey}. */
  key?: string
  /** Gives up when it is aborted, with `NO_ANSWER`. */
  signal?: AbortSignal
  /** Answers `SIGNED_OUT` to the caller instead of asking the person to sign in. */
  isAnonymous?: boolean
}

export type ConsoleOperation = Operation<'console'>

const answerWithin = 20_000
const retryAfter = [600, 2_000]

/** A fresh idempotency key: one for each intention, kept while that intention is retried. */
export function newKey(): string {
  return crypto.randomUUID()
}

/**
 * Asks the cloud. A call the network lost is repeated; one that finds the session over waits
 * until the person has signed in, and goes on.
 */
export async function ask<O extends ConsoleOperation>(
  operation: O,
  input: Input<'console', O>,
  options: AskOptions = {},
): Promise<Result<Output<'console', O>>> {
  const { key, isAnonymous = false } = options
  const body = JSON.stringify({ operation, input, ...(key && { key }) })
  for (;;) {
    const result = await send<Output<'console', O>>(body, options.signal)
    const isOver = !result.ok && result.failure.code === 'SIGNED_OUT'
    if (!isOver || isAnonymous || !(await signInAgain())) return result
  }
}

async function send<T>(body: string, signal?: AbortSignal): Promise<Result<T>> {
  for (let attempt = 0; ; attempt++) {
    if (!isOnline.value) return failed('OFFLINE')
    const answer = await attemptSend<T>(body, signal)
    if (answer) return toResult(answer)
    const pause = retryAfter[attempt]
    if (signal?.aborted || pause === undefined) return failed('NO_ANSWER')
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}

/** Null when the network or the platform lost the call: safe to repeat, because of the key. */
async function attemptSend<T>(body: string, signal?: AbortSignal): Promise<Answer<T> | null> {
  const limit = AbortSignal.timeout(answerWithin)
  try {
    const { api } = await readConfig()
    const response = await fetch(api, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-requested-with': 'jinlin-admin' },
      body,
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    })
    const answer = (await response.json()) as Answer<T>
    return 'ok' in answer && !isUnavailable(answer) ? answer : null
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
  return { ok: false, failure: { code, message, ...(field !== undefined && { field }) } }
}

function failed(code: 'OFFLINE' | 'NO_ANSWER'): { ok: false; failure: Failure } {
  return { ok: false, failure: { code, message: failureWords[code] } }
}
