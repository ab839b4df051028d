import { chinaDate } from '../format/time'
import { callResident } from './client'
import { lastHome } from './session'

/** Moments that ask to be told later, and whose template each asks for. */
const asks = { sent: 'resident', urge: 'resident', follow: 'resident', answer: 'worker' } as const

type Moment = keyof typeof asks
type Grant = 'accept' | 'reject' | 'ban'

const refusedAs = 'tell-me-refused'

function templateFor(moment: Moment): string | null {
  return lastHome()?.templates[asks[moment]] ?? null
}

/** Whether the account can tell anything later, so that it is worth a button. */
export function canTell(moment: Moment): boolean {
  return templateFor(moment) !== null
}

/**
 * Asks, inside the tap that called it, to be told later, and hands what was granted to the ledger;
 * resolves to whether it was granted. Nothing depends on it.
 */
export function askToTell(moment: Moment): Promise<boolean> {
  const id = templateFor(moment)
  if (!id) return Promise.resolve(false)
  return new Promise((resolve) => {
    wx.requestSubscribeMessage({
      tmplIds: [id],
      success: (answers) => resolve(report(id, (answers as Record<string, unknown>)[id])),
      fail: () => resolve(false),
    })
  })
}

/** The same beside something else the tap does: whoever said no today is not asked again today. */
export function askBeside(moment: Moment): void {
  const today = chinaDate(Date.now())
  if (wx.getStorageSync(refusedAs) === today) return
  void askToTell(moment).then((isGranted) => {
    if (!isGranted) wx.setStorageSync(refusedAs, today)
  })
}

function isGrant(answer: unknown): answer is Grant {
  return answer === 'accept' || answer === 'reject' || answer === 'ban'
}

function report(id: string, answer: unknown): boolean {
  if (!isGrant(answer)) return false
  void callResident('notices.grant', { templates: { [id]: answer } }, { isQuiet: true })
  return answer === 'accept'
}
