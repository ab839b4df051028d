import { matchesCron } from '../../emulator/cloud/functions/cron'
import { createProject } from './support/project'

const at = (text: string) => Date.parse(`${text}+08:00`)

test.each<[string, string, boolean]>([
  ['* * * * * * *', '2026-11-23T10:11:12', true],
  ['0 */5 * * * * *', '2026-11-23T10:10:00', true],
  ['0 */5 * * * * *', '2026-11-23T10:11:00', false],
  ['0 */5 * * * * *', '2026-11-23T10:10:01', false],
  ['0 30 8-18 * * * *', '2026-11-23T18:30:00', true],
  ['0 30 8-18 * * * *', '2026-11-23T19:30:00', false],
  ['0 0 0 1 * * *', '2026-12-01T00:00:00', true],
  ['0 0 0 1 * * *', '2026-11-30T00:00:00', false],
  ['0 0 9 * * 1,3 *', '2026-11-23T09:00:00', true],
  ['0 0 9 * * 1,3 *', '2026-11-24T09:00:00', false],
  ['0 0 9 1 * 1 *', '2026-12-01T09:00:00', true],
  ['0 0 9 1 * 1 *', '2026-11-23T09:00:00', true],
  ['0 0 9 1 * 1 *', '2026-11-24T09:00:00', false],
  ['0 0 0 * * * 2027', '2026-11-24T00:00:00', false],
  ['15/20 * * * * * *', '2026-11-23T10:11:35', true],
  ['0 0 9 * *', '2026-11-23T09:00:00', false],
])('%s at %s: %s', (schedule, time, expected) => {
  expect(matchesCron(schedule, at(time))).toBe(expected)
})

test('timers follow the cloud clock, once for a jump over many of their times', async () => {
  const project = createProject()
  const printed: string[] = []
  const triggers = [{ name: 'hourly', type: 'timer', config: '0 0 * * * * *' }]
  project.addFunction('sweep', `exports.main = async (event) => console.log(event.Time)`, {
    triggers,
  })
  const cloud = await project.start({ timers: true, log: (line) => printed.push(line) })
  cloud.clock.set(at('2026-11-23T10:30:00'))
  await new Promise((resolve) => setTimeout(resolve, 600))
  printed.splice(0)
  const advance = { method: 'POST', body: JSON.stringify({ advance: 5 * 60 * 60_000 }) }
  const answer = await fetch(`${cloud.url}/_emulator/clock`, advance)
  const { now } = (await answer.json()) as { now: number }
  expect(now - at('2026-11-23T15:30:00')).toBeLessThan(5000)
  await new Promise((resolve) => setTimeout(resolve, 1200))
  expect(printed).toHaveLength(1)
  expect(printed[0]).toContain('[sweep] 2026-11-23T07:30:0')
  const fired = await fetch(`${cloud.url}/_emulator/timer`, {
    method: 'POST',
    body: JSON.stringify({ name: 'hourly' }),
  })
  expect(await fired.json()).toMatchObject({ result: null })
  expect(printed).toHaveLength(2)
  await cloud.close()
  project.remove()
})
