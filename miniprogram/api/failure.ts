import type { Failure } from './client'

export type FailureKind = 'error' | 'offline' | 'forbidden'

const hidden: Failure['code'][] = ['FORBIDDEN', 'NOT_FOUND', 'NO_APPOINTMENT']

/** Which state view a failure is shown as. */
export function failureKind({ code }: Failure): FailureKind {
  if (code === 'OFFLINE') return 'offline'
  return hidden.includes(code) ? 'forbidden' : 'error'
}

/** A failure as a page's data. */
export function shownFailure(failure: Failure): { failure: string; failureKind: FailureKind } {
  return { failure: failure.message, failureKind: failureKind(failure) }
}
