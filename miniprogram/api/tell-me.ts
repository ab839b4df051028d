import { config } from '../config'
import { callResident } from './client'

/** Moments that ask to be told later, and the templates each asks for. */
const asks = {
  submit: [config.templates.progress, config.templates.result],
  urge: [config.templates.progress],
  answer: [config.templates.work],
} as const

type Grant = 'accept' | 'reject' | 'ban'

/**
 * Asks, inside the tap that called it, to be told later, and hands what was granted to the ledger.
 * Nothing depends on it: it asks only when the deployment has templates, and swallows refusals.
 */
export function askToTell(moment: keyof typeof asks): void {
  const tmplIds = asks[moment].filter((id) => id.length > 0)
  if (tmplIds.length === 0) return
  wx.requestSubscribeMessage({
    tmplIds,
    success: (answers) => report(tmplIds, answers),
    fail: () => undefined,
  })
}

function report(tmplIds: string[], answers: Record<string, unknown>): void {
  const templates: Record<string, Grant> = {}
  tmplIds.forEach((id) => {
    const answer = answers[id]
    if (answer === 'accept' || answer === 'reject' || answer === 'ban') templates[id] = answer
  })
  void callResident('notices.grant', { templates }, { isQuiet: true })
}
