import { callResident } from './client'
import { lastHome } from './session'

/** Moments that ask to be told later, and whose template each asks for. */
const asks = { submit: 'resident', urge: 'resident', answer: 'worker' } as const

type Grant = 'accept' | 'reject' | 'ban'

/**
 * Asks, inside the tap that called it, to be told later, and hands what was granted to the ledger.
 * Nothing depends on it: it asks only when the account has the template, and swallows refusals.
 */
export function askToTell(moment: keyof typeof asks): void {
  const id = lastHome()?.templates[asks[moment]]
  if (!id) return
  wx.requestSubscribeMessage({
    tmplIds: [id],
    success: (answers) => report(id, (answers as Record<string, unknown>)[id]),
    fail: () => undefined,
  })
}

function isGrant(answer: unknown): answer is Grant {
  return answer === 'accept' || answer === 'reject' || answer === 'ban'
}

function report(id: string, answer: unknown): void {
  if (!isGrant(answer)) return
  void callResident('notices.grant', { templates: { [id]: answer } }, { isQuiet: true })
}
