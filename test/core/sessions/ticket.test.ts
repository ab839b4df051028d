import * as fc from 'fast-check'
import { isRefusal } from '../../../core/errors'
import { limits } from '../../../core/limits'
import { codeAlphabet, groupsOf, readCode } from '../../../core/sessions/admin-code'
import { browserWords } from '../../../core/sessions/browser'
import { endOf, isLive } from '../../../core/sessions/session'
import { lookAt, progressOf, settle } from '../../../core/sessions/ticket'
import type { Ticket } from '../../../core/sessions/ticket'
import { weigh, windowOf } from '../../../core/sessions/tries'

const minute = 60_000
const fresh: Ticket = {
  _id: 't',
  secretHash: 'h',
  browser: 'Chrome',
  source: 'local',
  createdAt: 0,
  state: 'shown',
  person: null,
}

type Step = { kind: 'look' | 'confirmed' | 'refused' | 'poll'; who: string; after: number }

const steps = fc.array(
  fc.record<Step>({
    kind: fc.constantFrom('look', 'confirmed', 'refused', 'poll'),
    who: fc.constantFrom('a', 'b'),
    after: fc.integer({ min: 0, max: 40_000 }),
  }),
  { maxLength: 12 },
)

/** One step as the shell takes it: a poll that may let in uses the ticket up. */
function take(ticket: Ticket, { kind, who }: Step, now: number): Ticket {
  if (kind === 'poll')
    return progressOf(ticket, now) === 'in' ? { ...ticket, state: 'used' } : ticket
  const next =
    kind === 'look'
      ? lookAt(ticket, { userId: who, label: who, path: [] }, now)
      : settle(ticket, { to: kind, userId: who, now })
  return isRefusal(next) ? ticket : next
}

it('whatever happens, a ticket lets in once, in time, by the yes of who scanned it first', () => {
  fc.assert(
    fc.property(steps, (sequence) => {
      let [ticket, now, entries] = [fresh, 0, 0]
      let yes: string | null = null
      let first: string | null = null
      for (const step of sequence) {
        now += step.after
        const before = ticket
        ticket = take(before, step, now)
        if (before.state === 'shown' && ticket.state === 'looked_at') first = step.who
        if (before.state !== 'confirmed' && ticket.state === 'confirmed') yes = step.who
        if (before.state !== 'used' && ticket.state === 'used') {
          entries++
          expect(now).toBeLessThan(limits.ticketMinutes * minute)
          expect(yes).toBe(first)
        }
        if (before.state === 'refused') expect(ticket).toBe(before)
      }
      expect(entries).toBeLessThanOrEqual(1)
    }),
  )
})

it('a session ends two hours after its last use and twelve after its first', () => {
  const session = { _id: 's', userId: 'u', browser: '', source: '', createdAt: 0, endedAt: null }
  expect(endOf({ createdAt: 0, usedAt: 0 })).toBe(120 * minute)
  expect(endOf({ createdAt: 0, usedAt: 700 * minute })).toBe(720 * minute)
  expect(isLive({ ...session, usedAt: 0 }, 120 * minute - 1)).toBe(true)
  expect(isLive({ ...session, usedAt: 0 }, 120 * minute)).toBe(false)
  expect(isLive({ ...session, usedAt: 0, endedAt: 1 }, 2)).toBe(false)
})

it('tries slow down at half of what is allowed and stop above all of it', () => {
  const { bySource, inAll } = limits.tries.redeem
  expect(weigh('redeem', { bySource: 1, inAll: 1 })).toBe('go')
  expect(weigh('redeem', { bySource: bySource / 2 + 1, inAll: 9 })).toBe('slow')
  expect(weigh('redeem', { bySource, inAll: 9 })).toBe('slow')
  expect(weigh('redeem', { bySource: bySource + 1, inAll: 9 })).toBe('stop')
  expect(weigh('redeem', { bySource: 1, inAll: inAll + 1 })).toBe('stop')
  expect(windowOf(limits.triesMinutes * minute - 1).number).toBe(0)
  expect(windowOf(0).endsAt).toBe(limits.triesMinutes * minute)
})

it('a code is read as it was meant', () => {
  const code = codeAlphabet.slice(0, 16)
  expect(groupsOf(code)).toBe('0123-4567-89AB-CDEF')
  expect(readCode(' 0123-4567 89ab.cdef ')).toBe(code)
  expect(readCode('OIL')).toBe('011')
  expect(codeAlphabet).toHaveLength(32)
})

it.each([
  [
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126.0 Safari/537.36',
    'Chrome（Windows）',
  ],
  ['Mozilla/5.0 (Windows NT 10.0) Chrome/126.0 Safari/537.36 Edg/126.0', 'Edge（Windows）'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Version/17 Safari/605.1', 'Safari（macOS）'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko Firefox/127.0', 'Firefox（Linux）'],
  ['Mozilla/5.0 (Linux; Android 14) Chrome/120 MicroMessenger/8.0', '微信（安卓）'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Safari/604.1', 'Safari（iOS）'],
  ['<script>alert(1)</script>', '浏览器'],
  ['', '浏览器'],
])('%s is %s', (userAgent, words) => {
  expect(browserWords(userAgent)).toBe(words)
})
