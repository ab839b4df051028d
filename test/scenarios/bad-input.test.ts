import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { errorSentences } from '../../core/errors'
import type { Answer, FunctionName } from '../../typings/api'
import { accessTable } from './access-table'
import { shapes } from './bad-input'
import { spoiledCalls } from './spoiling'
import type { Shape } from './spoiling'
import { openWorld } from './world'
import type { World } from './world'

let world: World
let ids: Record<string, string>
const worker = 'worker_luobu_1'

beforeAll(async () => {
  world = await openWorld()
  const submit = () =>
    world.tell('resident_luobu_07_1', ['resident', 'requests.submit'], { text: '灯坏了' })
  ids = {
    $id: (await submit()).id,
    $other_request: (await submit()).id,
    $grid: world.unit('罗布社区 07 微网格')._id,
    $sister: world.unit('罗布社区 06 微网格')._id,
    $other: world.unit('区城市管理局')._id,
    $community: world.unit('罗布社区')._id,
  }
  await world.idle()
  await world.tick()
  // Sessions are made at a person's first call, which is none of what is compared.
  for (const openid of [worker, 'dispatcher_1'])
    await world.tell(openid, ['console', 'sessions.current'], {})
}, 60_000)
afterAll(() => world?.close())

const fillIn = (json: string) => json.replace(/\$\w+/g, (name) => ids[name] ?? name)

async function send(name: FunctionName, openid: string, json: string): Promise<Answer<unknown>> {
  const outcome = await world.send(openid, name, JSON.parse(fillIn(json)))
  if ('error' in outcome) throw new Error(`${name} ${json}: ${outcome.error.message}`)
  return outcome.result as Answer<unknown>
}

/** All there is but the counters of tries: counting bad input is what they are for. */
const fingerprint = () => {
  const { tries, ...rest } = world.cloud.database.snapshot()
  return createHash('sha1').update(JSON.stringify(rest)).digest('hex')
}

const isInTable = (answer: Answer<unknown>) =>
  answer.ok ||
  (answer.error.code in errorSentences &&
    answer.error.code !== 'INTERNAL' &&
    /\p{Script=Han}/u.test(answer.error.message))

const names = ['resident', 'handler', 'console'] as const
const operationsOf = (name: FunctionName) => Object.entries(shapes[name])

it.each(names)('every operation of %s is tried', (name) => {
  const known = Object.keys(accessTable[name]).filter((title) => !title.includes(' '))
  expect(Object.keys(shapes[name]).sort()).toEqual(known.sort())
})

describe.each(names)('%s refuses, in plain words, and writes nothing', (name) => {
  it.each(operationsOf(name))('%s', async (operation, shape) => {
    const before = fingerprint()
    const accepted: string[] = []
    for (const { name: spoiling, json } of spoiledCalls(operation, shape)) {
      const answer = await send(name, shape.openid, json)
      if (answer.ok || !isInTable(answer)) accepted.push(`${spoiling}: ${JSON.stringify(answer)}`)
    }
    expect(accepted).toEqual([])
    expect(fingerprint()).toBe(before)
  })
})

describe('the call itself', () => {
  it.each([
    ['no data', 'null'],
    ['a text', '"hello"'],
    ['a list', '[]'],
    ['no operation', '{"input":{}}'],
    ['an operation of no name', '{"operation":""}'],
    ['a name of an object', '{"operation":"toString"}'],
    ['a prototype', '{"operation":"__proto__"}'],
    ['a constructor', '{"operation":"constructor"}'],
    ['a long name', JSON.stringify({ operation: 'x'.repeat(500) })],
    ['a key too short', '{"operation":"home.get","key":"short"}'],
    ['a key too long', JSON.stringify({ operation: 'home.get', key: 'k'.repeat(65) })],
    ['a key with a space', '{"operation":"home.get","key":"with a space"}'],
    ['a key of another type', '{"operation":"home.get","key":12345678}'],
    ['prototype keys beside the operation', '{"operation":"home.get","__proto__":{"ok":true}}'],
  ])('%s', async (_, json) => {
    for (const name of names) {
      const answer = await send(name, name === 'console' ? worker : 'resident_luobu_07_1', json)
      expect(answer).toMatchObject({ ok: false })
      expect(isInTable(answer)).toBe(true)
      if (!answer.ok) expect(['BAD_INPUT', 'UNKNOWN_OPERATION']).toContain(answer.error.code)
    }
  })
})

describe('ordinary text', () => {
  const odd = '<script>alert(1)</script> 👨‍👩‍👧 "$ne" {{x}} \\ 楼道\n第二行'

  it('script tags, emoji and signs are kept as they are written', async () => {
    const { id } = await world.tell('resident_luobu_07_1', ['resident', 'requests.submit'], {
      text: odd,
      place: { name: '<b>泽霖府</b>' },
      contact: { name: '<i>陈</i>🙂' },
    })
    expect(world.stored(id)).toMatchObject({
      text: odd,
      place: { name: '<b>泽霖府</b>' },
      contact: { name: '<i>陈</i>🙂' },
    })
    await world.tell('leader_luobu_07', ['handler', 'requests.reply'], { id, text: odd })
    await world.tell('leader_luobu_07', ['handler', 'requests.escalate'], { id, reason: odd })
    const seen = await world.tell('resident_luobu_07_1', ['resident', 'requests.get'], { id })
    expect(seen.text).toBe(odd)
    expect(seen.history[1]?.text).toBe(odd)
    expect(seen.history[2]?.reason).toContain(odd)
    await world.tick()
    await world.inbox('resident_luobu_07_1')
  })

  it('as long as it may be, not a character longer', async () => {
    const submit = ['resident', 'requests.submit'] as ['resident', 'requests.submit']
    const openid = 'resident_luobu_07_1'
    const { id } = await world.tell(openid, submit, { text: '长'.repeat(1000) })
    expect(world.stored(id).text).toHaveLength(1000)
    const { code } = await world.refusal(openid, submit, { text: '长'.repeat(1001) })
    expect(code).toBe('BAD_INPUT')
  })
})

it('500 calls of mixed bad input end in the codes of the table', async () => {
  const all = names.flatMap((name) =>
    operationsOf(name).map(([operation, shape]) => ({ name, operation, shape })),
  )
  const value = fc.oneof(
    fc.anything({ withNullPrototype: false, maxDepth: 3 }),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(
      '$id',
      '$grid',
      '',
      ' ',
      '\u0000',
      '../..',
      '𝕏'.repeat(300),
      -1,
      1e308,
      '2026-02-30',
    ),
  )
  const spoiled = fc
    .tuple(
      fc.constantFrom(...all),
      fc.dictionary(fc.string({ maxLength: 12 }), value),
      fc.nat(),
      value,
    )
    .map(([target, extra, pick, other]) => ({
      ...target,
      input: mix(target.shape, { extra, pick, other }),
    }))
  const calls = fc.sample(spoiled, { numRuns: 500, seed: 20261123 })
  const outside: string[] = []
  for (const { name, operation, shape, input } of calls) {
    const json = JSON.stringify({ operation, input }, plain)
    const answer = await send(name, shape.openid, json)
    if (!isInTable(answer)) outside.push(`${json} → ${JSON.stringify(answer)}`)
  }
  expect(outside).toEqual([])
}, 120_000)

/** One field spoiled, and now and then something more. */
function mix(
  { input }: Shape,
  { extra, pick, other }: { extra: object; pick: number; other: unknown },
): unknown {
  const fields = Object.keys(input)
  const field = fields[pick % Math.max(fields.length, 1)] ?? 'id'
  const changed = { ...input, [field]: other }
  return pick % 3 === 0 ? { ...changed, ...extra } : changed
}

/** What JSON has no word for goes as text. */
const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value)
