import { databaseOf } from '../../cloudfunctions/shared/sdk/node'
import { clearOutboxes } from '../../cloudfunctions/shared/stores/outbox'
import { saveDecision } from '../../cloudfunctions/shared/stores/requests'
import cloudbase from '@cloudbase/node-sdk'
import { isRefusal } from '../../core/errors'
import { chinaCalendar } from '../../core/calendar'
import { decide } from '../../core/requests/decide'
import { defaultPolicy } from '../../core/requests/policy'
import { localTarget } from '../../scripts/local/target'
import { openWorld } from './world'
import type { World } from './world'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 60_000)
afterAll(() => world?.close())

it('what is told while the outbox is being emptied still reaches the inbox', async () => {
  const resident = 'resident_luobu_07_1'
  const submit = ['resident', 'requests.submit'] as ['resident', 'requests.submit']
  const { id } = await world.tell(resident, submit, { text: '楼道的灯坏了' })
  await world.idle()
  const waiting = { $set: { outbox: world.stored(id).outbox, hasOutbox: true } }
  await world.cloud.database.update('requests', { _id: id }, waiting)
  const database = databaseOf(cloudbase.init(localTarget(world.cloud.url)))

  const { queueKey: _, listKey: __, ...before } = world.stored(id)
  const decision = decide(
    before,
    { name: 'urge' },
    {
      now: world.cloud.clock.now(),
      person: { userId: resident, posts: [] },
      policy: defaultPolicy,
      calendar: chinaCalendar(),
    },
  )
  if (isRefusal(decision)) throw new Error(decision.message)
  await clearOutboxes(database, [before])
  expect(world.stored(id).hasOutbox).toBe(false)
  expect(await saveDecision(database, before, decision)).toBe(true)

  expect(world.stored(id).hasOutbox).toBe(true)
  await world.tick()
  expect(world.stored(id)).toMatchObject({ hasOutbox: false, outbox: [] })
  const told = (await world.inbox('leader_luobu_07')).map(({ text }) => text)
  expect(told.filter((text) => text.includes('居民在催'))).toHaveLength(1)
  expect(told.filter((text) => text.includes('有一件诉求等您签收'))).toHaveLength(1)
})

it('many outboxes go out in a few calls', async () => {
  const residents = Array.from({ length: 12 }, (_, index) => `resident_luobu_${index + 10}_1`)
  const notice = { id: '9:new_work:somebody', at: 1, userId: 'somebody', kind: 'new_work' }
  const waiting = { ...notice, audience: 'worker', text: '补发', opens: 'answer', isUrgent: false }
  for (const resident of residents) {
    await world.tell(resident, ['resident', 'requests.submit'], { text: '灯坏了' })
  }
  await world.tick()
  await world.idle()
  for (const resident of residents) {
    const change = { $push: { outbox: waiting }, $set: { hasOutbox: true } }
    await world.cloud.database.update('requests', { reporterId: resident }, change)
  }
  const { explain } = await world.cloud.runTimer('every_minute')
  const written = ['requests', 'notices'].map((name) =>
    explain.operations.filter(
      ({ action, collection }) => collection === name && !/get|count|aggregate/i.test(action),
    ),
  )
  expect(await world.inbox('somebody')).toHaveLength(residents.length)
  expect(written.map(({ length }) => length)).toEqual([1, 1])
})
