import { groupsOf } from '../../core/sessions/admin-code'
import { limits } from '../../core/limits'
import { makeAdminCode } from '../../scripts/admin/make-code'
import { localTarget } from '../../scripts/local/target'
import type { Answer, Output } from '../../typings/api'
import type { SignInTicket } from '../../typings/console'
import { postToConsole } from '../../scripts/local/console-browser'
import { openWorld } from '../scenarios/world'
import type { World } from '../scenarios/world'

const worker = 'worker_luobu_1'
const other = 'worker_jinsha_1'
const leader = 'leader_luobu_07'
const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 60_000)
afterAll(() => world?.close())
/** Tries are counted in windows: each test has one of its own. */
beforeEach(() => world.cloud.clock.advance(limits.triesMinutes * 60_000))

/** A browser nobody has signed in with, at an address of its own. */
function newBrowser(address = '203.0.113.7') {
  let cookie = ''
  const headers = { 'user-agent': chrome, 'x-real-ip': address }
  const ask = async <T>(operation: string, input: object = {}): Promise<Answer<T>> => {
    const body = JSON.stringify({ operation, input })
    const reply = await postToConsole({ cloud: world.cloud, cookie }, body, headers)
    const given = reply.headers['set-cookie']
    if (given) cookie = String(given).split(';')[0] ?? ''
    return JSON.parse(reply.body.toString()) as Answer<T>
  }
  const start = async () => dataOf(await ask<SignInTicket>('signIn.start'))
  const poll = ({ ticket, secret }: { ticket: string; secret: string }) =>
    ask<Output<'console', 'signIn.poll'>>('signIn.poll', { ticket, secret })
  return { ask, start, poll, cookie: () => cookie }
}

function dataOf<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.data
  throw new Error(`${answer.error.code}: ${answer.error.message}`)
}

const codeOf = (answer: Answer<unknown>) => (answer.ok ? 'ok' : answer.error.code)
const look = (openid: string, ticket: string) =>
  world.ask(openid, ['handler', 'signIn.look'], { ticket })
const confirm = (openid: string, ticket: string) =>
  world.ask(openid, ['handler', 'signIn.confirm'], { ticket })

describe('signing in by a code', () => {
  it('shows who asks, waits for a yes, and lets in once', async () => {
    const browser = newBrowser()
    const shown = await browser.start()
    expect(shown.code.text).toBe(`packages/work/sign-in?scene=${shown.ticket}`)
    expect(
      Buffer.from(shown.code.image ?? '', 'base64')
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG')
    expect(dataOf(await browser.poll(shown))).toEqual({ state: 'waiting' })
    expect(codeOf(await browser.ask('sessions.current'))).toBe('SIGNED_OUT')
    expect(dataOf(await look(worker, shown.ticket))).toMatchObject({
      browser: 'Chrome（Windows）',
      source: '203.0.113.7',
      label: expect.stringContaining('罗布社区') as string,
    })
    expect(dataOf(await browser.poll(shown))).toMatchObject({ state: 'scanned' })
    expect(dataOf(await confirm(worker, shown.ticket))).toEqual({})
    expect(dataOf(await browser.poll(shown))).toEqual({ state: 'in' })
    expect(browser.cookie()).toMatch(/^session=[\w-]{43}$/)
    expect(dataOf(await browser.ask('sessions.current'))).toMatchObject({ isDistrict: false })
    expect(dataOf(await browser.poll(shown))).toEqual({ state: 'over' })
  })

  it('keeps neither the secret nor the session’s token', async () => {
    const browser = newBrowser()
    const shown = await browser.start()
    await look(worker, shown.ticket)
    await confirm(worker, shown.ticket)
    await browser.poll(shown)
    const stored = JSON.stringify(world.cloud.database.snapshot())
    expect(stored).not.toContain(shown.secret)
    expect(stored).not.toContain(browser.cookie().slice('session='.length))
  })

  it('what it costs: a poll one call, a look and a yes two each', async () => {
    const browser = newBrowser()
    const shown = await browser.start()
    const body = JSON.stringify({ operation: 'signIn.poll', input: secretsOf(shown) })
    const polled = await postToConsole({ cloud: world.cloud, cookie: '' }, body)
    expect(polled.outcome.explain.calls).toBe(1)
    await look(worker, shown.ticket)
    expect(world.lastCall().explain.calls).toBe(2)
    await confirm(worker, shown.ticket)
    expect(world.lastCall().explain.calls).toBe(2)
  })

  it('two polls at once open one session', async () => {
    const browser = newBrowser()
    const shown = await browser.start()
    await look(worker, shown.ticket)
    await confirm(worker, shown.ticket)
    const before = world.cloud.database.count('sessions')
    const answers = await Promise.all([
      browser.poll(shown),
      browser.poll(shown),
      browser.poll(shown),
    ])
    expect(answers.map((answer) => dataOf(answer).state).sort()).toEqual(['in', 'over', 'over'])
    expect(world.cloud.database.count('sessions')).toBe(before + 1)
  })
})

const secretsOf = ({ ticket, secret }: SignInTicket) => ({ ticket, secret })

describe('nobody gets in who should not', () => {
  it('another browser can’t use a ticket it saw', async () => {
    const [browser, thief] = [newBrowser(), newBrowser('198.51.100.9')]
    const shown = await browser.start()
    const own = await thief.start()
    await look(worker, shown.ticket)
    await confirm(worker, shown.ticket)
    const stolen = { ticket: shown.ticket, secret: own.secret }
    expect(codeOf(await thief.poll(stolen))).toBe('NOT_FOUND')
    expect(thief.cookie()).toBe('')
    expect(dataOf(await browser.poll(shown))).toEqual({ state: 'in' })
  })

  it('a refusal, and what comes after it', async () => {
    const browser = newBrowser()
    const shown = await browser.start()
    await look(worker, shown.ticket)
    await world.tell(worker, ['handler', 'signIn.refuse'], { ticket: shown.ticket })
    expect(dataOf(await browser.poll(shown))).toEqual({ state: 'refused' })
    expect(codeOf(await confirm(worker, shown.ticket))).toBe('WRONG_STATE')
    expect(dataOf(await browser.poll(shown))).toEqual({ state: 'refused' })
  })

  it('a ticket belongs to who scanned it first', async () => {
    const { ticket } = await newBrowser().start()
    await look(worker, ticket)
    expect(codeOf(await look(other, ticket))).toBe('ALREADY_TAKEN')
    expect(codeOf(await confirm(other, ticket))).toBe('NOT_FOUND')
    expect(codeOf(await confirm(worker, ticket))).toBe('ok')
    expect(codeOf(await confirm(worker, ticket))).toBe('ok')
  })

  it('nobody says yes to what they have not looked at', async () => {
    const { ticket } = await newBrowser().start()
    expect(codeOf(await confirm(worker, ticket))).toBe('NOT_FOUND')
  })

  it('a volunteer is told whom the page is for', async () => {
    const { ticket } = await newBrowser().start()
    const answer = await look(leader, ticket)
    expect(codeOf(answer)).toBe('FORBIDDEN')
    expect(codeOf(await look(worker, ticket))).toBe('ok')
  })

  it('a ticket lives for two minutes', async () => {
    const browser = newBrowser()
    const [shown, late] = [await browser.start(), await browser.start()]
    await look(worker, shown.ticket)
    await look(worker, late.ticket)
    await confirm(worker, late.ticket)
    world.cloud.clock.advance(limits.ticketMinutes * 60_000)
    expect(codeOf(await confirm(worker, shown.ticket))).toBe('TOO_LATE')
    expect(dataOf(await browser.poll(shown))).toEqual({ state: 'over' })
    expect(dataOf(await browser.poll(late))).toEqual({ state: 'over' })
    expect(codeOf(await look(worker, shown.ticket))).toBe('TOO_LATE')
    expect(browser.cookie()).toBe('')
  })

  it('who guesses is stopped, others are not', async () => {
    const thief = newBrowser('198.51.100.10')
    const most = limits.tries.poll.bySource
    const guesses = await Promise.all(
      Array.from({ length: most }, (_, at) => thief.poll({ ticket: `t${at}`, secret: 'x' })),
    )
    expect(new Set(guesses.map(codeOf))).toEqual(new Set(['NOT_FOUND']))
    expect(codeOf(await thief.poll({ ticket: 'one-more', secret: 'x' }))).toBe('TOO_MANY')
    expect(codeOf(await newBrowser().poll({ ticket: 'x', secret: 'x' }))).toBe('NOT_FOUND')
    world.cloud.clock.advance(limits.triesMinutes * 60_000)
    expect(codeOf(await thief.poll({ ticket: 'later', secret: 'x' }))).toBe('NOT_FOUND')
  })

  it('a flood of new codes ends for the one who makes it', async () => {
    await seedTries(`start:`, '198.51.100.11', limits.tries.start.bySource)
    expect(codeOf(await newBrowser('198.51.100.11').ask('signIn.start'))).toBe('TOO_MANY')
    expect(codeOf(await newBrowser().ask('signIn.start'))).toBe('ok')
  })
})

it('what nobody needs any more is forgotten within the hour', async () => {
  await newBrowser().start()
  const minute = 60_000
  const hour = 60 * minute
  const inTwoHours = Math.ceil(world.cloud.clock.now() / hour) * hour + hour + 17 * minute
  world.cloud.clock.set(inTwoHours)
  expect((await world.tick()).forgotten).toBeGreaterThan(2)
  expect(world.cloud.database.find('tickets')).toEqual([])
  expect(world.cloud.database.find('tries')).toEqual([])
  expect(world.cloud.database.count('audits')).toBeGreaterThan(0)
})

/** So many tries as if they had been made: the product's own first, then its counter set. */
async function seedTries(kind: string, address: string, count: number): Promise<void> {
  const known = new Set(idsOfTries())
  await newBrowser(address).ask('signIn.start')
  const made = idsOfTries().find((id) => !known.has(id) && !id.includes(':all:'))
  expect(made).toContain(kind)
  await world.cloud.database.update('tries', { _id: made }, { $set: { count } })
}

const idsOfTries = () => world.cloud.database.find('tries').map(({ _id }) => String(_id))

describe('the first administrator', () => {
  const redeem = (openid: string, code: string) =>
    world.ask(openid, ['handler', 'signIn.redeem'], { code })
  const newCode = () => makeAdminCode(localTarget(world.cloud.url), world.cloud.clock.now())

  it('is made by a one-time code, and signs in like everybody', async () => {
    const code = await newCode()
    expect(code).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/)
    expect(JSON.stringify(world.cloud.database.snapshot())).not.toContain(code.replace(/-/g, ''))
    const typed = ` ${code.toLowerCase().replace(/-/g, ' ')} `
    expect(dataOf(await redeem('first_admin', typed)).label).toContain('管理员')
    const browser = newBrowser()
    const shown = await browser.start()
    await look('first_admin', shown.ticket)
    await confirm('first_admin', shown.ticket)
    await browser.poll(shown)
    expect(dataOf(await browser.ask('sessions.current'))).toMatchObject({ isDistrict: true })
  })

  it('a code works once; the same person’s second try changes nothing', async () => {
    const code = await newCode()
    const answers = await Promise.all(['one_1', 'two_2', 'three_3'].map((one) => redeem(one, code)))
    expect(answers.map(codeOf).sort()).toEqual(['NOT_FOUND', 'NOT_FOUND', 'ok'])
    const winner = ['one_1', 'two_2', 'three_3'][answers.findIndex(({ ok }) => ok)] ?? ''
    const people = () => world.unit('沙县区').appointments.length
    const before = people()
    expect(codeOf(await redeem(winner, code))).toBe('ok')
    expect(people()).toBe(before)
  })

  it('a code waits for an hour', async () => {
    const code = await newCode()
    world.cloud.clock.advance(limits.adminCodeMinutes * 60_000)
    expect(codeOf(await redeem('too_late', code))).toBe('NOT_FOUND')
  })

  it('whoever guesses is stopped, even with the right one', async () => {
    const code = await newCode()
    const wrong = groupsOf('0'.repeat(16))
    for (let tries = 0; tries < limits.tries.redeem.bySource; tries++)
      expect(codeOf(await redeem('guesser', wrong))).toBe('NOT_FOUND')
    expect(codeOf(await redeem('guesser', code))).toBe('TOO_MANY')
    expect(codeOf(await redeem('honest', code))).toBe('ok')
  })
})
