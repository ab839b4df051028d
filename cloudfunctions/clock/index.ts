import { isCalledByClient, nodeChecker, nodeDatabase, nodeMessenger } from '../shared/sdk/node'
import { driveJobs } from '../shared/jobs/drive'
import { sweepBookings } from '../shared/bookings/sweep'
import { turnBulletins } from './bulletins'
import { tellCards } from './cards'
import { checkContent } from './content'
import { countRequests } from './count'
import { deliverOutboxes } from './deliver'
import { forgetSignIns } from './forget'
import { renewClocks } from './policy'
import { sendMessages } from './push'
import { rehomeRequests } from './rehome'
import { sweepDue } from './sweep'
import { startTick } from './tick'
import type { Tick } from './tick'

/** Well under the function's timeout of 60 s; the next minute goes on where this one stops. */
const longest = 45_000

const services = { database: nodeDatabase, messenger: nodeMessenger, checker: nodeChecker }

interface Work {
  /** One request whose notices are to go out now, and whose card and words are to be seen to. */
  deliver?: unknown
  /** Somebody's charge or leave has changed. */
  recheck?: unknown
}

/**
 * The timer's function, and what other functions nudge after an action. Everything it does is
 * conditional on what it read: it may run twice at once or die at any point.
 */
export async function main(event: Work = {}): Promise<Record<string, number>> {
  if (isCalledByClient()) return {}
  const tick = await startTick(services, longest)
  if (typeof event.deliver === 'string') return attendTo(tick, event.deliver)
  if (event.recheck) return { rehomed: await rehomeRequests(tick), ...(await deliverNow(tick)) }
  return runAll(tick)
}

async function attendTo(tick: Tick, requestId: string) {
  const delivered = await deliverNow(tick, requestId)
  const shown = await tellCards(tick, requestId)
  return { ...delivered, shown, checked: await checkContent(tick, requestId) }
}

async function deliverNow(tick: Tick, requestId?: string) {
  return { delivered: await deliverOutboxes(tick, requestId), sent: await sendMessages(tick) }
}

async function runAll(tick: Tick): Promise<Record<string, number>> {
  const renewed = await renewClocks(tick)
  const rehomed = await rehomeRequests(tick)
  const moved = await sweepDue(tick)
  const { advanced, told } = await sweepBookings({ ...tick, messages: tick.steering.messages })
  const delivered = await deliverNow(tick)
  const shown = await tellCards(tick)
  const checked = await checkContent(tick)
  const counted = await countRequests(tick)
  const turned = await turnBulletins(tick)
  const forgotten = await forgetSignIns(tick)
  // Last: long work may take what is left of the run, and goes on in the next.
  const driven = await driveJobs({ database: tick.database, now: Date.now, hasTime: tick.hasTime })
  return {
    renewed,
    rehomed,
    moved,
    advanced,
    told,
    ...delivered,
    shown,
    checked,
    counted,
    turned,
    forgotten,
    driven,
  }
}
