import {
  advance,
  cancel,
  fail,
  hold,
  isEnded,
  isFree,
  newJob,
  release,
  start,
} from '../../../core/jobs/life'

const now = Date.parse('2026-11-23T09:00:00+08:00')
const second = 1000
const job = newJob(
  {
    id: 'j',
    kind: 'import',
    title: '导入',
    userId: 'worker',
    phase: 'checking',
    total: 10,
    input: {},
    state: 'running',
  },
  now,
)

test('one at a time: who holds it has it until they let go or their time has run out', () => {
  const held = hold(job, now)
  expect(isFree(job, now)).toBe(true)
  expect(isFree(held, now + 60 * second)).toBe(false)
  expect(isFree(held, now + 90 * second)).toBe(true)
  expect(isFree(release(held, now), now)).toBe(true)
})

test('the clock leaves it to the page for a while, and takes over from the dead', () => {
  expect(release(hold(job, now), now).wakeAt).toBe(now + 20 * second)
  expect(hold(job, now).wakeAt).toBe(now + 90 * second)
})

test('steps add up; the end lets go of it', () => {
  const half = advance(job, { done: 5, total: 10, cursor: '5', result: { saved: 5 } }, now)
  expect(half).toMatchObject({ state: 'running', done: 5, cursor: '5', wakeAt: now })
  const end = advance(
    half,
    { done: 10, total: 10, cursor: '10', state: 'done', result: { skipped: 1 } },
    now,
  )
  expect(end).toMatchObject({ state: 'done', result: { saved: 5, skipped: 1 }, wakeAt: null })
  expect(isEnded(end)).toBe(true)
})

test('a step that breaks down is tried again in a minute, three times in all', () => {
  const once = fail(job, now)
  expect(once).toMatchObject({ state: 'running', failures: 1, wakeAt: now + 60 * second })
  const thrice = fail(fail(once, now), now)
  expect(thrice).toMatchObject({ state: 'failed', wakeAt: null })
  expect(thrice.error).toMatch(/停下/)
  expect(advance(once, { done: 1, total: 2, cursor: '' }, now).failures).toBe(0)
})

test('cancelled, nobody goes on; started anew it counts from the beginning', () => {
  expect(isFree(cancel(hold(job, now), now), now + 3600 * second)).toBe(false)
  expect(start({ ...job, done: 7, cursor: '7', state: 'open' }, 'applying', now)).toMatchObject({
    state: 'running',
    phase: 'applying',
    done: 0,
    cursor: '',
  })
})
