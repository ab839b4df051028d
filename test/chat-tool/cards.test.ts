import { monday, openWorld } from '../scenarios/world'
import type { World } from '../scenarios/world'

const resident = 'resident_luobu_07_1'
const leader = 'leader_luobu_07'
const grid = '罗布社区 07 微网格'

let world: World
let answers: number[] = []
const told: { activity_id: string; target_state: number; participator_info_list?: object[] }[] = []

beforeAll(async () => {
  world = await openWorld(monday, {
    openApi: {
      'chattoolmsg.send': (data) => {
        told.push(data as unknown as (typeof told)[number])
        return { errcode: answers.shift() ?? 0, errmsg: '' }
      },
    },
  })
}, 60_000)
afterAll(() => world?.close())
beforeEach(() => {
  told.splice(0)
  answers = []
})

const submit = async (more: object = {}) =>
  (await world.tell(resident, ['resident', 'requests.submit'], { text: '路灯坏了', ...more })).id
const groupId = () => String(world.unit(grid).groupId)

/** A call from inside the chat tool: with the group's CloudID. */
async function prepare(id: string, { openid = leader, group = groupId() } = {}) {
  const data = { opengid: group, group_openid: `${openid} in ${group}`, chat_type: 3 }
  const call = { operation: 'chatCards.prepare', input: { id } }
  const mark = { $cloudId: world.cloud.issueCloudId(openid, data) }
  const outcome = await world.cloud.call('handler', { ...call, group: mark }, { openid })
  if ('error' in outcome) throw new Error(outcome.error.message)
  const answer = outcome.result as {
    ok: boolean
    data: Record<string, string>
    error: { code: string }
  }
  return { ...answer, calls: outcome.explain.calls }
}

async function settle(): Promise<void> {
  await world.idle()
  await world.tick()
  await world.idle()
}

it('a card is prepared for the group that is bound, with nothing of what was written', async () => {
  const id = await submit()
  expect(await world.tell(leader, ['handler', 'chatCards.room'], { id })).toEqual({
    roomId: groupId(),
  })
  const { ok, data, calls } = await prepare(id)
  expect(ok).toBe(true)
  expect(data).toMatchObject({
    memberId: `${leader} in ${groupId()}`,
    path: `/packages/chat-tool/tool?id=${id}`,
    templateId: '4A68CBB88A92B0A9311848DBA1E94A199B166463',
  })
  expect(JSON.stringify(data)).not.toContain('路灯坏了')
  expect(calls).toBe(3)
  expect((await prepare(id)).data.activityId).toBe(data.activityId)
})

it('the group sees it completed, and over; nothing is told twice', async () => {
  const id = await submit()
  const { data } = await prepare(id)
  await world.tell(leader, ['handler', 'requests.accept'], { id })
  await settle()
  expect(told).toEqual([])
  const solved = { id, text: '换好了', outcome: 'solved' } as const
  await world.tell(leader, ['handler', 'requests.resolve'], solved)
  await settle()
  await settle()
  expect(told).toMatchObject([
    {
      activity_id: data.activityId,
      target_state: 1,
      version_type: 0,
      participator_info_list: [{ group_openid: data.memberId, state: 1 }],
    },
  ])
  await world.tell(resident, ['resident', 'requests.rate'], { id, solved: true })
  await settle()
  expect(told.map(({ target_state }) => target_state)).toEqual([1, 3])
  expect(world.stored(id).chatCard).toMatchObject({ step: 'over', isDone: true, dueAt: null })
})

it('opened again, the card is over and a new one is made for the next round', async () => {
  const id = await submit()
  const first = await prepare(id)
  const solved = { id, text: '换好了', outcome: 'solved' } as const
  await world.tell(leader, ['handler', 'requests.resolve'], solved)
  await settle()
  await world.tell(resident, ['resident', 'requests.reopen'], { id, reason: '还是不亮' })
  await settle()
  expect(told.map(({ target_state }) => target_state)).toEqual([1, 3])
  const second = await prepare(id)
  expect(second.data.activityId).not.toBe(first.data.activityId)
})

it('busy is tried again; an id that WeChat forgot (47504) is not', async () => {
  answers = [-1, 0]
  const id = await submit()
  await prepare(id)
  await world.tell(resident, ['resident', 'requests.withdraw'], { id })
  await settle()
  expect(told).toHaveLength(1)
  world.cloud.clock.advance(6 * 60_000)
  await settle()
  expect(told).toHaveLength(2)
  expect(world.stored(id).chatCard?.dueAt).toBeNull()

  answers = [47504, 0]
  const other = await submit()
  await prepare(other)
  await world.tell(resident, ['resident', 'requests.withdraw'], { id: other })
  await settle()
  world.cloud.clock.advance(60 * 60_000)
  await settle()
  expect(told).toHaveLength(3)
})

it('never into another group, from no group, of a private or ended request, by somebody else', async () => {
  const code = async (...call: Parameters<typeof prepare>) => (await prepare(...call)).error.code
  const id = await submit()
  expect(await code(id, { group: 'another-group' })).toBe('FORBIDDEN')
  const bare = await world.refusal(leader, ['handler', 'chatCards.prepare'], { id })
  expect(bare.code).toBe('NOT_FROM_GROUP')
  const forged = { operation: 'chatCards.prepare', input: { id }, group: { cloudID: 'made-up' } }
  const outcome = await world.cloud.call('handler', forged, { openid: leader })
  expect(outcome).toMatchObject({ result: { error: { code: 'NOT_FROM_GROUP' } } })
  expect(await code(await submit({ isPrivate: true }))).toBe('FORBIDDEN')
  expect(await code(id, { openid: 'leader_luobu_40' })).toBe('NOT_FOUND')
  await world.tell(resident, ['resident', 'requests.withdraw'], { id })
  expect(await code(id)).toBe('WRONG_STATE')
})
