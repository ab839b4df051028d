import type { Answer, FunctionName, Input, Operation, Output } from '../../../typings/api'

interface Outcome {
  result?: unknown
  error?: { message: string }
}

/** Calls a function as one person, past the screens: to prepare a journey or check what it left. */
export async function callAs<F extends FunctionName, O extends Operation<F>>(
  url: string,
  openid: string,
  [name, operation, input]: [F, O, Input<F, O>],
): Promise<Output<F, O>> {
  const key = `browser-test-${crypto.randomUUID()}`
  const response = await fetch(new URL('/_emulator/call', url), {
    method: 'POST',
    body: JSON.stringify({ function: name, openid, data: { operation, input, key } }),
  })
  const { result, error } = (await response.json()) as Outcome
  if (error) throw new Error(error.message)
  const answer = result as Answer<Output<F, O>>
  if (!answer.ok) throw new Error(answer.error.message)
  return answer.data
}

/** How many requests with this text a person has reported. */
export async function countReports(url: string, openid: string, text: string): Promise<number> {
  const { items } = await callAs(url, openid, ['resident', 'requests.list', { limit: 50 }])
  return items.filter((line) => line.text === text).length
}
