import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Unit } from '../../core/grids/types'
import { paths } from '../../scripts/paths'
import type { Answer } from '../../typings/api'
import type { JobView } from '../../typings/console'
import { type Shape, spoiledCalls } from '../scenarios/bad-input'
import { openWorld } from '../scenarios/world'
import type { World } from '../scenarios/world'
import { bring, heading, luobu, worker } from './desk'

/** How people of the staff page, and two who have none, stand to 罗布社区's 7th micro-grid. */
const people = {
  lea: 'leader_luobu_07',
  res: 'resident_luobu_07_1',
  com: worker,
  fco: 'worker_jinsha_1',
  sub: 'officer_qiujiang_1',
  fsu: 'officer_fenggang_1',
  dis: 'dispatcher_1',
  dep: 'department_cleaning_1',
  par: 'partner_luobu_1_1',
} as const
const signs = Object.keys(people) as (keyof typeof people)[]
const codes = { ok: 'ok', no: 'FORBIDDEN', '??': 'NOT_FOUND' } as const

/*               lea res com fco sub fsu dis dep par */
const own = '    no  no  ok  ok  ok  ok  ok  ok  ok'
const inScope = 'no  no  ok  ??  ok  ??  ok  ??  ??'
const mine = '   no  no  ok  ??  ??  ??  ??  ??  ??'
/** A unit of their own, which the one above it looks after. */
const above = '  no  no  no  ??  ok  ??  ok  ??  ??'

interface Row {
  input: Record<string, unknown>
  expected: string
  required?: string[]
  ids?: string[]
}
const row = (expected: string, input: Record<string, unknown>, more: Partial<Row> = {}): Row => ({
  input,
  expected,
  required: Object.keys(input),
  ...more,
})
const byId = { ids: ['id'] }
const person = { id: '$grid', version: '$version', personId: '$person' }
const ofPerson = { ids: ['id', 'personId'] }

const table: Record<string, Row> = {
  'units.tree': row(own, {}),
  'units.tree of a unit': row(inScope, { parentId: '$area' }, { required: [], ids: ['parentId'] }),
  'units.get': row(inScope, { id: '$grid' }, byId),
  'units.create': row(
    inScope,
    { parentId: '$area', level: 'micro_grid', name: '$fresh' },
    { ids: ['parentId'] },
  ),
  'units.save': row(
    inScope,
    { id: '$grid', version: '$version', name: '$fresh' },
    {
      required: ['id', 'version'],
      ...byId,
    },
  ),
  'units.save of one’s own': row(above, { id: luobu, version: '$ownVersion', places: [] }),
  'units.remove': row(inScope, { id: '$made', version: 1 }, byId),
  'units.parents': row(inScope, { id: '$grid' }, byId),
  'units.vacancies': row(own, { limit: 5 }, { required: [] }),
  'units.vacancies of a unit': row(inScope, { unitId: luobu }, { required: [], ids: ['unitId'] }),
  'units.outlines': row(inScope, { id: luobu }, byId),
  'units.saveOutline': row(
    inScope,
    {
      id: '$grid',
      version: '$outline',
      ring: [
        [117.79, 26.39],
        [117.8, 26.39],
        [117.8, 26.4],
      ],
    },
    byId,
  ),
  'units.export': row(inScope, { id: luobu }, byId),
  'posters.make': row(inScope, { id: '$grid' }, byId),
  'appointments.save': row(
    inScope,
    { id: '$grid', version: '$version', label: '$fresh', phone: '13800001234' },
    { required: ['id', 'version', 'label'], ...byId },
  ),
  'appointments.end': row(inScope, { ...person, personId: '$invited' }, ofPerson),
  'appointments.invite': row(inScope, { ...person, personId: '$invited' }, ofPerson),
  'appointments.setLeave': row(inScope, { ...person, leave: null }, ofPerson),
  'appointments.deputies': row(inScope, { id: '$grid', personId: '$person' }, byId),
  'appointments.revealPhone': row(inScope, { id: '$grid', personId: '$invited' }, ofPerson),
  'imports.start': row(
    inScope,
    { rootId: luobu, mode: 'update', fileName: 'a.csv', heading, rows: 1 },
    { ids: ['rootId'] },
  ),
  'imports.add': row(mine, { id: '$open', index: 0, from: 2, rows: [['a']] }, byId),
  'imports.check': row(mine, { id: '$open' }, byId),
  'imports.changes': row(mine, { id: '$checked' }, byId),
  'imports.problems': row(mine, { id: '$checked' }, byId),
  'imports.apply': row(mine, { id: '$checked' }, byId),
}

let world: World
let checked: JobView
beforeAll(async () => {
  world = await openWorld()
  for (const openid of Object.values(people)) await send(openid, 'sessions.current', {})
  checked = await bring(world, worker, { rows: [['x-1', '甲', '微网格', `${luobu}-1`]] })
}, 60_000)
afterAll(() => world?.close())

const gridId = `${luobu}-1-07`
const grid = () => world.cloud.database.find('units', { _id: gridId })[0] as unknown as Unit
let made = 0

async function valueOf(name: string): Promise<unknown> {
  switch (name) {
    case 'grid':
      return grid()._id
    case 'area':
      return `${luobu}-1`
    case 'version':
      return grid().version
    case 'ownVersion':
      return world.unit('罗布社区').version
    case 'outline':
      return world.cloud.database.find('outlines', { _id: grid()._id })[0]?.version ?? 0
    case 'person':
      return grid().appointments[0]?.id
    case 'fresh':
      return `新的 ${++made}`
    case 'invited':
      return invited()
    case 'made': {
      const input = {
        parentId: `${luobu}-1`,
        level: 'micro_grid',
        name: `待移除 ${++made}`,
      } as const
      return (await world.tell(worker, ['console', 'units.create'], input)).id
    }
    case 'checked':
      return checked.id
    case 'open': {
      const input = { rootId: luobu, mode: 'update', fileName: 'a.csv', heading, rows: 1 } as const
      return (await world.tell(worker, ['console', 'imports.start'], input)).job.id
    }
    default:
      throw new Error(`there is no ${name}`)
  }
}

/** Somebody with a phone who waits at the grid; asked for before the version is. */
async function invited(): Promise<string> {
  const { _id, version } = grid()
  const before = grid().invitations ?? []
  await world.tell(worker, ['console', 'appointments.save'], {
    ...{ id: _id, version, label: `等待 ${++made}`, phone: '13800001234' },
  })
  const added = grid().invitations?.find((one) => !before.some(({ id }) => id === one.id))
  return added?.id ?? ''
}

async function fill(input: Record<string, unknown>): Promise<Record<string, unknown>> {
  const entries = Object.entries(input)
  const names = (value: unknown) =>
    (typeof value === 'string' && /^\$(\w+)$/.exec(value)?.[1]) || null
  const filled: Record<string, unknown> = {}
  // Versions last: what is made for the call changes them.
  for (const [key, value] of entries.toSorted(([a]) => (a === 'version' ? 1 : -1))) {
    const name = names(value)
    filled[key] = name ? await valueOf(name) : value
  }
  return filled
}

async function send(openid: string, operation: string, input: object): Promise<Answer<unknown>> {
  const outcome = await world.send(openid, 'console', { operation, input })
  if ('error' in outcome) throw new Error(outcome.error.message)
  return outcome.result as Answer<unknown>
}

const plain = (title: string) => title.replace(/ of .*/, '')

test('every operation of the area stands in the table, and no other', async () => {
  const bundle = (await import(join(paths.builtFunctions, 'console', 'index.js'))) as {
    operations: object
  }
  const built = Object.keys(bundle.operations).filter((one) =>
    /^(units|appointments|imports|posters)\./.test(one),
  )
  expect([...new Set(Object.keys(table).map(plain))].sort()).toEqual(built.sort())
})

test.each(Object.entries(table))('who may do %s', async (title, { input, expected }) => {
  const got: Record<string, string> = {}
  for (const sign of signs) {
    const answer = await send(people[sign], plain(title), await fill(input))
    got[sign] = answer.ok ? 'ok' : answer.error.code
    if (!answer.ok) expect(answer.error.message).toMatch(/\p{Script=Han}/u)
  }
  const wanted = expected.trim().split(/\s+/) as (keyof typeof codes)[]
  expect(got).toEqual(
    Object.fromEntries(signs.map((sign, at) => [sign, codes[wanted[at] ?? 'no']])),
  )
})

test.each(Object.entries(table))(
  '%s refuses what is spoiled, and writes nothing',
  async (title, one) => {
    const input = await fill(one.input)
    const shape: Shape = { openid: worker, input, required: one.required ?? [], ids: one.ids ?? [] }
    const fingerprint = () =>
      createHash('sha1').update(JSON.stringify(world.cloud.database.snapshot())).digest('hex')
    await world.idle()
    const before = fingerprint()
    const accepted: string[] = []
    const isMeant = (name: string) => /^(ring|leave) as null$/.test(name)
    for (const { name, json } of spoiledCalls(plain(title), shape).filter(
      (call) => !isMeant(call.name),
    )) {
      const { operation, input: spoiled } = JSON.parse(json) as { operation: string; input: object }
      const answer = await send(worker, operation, spoiled)
      const isFine = !answer.ok && answer.error.code !== 'INTERNAL'
      if (!isFine || !/\p{Script=Han}/u.test(answer.error.message))
        accepted.push(`${name}: ${JSON.stringify(answer).slice(0, 200)}`)
    }
    expect(accepted).toEqual([])
    expect(fingerprint()).toBe(before)
  },
)
