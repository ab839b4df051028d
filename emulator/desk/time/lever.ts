import type { ClockView, Jump } from '../types'
import { landing, stops } from './jumps'

const stride = 60 * 60_000

/** The cloud as the lever needs it. */
export interface Timekeeper {
  now(): number
  set(at: number): void
  runTimers(): Promise<void>
}

export interface Lever {
  view(): ClockView
  /** Moves the cloud's clock and runs its timers on the way; false while another move runs. */
  jump(jump: Jump): Promise<boolean>
}

/** The time lever. `onMove` is told each time the clock stands somewhere new. */
export function createLever(timekeeper: Timekeeper, onMove: (clock: ClockView) => void): Lever {
  let isMoving = false
  const view = () => {
    const now = timekeeper.now()
    return { now, ahead: now - Date.now(), isMoving }
  }
  const walk = async (jump: Jump) => {
    const now = timekeeper.now()
    for (const stop of stops(now, landing(jump, now, Date.now()), stride)) {
      timekeeper.set(stop)
      await timekeeper.runTimers()
      onMove(view())
    }
  }
  return {
    view,
    async jump(jump) {
      if (isMoving) return false
      isMoving = true
      try {
        await walk(jump)
      } finally {
        isMoving = false
        onMove(view())
      }
      return true
    },
  }
}
