import { openWorld } from './world'
import type { World } from './world'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 60_000)
afterAll(() => world?.close())

it('a newcomer joins by the group, reports, and the leader sees it through to the rating', async () => {
  const { tell } = world
  const group = 'group_luobu_07'
  const profile = await tell('newcomer', ['resident', 'profile.join'], {}, { group })
  expect(profile.grid?.name).toBe('罗布社区 07 微网格')
  expect(profile.caretaker?.label).toBe('罗布社区 07 微网格长')

  const text = '7 栋二单元楼道的灯坏了三天，晚上老人上下楼看不见。'
  const submitted = await tell('newcomer', ['resident', 'requests.submit'], { text }, { group })
  expect(submitted).toMatchObject({
    state: 'assigned',
    level: 'micro_grid',
    handler: { label: '罗布社区 07 微网格长' },
    dispatch: { rule: 'group' },
    version: 1,
  })

  const { id } = submitted
  const queue = await tell('leader_luobu_07', ['handler', 'queue.list'], {})
  expect(queue.items.map((line) => line.id)).toContain(id)

  const accepted = await tell('leader_luobu_07', ['handler', 'requests.accept'], { id })
  expect(accepted.state).toBe('accepted')
  await tell('leader_luobu_07', ['handler', 'requests.ask'], { id, text: '是几楼的灯？' })
  await tell('newcomer', ['resident', 'requests.supplement'], { id, text: '三楼和四楼' })
  await tell('leader_luobu_07', ['handler', 'requests.reply'], { id, text: '今晚就去换' })
  const solved = { id, text: '两盏都换好了', outcome: 'solved' } as const
  await tell('leader_luobu_07', ['handler', 'requests.resolve'], solved)
  await tell('newcomer', ['resident', 'requests.rate'], { id, solved: true, satisfaction: 5 })

  const seen = await tell('newcomer', ['resident', 'requests.get'], { id })
  expect(seen.history.map((entry) => `${entry.command} → ${entry.to}`)).toEqual([
    'submit → assigned',
    'accept → accepted',
    'ask → waiting',
    'supplement → accepted',
    'reply → accepted',
    'resolve → resolved',
    'rate → closed',
  ])
  expect(seen.version).toBe(7)
  expect(seen.rating).toEqual({ solved: true, satisfaction: 5 })
})
