import { landing, stops } from '../../../emulator/desk/time/jumps'
import { createLever } from '../../../emulator/desk/time/lever'

const hour = 3_600_000
const at = (time: string) => Date.parse(`${time}+08:00`)

describe('the time lever', () => {
  it.each([
    ['2026-11-23T18:40:00', '2026-11-24T09:00:00', 'the next morning'],
    ['2026-11-27T10:00:00', '2026-11-30T09:00:00', 'over a weekend'],
    ['2026-09-30T10:00:00', '2026-10-08T09:00:00', 'over the National Day holiday'],
    ['2026-10-09T10:00:00', '2026-10-10T09:00:00', 'to a Saturday that is made up for'],
  ])('from %s the next working day begins at %s, %s', (from, to) => {
    expect(landing('working_day', at(from), 0)).toBe(at(to))
  })

  it('stops on the way, and once when it goes back', () => {
    expect(stops(0, 2.5 * hour, hour)).toEqual([hour, 2 * hour, 2.5 * hour])
    expect(stops(5 * hour, hour, hour)).toEqual([hour])
  })

  it('runs the timers at each stop and refuses a second move meanwhile', async () => {
    let now = at('2026-11-23T10:00:00')
    const runs: number[] = []
    const lever = createLever(
      {
        now: () => now,
        set: (time) => (now = time),
        runTimers: async () => void runs.push(now),
      },
      () => undefined,
    )
    const first = lever.jump('day')
    expect(await lever.jump('hour')).toBe(false)
    expect(await first).toBe(true)
    expect(runs).toHaveLength(24)
    expect(now).toBe(at('2026-11-24T10:00:00'))
    expect(lever.view().isMoving).toBe(false)
  })
})
