import { openWorld } from '../scenarios/world'
import type { World } from '../scenarios/world'
import { luobu, worker } from './desk'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 60_000)
afterAll(() => world?.close())

const grid = `${luobu}-2-12`
const point = { latitude: 26.4512, longitude: 117.9513 }
const ring: [number, number][] = [
  [117.95, 26.45],
  [117.953, 26.45],
  [117.953, 26.453],
  [117.95, 26.453],
]
const submit = (place: { name: string; point?: typeof point }) =>
  world.tell('newcomer', ['resident', 'requests.submit'], { text: '路灯不亮', place })

test('a drawn outline shows on the map, but nothing is dispatched by it', async () => {
  const { items } = await world.tell(worker, ['console', 'units.outlines'], { id: `${luobu}-2` })
  expect(items.map(({ unit }) => unit.level)).toContain('micro_grid')
  expect(items.every(({ isDrawn }) => isDrawn)).toBe(true)
  const [first] = items.find(({ unit }) => unit.id === grid)?.ring ?? []
  const inside = { longitude: (first?.[0] ?? 0) + 1e-4, latitude: (first?.[1] ?? 0) - 1e-4 }
  expect((await submit({ name: '某处', point: inside })).dispatch.rule).toBe('community_desk')
})

test('a point inside an outline that staff have put in goes to that unit', async () => {
  expect((await submit({ name: '某处', point })).dispatch.rule).toBe('community_desk')
  const saved = await world.tell(worker, ['console', 'units.saveOutline'], {
    ...{ id: grid, version: 1, ring: [...ring, ring[0]!] },
  })
  expect(saved.outline).toEqual({ ring, isDrawn: false, version: 2 })
  const request = await submit({ name: '某处', point })
  expect(world.lastCall().explain.calls).toBeLessThanOrEqual(3)
  expect(request.dispatch.rule).toBe('place')
  expect(world.stored(request.id).origin.id).toBe(grid)
  const beside = { ...point, longitude: 117.9535 }
  expect((await submit({ name: '某处', point: beside })).dispatch.rule).toBe('community_desk')
})

test('of outlines one in another the lowest unit has it; two staff do not overwrite each other', async () => {
  const wide: [number, number][] = [
    [117.9, 26.4],
    [118, 26.4],
    [118, 26.5],
  ]
  await world.tell(worker, ['console', 'units.saveOutline'], {
    ...{ id: `${luobu}-2`, version: 1, ring: wide },
  })
  expect(world.stored((await submit({ name: '某处', point })).id).origin.id).toBe(grid)
  expect(
    await world.refusal(worker, ['console', 'units.saveOutline'], {
      ...{ id: `${luobu}-2`, version: 1, ring },
    }),
  ).toMatchObject({ code: 'CONFLICT' })
  expect(
    await world.refusal(worker, ['console', 'units.saveOutline'], {
      ...{ id: grid, version: 2, ring: [ring[0]!, ring[2]!, ring[1]!, ring[3]!] },
    }),
  ).toMatchObject({ code: 'BAD_INPUT' })
  await world.tell(worker, ['console', 'units.saveOutline'], { id: grid, version: 2, ring: null })
  expect(world.stored((await submit({ name: '某处', point })).id).origin.id).toBe(`${luobu}-2`)
})
