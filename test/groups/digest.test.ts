import { openWorld } from '../scenarios/world'
import type { World } from '../scenarios/world'
import { actsIn, resolution, room, secret } from './people'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 60_000)
afterAll(() => world?.close())

const { submit } = actsIn(() => world)

describe('what is open in the micro-grid today', () => {
  const read = (openid: string, input = {}, options = {}) =>
    world.ask(openid, ['resident', 'digests.get'], input, options)

  it('stands in a list every neighbour may read, without what is private', async () => {
    const gridId = world.unit('罗布社区 41 微网格')._id
    const resident = 'resident_luobu_41_1'
    for (let count = 0; count < 3; count++) await submit(secret, resident)
    await submit({ isPrivate: true }, resident)
    const { id } = await submit({}, resident)
    await world.tell(resident, ['resident', 'requests.withdraw'], { id })
    const answered = await submit({}, resident)
    const done = { id: answered.id, ...resolution } as const
    await world.tell('leader_luobu_41', ['handler', 'requests.resolve'], done)

    const own = await read('resident_luobu_41_2', { limit: 2 })
    if (!own.ok) throw new Error(own.error.message)
    expect(own.data).toMatchObject({ openCount: 4, privateCount: 1, isMine: false })
    expect(own.data.items).toHaveLength(2)
    const rest = await read('resident_luobu_41_2', { limit: 2, cursor: own.data.next })
    expect(rest).toMatchObject({ data: { items: [{ state: 'assigned' }], next: null } })
    expect(JSON.stringify([own, rest])).not.toMatch(/王|1380598|26\.4/)
    expect(JSON.stringify([own, rest])).not.toMatch(room)

    const unitId = gridId
    expect(await read('leader_luobu_41', { unitId })).toMatchObject({ data: { isMine: true } })
    expect(await read('worker_luobu_1', { unitId })).toMatchObject({ data: { isMine: false } })
    expect(await read('walker', { unitId }, { group: 'group_luobu_41' })).toMatchObject({
      ok: true,
    })
    expect(await read('walker')).toMatchObject({ data: { unit: { id: unitId } } })
  })

  it('and for nobody else', async () => {
    const unitId = world.unit('罗布社区 41 微网格')._id
    const codes = [
      ['resident_luobu_07_1', 'FORBIDDEN'],
      ['leader_luobu_08', 'FORBIDDEN'],
      ['homeless', 'NOT_JOINED'],
    ]
    for (const [openid, code] of codes)
      expect(await read(openid!, { unitId })).toMatchObject({ ok: false, error: { code } })
    expect(await read('homeless')).toMatchObject({ error: { code: 'NOT_JOINED' } })
  })

  it('its leader may let the group’s owner pin the card', async () => {
    const unitId = world.unit('罗布社区 41 微网格')._id
    const { activityId } = await world.tell('leader_luobu_41', ['handler', 'digests.startToDo'], {
      unitId,
    })
    expect(activityId).toMatch(/^[\w-]{10,}$/)
  })
})
