import type { Answer, FunctionName, Input, Operation, Output } from '../../../typings/api'

export type Result<T> = { ok: true; data: T } | { ok: false; code: string; message: string }

export interface CallOptions {
  key?: string
  /** The group this tool was opened in, for the server to ask WeChat about. */
  cloudId?: string | undefined
}

const noAnswer = '网络不太顺，没有发出去。您写的还在，请再试一次。'

/** A fresh idempotency key: one for each intention, kept while that intention is retried. */
export function newKey(): string {
  const random = Math.random().toString(36).slice(2, 12).padEnd(10, '0')
  return `${Date.now().toString(36)}-${random}`
}

/** Calls a function of the server; what went wrong is a sentence for the person. */
export async function call<F extends FunctionName, O extends Operation<F>>(
  [name, operation]: [F, O],
  input: Input<F, O>,
  { key, cloudId }: CallOptions = {},
): Promise<Result<Output<F, O>>> {
  const group = cloudId ? { group: wx.cloud.CloudID(cloudId) } : {}
  const data = { operation, input, ...(key ? { key } : {}), ...group }
  try {
    const { result } = await wx.cloud.callFunction({ name, data })
    const answer = result as Answer<Output<F, O>>
    if (answer.ok) return answer
    return { ok: false, code: answer.error.code, message: answer.error.message }
  } catch {
    return { ok: false, code: 'NO_ANSWER', message: noAnswer }
  }
}
