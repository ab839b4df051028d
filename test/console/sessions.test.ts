import type { Session } from '../../core/sessions/session'
import { postToConsole } from '../../scripts/local/console-browser'
import { openWorld } from '../scenarios/world'
import type { World } from '../scenarios/world'

const worker = 'worker_luobu_1'
const minute = 60_000
const hour = 60 * minute
const current = JSON.stringify({ operation: 'sessions.current', input: {} })

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 60_000)
afterAll(() => world?.close())

const who = () => world.tell(worker, ['console', 'sessions.current'], {})
const browser = async () => {
  await who()
  return world.browser(worker)
}
const answerOf = (reply: { body: Buffer }) => JSON.parse(reply.body.toString()) as unknown
const refusalOf = (code: string) => ({ ok: false, error: expect.objectContaining({ code }) })

describe('only the page’s own requests are looked at', () => {
  it.each([
    ['a GET', { method: 'GET' }, 405, 'BAD_INPUT'],
    [
      'a form',
      { headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      415,
      'BAD_INPUT',
    ],
    ['no type', { headers: { 'content-type': '' } }, 415, 'BAD_INPUT'],
    ['a foreign page’s form', { headers: { 'x-requested-with': '' } }, 403, 'FORBIDDEN'],
    ['a foreign site', { headers: { 'sec-fetch-site': 'cross-site' } }, 403, 'FORBIDDEN'],
    [
      'another host of the domain',
      { headers: { 'sec-fetch-site': 'same-site' } },
      403,
      'FORBIDDEN',
    ],
    ['a body too large', { body: JSON.stringify({ x: '长'.repeat(40_000) }) }, 413, 'TOO_LARGE'],
    ['no JSON', { body: '{' }, 200, 'BAD_INPUT'],
    ['no body', { body: '' }, 200, 'BAD_INPUT'],
  ])('%s', async (_, { method = 'POST', headers = {}, body = current }: Asked, status, code) => {
    const { cookie } = await browser()
    const own = { 'content-type': 'application/json', 'x-requested-with': 'jinlin-admin', cookie }
    const reply = await world.cloud.http('console', {
      method,
      headers: { ...own, ...headers },
      body,
    })
    expect({ status: reply.status, answer: answerOf(reply) }).toEqual({
      status,
      answer: refusalOf(code),
    })
    expect(reply.headers['cache-control']).toBe('no-store')
  })

  it('every answer carries the security headers', async () => {
    const { headers } = await postToConsole(await browser(), current)
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    })
    expect(headers['access-control-allow-origin']).toBeUndefined()
  })
})

interface Asked {
  method?: string
  headers?: Record<string, string>
  body?: string
}

describe('a session', () => {
  it('tells who is signed in by one database call', async () => {
    expect(await who()).toMatchObject({
      isDistrict: false,
      posts: [{ unit: { name: '罗布社区', level: 'community' }, role: 'community_worker' }],
    })
    expect(world.lastCall().explain.calls).toBe(1)
  })

  it('is stored by its hash alone', async () => {
    const { cookie } = await browser()
    const token = cookie.split('=')[1] ?? ''
    expect(token.length).toBeGreaterThanOrEqual(43)
    expect(JSON.stringify(world.cloud.database.find('sessions'))).not.toContain(token)
  })

  it.each([
    ['no cookie', ''],
    ['somebody’s guess', 'session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
    ['the hash itself', '$hash'],
    ['rubbish', 'session=%00;;=;'],
  ])('with %s there is none', async (_, cookie) => {
    await who()
    const [{ _id } = { _id: '' }] = world.cloud.database.find('sessions')
    const given = cookie === '$hash' ? `session=${String(_id)}` : cookie
    const reply = await postToConsole({ cloud: world.cloud, cookie: given }, current)
    expect(answerOf(reply)).toEqual(refusalOf('SIGNED_OUT'))
  })

  it('over https its cookie is another, that only this host may set', async () => {
    const { cookie } = await browser()
    const https = { origin: 'https://example.cn' }
    const plain = await postToConsole(await browser(), current, https)
    expect(answerOf(plain)).toEqual(refusalOf('SIGNED_OUT'))
    const own = { cloud: world.cloud, cookie: `__Host-${cookie}` }
    const signOut = JSON.stringify({ operation: 'sessions.signOut' })
    const { headers } = await postToConsole(own, signOut, https)
    expect(headers['set-cookie']).toBe(
      '__Host-session=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict; Secure',
    )
  })

  it('is written anew once in five minutes, and ends after two hours without work', async () => {
    const opened = await browser()
    const updates = async (after: number) => {
      world.cloud.clock.advance(after)
      const { outcome } = await postToConsole(opened, current)
      return outcome.explain.calls
    }
    expect(await updates(4 * minute)).toBe(1)
    expect(await updates(1 * minute)).toBe(2)
    expect(await updates(1 * minute)).toBe(1)
    expect(await updates(2 * hour - 2 * minute)).toBe(2)
    world.cloud.clock.advance(2 * hour)
    expect(answerOf(await postToConsole(opened, current))).toEqual(refusalOf('SIGNED_OUT'))
  })

  it('ends after twelve hours of work', async () => {
    const opened = await browser()
    for (let worked = 0; worked < 11; worked++) {
      world.cloud.clock.advance(hour)
      expect(answerOf(await postToConsole(opened, current))).toMatchObject({ ok: true })
    }
    world.cloud.clock.advance(hour)
    expect(answerOf(await postToConsole(opened, current))).toEqual(refusalOf('SIGNED_OUT'))
  })

  it('is over once it is signed out, and cannot be written back to life', async () => {
    const opened = await browser()
    await world.tell(worker, ['console', 'sessions.signOut'], {})
    expect(answerOf(await postToConsole(opened, current))).toEqual(refusalOf('SIGNED_OUT'))
    expect(await who()).toMatchObject({ posts: [{}] })
  })

  it('is listed and ended from another browser of the same person, and of nobody else', async () => {
    const first = await browser()
    const { items } = await world.tell(worker, ['console', 'sessions.list'], {})
    expect(items.filter(({ isCurrent }) => isCurrent)).toHaveLength(1)
    const id = items.find(({ isCurrent }) => isCurrent)?.id ?? ''
    const other = ['worker_jinsha_1', ['console', 'sessions.revoke'], { id }] as const
    expect(await world.refusal(other[0], ['console', 'sessions.revoke'], other[2])).toMatchObject({
      code: 'NOT_FOUND',
    })
    await world.tell(worker, ['console', 'sessions.revoke'], { id })
    expect(answerOf(await postToConsole(first, current))).toEqual(refusalOf('SIGNED_OUT'))
  })
})

describe('a lost appointment', () => {
  it('ends the session at once, for good', async () => {
    const unit = world.unit('罗布社区')
    const opened = await browser()
    const appointments = unit.appointments.map((one) =>
      one.userId === worker ? { ...one, until: world.cloud.clock.now() } : one,
    )
    await world.cloud.database.update('units', { _id: unit._id }, { $set: { appointments } })
    const reply = await postToConsole(opened, current)
    expect(answerOf(reply)).toEqual(refusalOf('FORBIDDEN'))
    expect(reply.headers['set-cookie']).toContain('Max-Age=0')
    const { appointments: before } = unit
    await world.cloud.database.update(
      'units',
      { _id: unit._id },
      { $set: { appointments: before } },
    )
    expect(answerOf(await postToConsole(opened, current))).toEqual(refusalOf('SIGNED_OUT'))
    const [session] = world.cloud.database.find('sessions', {
      userId: worker,
      endedAt: { $ne: null },
    })
    expect((session as unknown as Session).endedAt).not.toBeNull()
  })
})
