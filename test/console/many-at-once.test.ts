import { openWorld } from '../scenarios/world'
import type { World } from '../scenarios/world'

const worker = 'worker_luobu_1'
const resident = 'resident_luobu_07_1'
const reason = '由社区统一安排'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 60_000)
afterAll(() => world?.close())

const submit = async (text: string, openid = resident) =>
  (await world.tell(openid, ['resident', 'requests.submit'], { text })).id
const unitOf = async (id: string) =>
  (await world.tell(worker, ['console', 'requests.get'], { id })).unit.id

describe('several requests given to one unit', () => {
  it('each has its own answer, and one refusal leaves the others alone', async () => {
    const [first, second] = [await submit('楼下的灯坏了'), await submit('电梯门关不上')]
    const above = (await world.tell(worker, ['console', 'requests.targets'], { id: first })).above
    const sister = world.stored(first).path.at(-2)
    expect(above?.id).toBe(sister)
    const { units } = await world.tell(worker, ['console', 'requests.targets'], { id: first })
    const to = { unitId: units.find(({ level }) => level === 'micro_grid')!.id }
    const input = { ids: [first, 'nothing-there', second], to, reason }
    const { items } = await world.tell(worker, ['console', 'requests.assign'], input)
    expect(items.map(({ id, ok }) => [id, ok])).toEqual([
      [first, true],
      ['nothing-there', false],
      [second, true],
    ])
    expect([await unitOf(first), await unitOf(second)]).toEqual([to.unitId, to.unitId])
  })

  it('a retried call moves nothing twice', async () => {
    const id = await submit('井盖松了')
    const { units } = await world.tell(worker, ['console', 'requests.targets'], { id })
    const to = { unitId: units.find(({ level }) => level === 'micro_grid')!.id }
    const input = { ids: [id], to, reason }
    const key = { key: 'assigned-only-once' }
    await world.tell(worker, ['console', 'requests.assign'], input, key)
    const { version } = world.stored(id)
    await world.tell(worker, ['console', 'requests.assign'], input, key)
    expect(world.stored(id).version).toBe(version)
  })
})

describe('two that may be the same matter', () => {
  it('are found by place and words, and merged', async () => {
    const text = '健身广场的石凳裂开了，边上很锋利'
    const [one, other] = [
      await submit(text),
      await submit(`${text}，孩子会划伤`, 'resident_luobu_07_2'),
    ]
    await submit('想问医保怎么缴')
    const found = await world.tell(worker, ['console', 'requests.duplicates'], { id: one })
    const [likely] = found.items
    expect(likely).toMatchObject({ request: { id: other }, mayMerge: true })
    expect(likely!.because).toEqual(expect.arrayContaining(['same_grid', 'same_words']))
    await world.tell(worker, ['console', 'requests.merge'], { id: other, into: one })
    expect(world.stored(other)).toMatchObject({ state: 'merged', mergedInto: { id: one } })
  })

  it('none of what somebody may not see is told', async () => {
    const id = await submit('楼道堆了杂物')
    const ask = ['console', 'requests.duplicates'] as const
    expect((await world.refusal('worker_jinsha_1', [...ask], { id })).code).toBe('NOT_FOUND')
  })
})

it('photos are handed out as addresses, to whoever may see the request', async () => {
  const { uploadFolder } = await world.tell(resident, ['resident', 'profile.get'], {})
  const query = new URLSearchParams({
    openid: resident,
    path: `${uploadFolder}/bench.jpg`,
    type: 'image/jpeg',
  })
  const address = `${world.cloud.url}/_emulator/upload?${query}`
  const answer = await fetch(address, { method: 'POST', body: new Uint8Array([255, 216, 255]) })
  const { fileID } = (await answer.json()) as { fileID: string }
  const draft = { text: '石凳裂了', photos: [fileID] }
  const { id } = await world.tell(resident, ['resident', 'requests.submit'], draft)
  const { items } = await world.tell(worker, ['console', 'requests.photos'], { id })
  expect(items).toMatchObject([{ photo: fileID, url: expect.stringMatching(/^http/u) as string }])
  expect((await fetch(items[0]!.url)).status).toBe(200)
})
