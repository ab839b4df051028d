import type { Clock } from '../clock'
import { GatewayError } from '../errors'
import { newExplain } from '../explain'
import type { Trigger } from './bundles'
import type { Functions } from './functions'
import type { CallOutcome } from './invocation'
import { matchesCron } from './cron'

interface Surroundings {
  functions: Functions
  clock: Clock
  warn: (message: string) => void
}

interface NamedTimer {
  functionName: string
  trigger: Trigger
}

const secondInMilliseconds = 1000

/** When the clock jumps, this much of what it jumped over is looked at. */
const longestLook = 24 * 60 * 60

/** True when a schedule names a second after `last` and not after `now`. */
function wasDue(schedule: string, last: number, now: number): boolean {
  for (let second = now; second > Math.max(last, now - longestLook); second -= 1) {
    if (matchesCron(schedule, second * secondInMilliseconds)) return true
  }
  return false
}

/** The functions' timers: fired by name, or by the cloud's clock while `start` runs. */
export class Timers {
  constructor(private readonly around: Surroundings) {}

  list(): NamedTimer[] {
    return this.around.functions
      .list()
      .flatMap(({ name, triggers }) => triggers.map((trigger) => ({ functionName: name, trigger })))
  }

  /** Fires one timer now, whatever its schedule says. */
  async run(triggerName: string): Promise<CallOutcome> {
    const timer = this.list().find(({ trigger }) => trigger.name === triggerName)
    if (timer) return this.fire(timer)
    const error = new GatewayError('FUNCTION_NOT_FOUND', `no timer is called ${triggerName}`)
    return { error: { code: error.code, message: error.message }, explain: newExplain() }
  }

  /**
   * Fires timers as the cloud's clock passes their times, once each however many times a jump of
   * the clock passed; returns how to stop.
   */
  start(): () => void {
    let last = this.second()
    const interval = setInterval(() => {
      const now = this.second()
      for (const timer of now > last ? this.list() : []) {
        if (wasDue(timer.trigger.config, last, now)) void this.fireLoudly(timer)
      }
      last = now
    }, secondInMilliseconds / 4)
    return () => clearInterval(interval)
  }

  private second(): number {
    return Math.floor(this.around.clock.now() / secondInMilliseconds)
  }

  private async fireLoudly(timer: NamedTimer): Promise<void> {
    const outcome = await this.fire(timer)
    if ('error' in outcome) {
      this.around.warn(`the timer ${timer.trigger.name} failed: ${outcome.error.message}`)
    }
  }

  private fire({ functionName, trigger }: NamedTimer): Promise<CallOutcome> {
    const { clock, functions } = this.around
    const Time = new Date(clock.now()).toISOString()
    const event = { Type: 'Timer', TriggerName: trigger.name, Time, Message: '' }
    return functions.call(functionName, event, { source: 'timer' })
  }
}
