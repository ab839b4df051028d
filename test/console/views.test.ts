import { openWorld } from '../scenarios/world'
import type { World } from '../scenarios/world'
import type { RequestFilters } from '../../typings/console'

const worker = 'worker_luobu_1'
const colleague = 'worker_luobu_2'
const stranger = 'worker_jinsha_1'
const filters: RequestFilters = { topic: 'noise', light: 'red' }

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 60_000)
afterAll(() => world?.close())

const namesOf = async (openid: string) =>
  (await world.tell(openid, ['console', 'views.list'], {})).items.map(({ name }) => name)
const save = (openid: string, input: object, key?: string) => {
  const view = { name: '本周噪音', filters, ...input }
  return world.tell(openid, ['console', 'views.save'], view, key === undefined ? {} : { key })
}
const unitOf = async (openid: string) =>
  (await world.tell(openid, ['console', 'sessions.current'], {})).posts[0]!.unit.id

it("one's own list is one's own", async () => {
  const view = await save(worker, { name: '我的噪音' })
  expect(view).toMatchObject({ filters, unit: null, version: 1, by: { isMe: true } })
  expect(await namesOf(worker)).toContain('我的噪音')
  expect(await namesOf(colleague)).not.toContain('我的噪音')
  const remove = ['console', 'views.remove'] as const
  expect((await world.refusal(stranger, [...remove], { id: view.id })).code).toBe('NOT_FOUND')
  await world.tell(worker, [...remove], { id: view.id })
  expect(await namesOf(worker)).not.toContain('我的噪音')
})

it('a list that a unit shares is read and changed by its staff, and by nobody else', async () => {
  const unitId = await unitOf(worker)
  const { id } = await save(worker, { name: '共用的噪音', unitId })
  expect(await namesOf(colleague)).toContain('共用的噪音')
  expect(await namesOf(stranger)).not.toContain('共用的噪音')
  const changed = await save(colleague, { id, version: 1, name: '共用的油烟', unitId })
  expect(changed).toMatchObject({ version: 2, name: '共用的油烟', by: { isMe: true } })
})

it("somebody else's change is not overwritten", async () => {
  const unitId = await unitOf(worker)
  const { id } = await save(worker, { unitId })
  await save(colleague, { id, version: 1, name: '同事改的', unitId })
  const late = { id, version: 1, name: '我改的', filters, unitId }
  const { code, message } = await world.refusal(worker, ['console', 'views.save'], late)
  expect(code).toBe('CONFLICT')
  expect(message).toContain('刚刚改过')
  expect(await namesOf(worker)).toContain('同事改的')
})

it('a retried call saves once', async () => {
  const key = 'views-saved-once'
  const first = await save(worker, { name: '只存一次' }, key)
  expect(await save(worker, { name: '只存一次' }, key)).toEqual(first)
  expect((await namesOf(worker)).filter((name) => name === '只存一次')).toHaveLength(1)
})

it('a list is shared with a unit of one’s own only', async () => {
  const input = { name: '外单位', filters, unitId: await unitOf(stranger) }
  expect((await world.refusal(worker, ['console', 'views.save'], input)).code).toBe('FORBIDDEN')
})
