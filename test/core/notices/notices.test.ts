import fc from 'fast-check'
import { chinaInstant, chinaTime } from '../../../core/calendar'
import { clip, messageFields } from '../../../core/notices/fields'
import { defaultQuietHours, deliverAt } from '../../../core/notices/quiet'
import { deliveryOf, fateOf } from '../../../core/notices/retry'
import type { Request } from '../../../core/requests/types'
import { done, monday, newRequest } from '../place'
import { inState } from '../requests/states'

const toldBy = (before: Request, after: Request) =>
  after.outbox
    .slice(before.outbox.length)
    .map(({ userId, kind, audience }) => `${userId} ${kind} ${audience}`)

describe('who is told', () => {
  test('a passed deadline: both levels and the resident', () => {
    const request = newRequest()
    const pass = { name: 'pass_deadline', clock: 'accept', version: 1 } as const
    const passed = done(request, 'system', pass, { now: request.dueAt! }).next
    expect(toldBy(request, passed)).toEqual([
      'areaLeader missed_deadline worker',
      'leader7 missed_deadline worker',
      'resident1 missed_deadline resident',
    ])
    expect(passed.outbox.map(({ text }) => text).at(-1)).toBe(
      '“楼道的灯不亮了”超过了时限，现在由罗布社区 2 片区网格长办理：罗布社区 07 微网格的微网格长在 4 个工作小时内没有接手，转由罗布社区 2 片区网格长接手',
    )
  })

  test('an emergency: the leader, the area, the community and the district at once, the subdistrict not', () => {
    const { outbox } = newRequest({ text: '楼道着火了' })
    expect(outbox.map(({ userId }) => userId)).toEqual([
      'leader7',
      'areaLeader',
      'worker1',
      'worker2',
      'dispatcher',
    ])
    expect(outbox.every(({ kind, isUrgent }) => kind === 'emergency' && isUrgent)).toBe(true)
  })

  test('never the one who acted, even as the reporter', () => {
    const request = { ...newRequest(), reporterId: 'leader7' }
    const accepted = done(request, 'leader7', { name: 'accept' }).next
    expect(toldBy(request, accepted)).toEqual([])
  })

  test('late words reach the last handler', () => {
    const closed = inState.closed()
    const late = done(closed, 'resident1', { name: 'supplement', text: '又坏了' }).next
    expect(toldBy(closed, late)).toEqual(['worker1 late_words worker'])
  })

  test('the resident of a merged request, of what happens to the main one', () => {
    const main = done(newRequest({}, { id: 'main' }), 'leader7', { name: 'accept' }).next
    const twin = { ...newRequest(), reporterId: 'resident2' }
    const merged = done(twin, 'leader7', { name: 'merge' }, { other: main }).next
    const absorbed = done(main, 'leader7', { name: 'absorb' }, { other: twin }).next
    expect(merged.mergedInto).toEqual({ id: 'main', number: main.number })
    const resolved = done(absorbed, 'leader7', {
      name: 'resolve',
      outcome: 'solved',
      text: '好了',
    }).next
    expect(toldBy(absorbed, resolved)).toEqual([
      'resident1 resolved resident',
      'resident2 resolved resident',
    ])
  })

  test('a follower of a private request, by its number only', () => {
    const main = {
      ...newRequest({ text: '我家老人的病', isPrivate: true }),
      followers: ['resident2'],
    }
    const accepted = done(main, 'leader7', { name: 'accept' }).next
    const textFor = (userId: string) => accepted.outbox.find((one) => one.userId === userId)?.text
    expect(textFor('resident1')).toContain('我家老人的病')
    expect(textFor('resident2')).toBe('罗布社区 07 微网格长接手了您反映的“编号 4827 1930”')
  })

  test('every sentence is one of ours: no gap, no exclamation mark', () => {
    for (const build of Object.values(inState)) {
      for (const { text } of build().outbox) {
        expect(text).not.toMatch(/undefined|null|！|!|：$|；$/u)
        expect(text.length).toBeGreaterThan(6)
      }
    }
  })
})

describe('quiet hours', () => {
  const calm = { isUrgent: false }
  test.each([
    ['2026-11-23', '21:29', '2026-11-23', '21:29'],
    ['2026-11-23', '21:30', '2026-11-24', '07:30'],
    ['2026-11-24', '02:00', '2026-11-24', '07:30'],
    ['2026-11-24', '07:30', '2026-11-24', '07:30'],
  ])('%s %s → %s %s', (day, time, dayOut, timeOut) => {
    const at = deliverAt(calm, chinaInstant(day, time), defaultQuietHours)
    expect(at).toBe(chinaInstant(dayOut, timeOut))
  })

  test('an emergency waits for nobody; a quiet stretch inside a day works too', () => {
    const night = chinaInstant('2026-11-24', '02:00')
    expect(deliverAt({ isUrgent: true }, night, defaultQuietHours)).toBe(night)
    expect(deliverAt(calm, night, null)).toBe(night)
    const noon = deliverAt(calm, chinaInstant('2026-11-24', '12:30'), {
      from: '12:00',
      to: '14:00',
    })
    expect(chinaTime(noon)).toBe('14:00')
  })
})

describe('fields of subscribe messages', () => {
  test('always fit, whatever is put in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect([...messageFields.thing(text)].length).toBeLessThanOrEqual(20)
        expect(messageFields.thing(text)).not.toBe('')
        expect(messageFields.phrase(text)).toMatch(/^\p{Script=Han}{1,5}$/u)
        expect(messageFields.name(text)).toMatch(/^\p{Script=Han}{1,10}$/u)
        expect(messageFields.character_string(text)).toMatch(/^[\x21-\x7e]{1,32}$/)
      }),
    )
  })

  test('say as much as they may', () => {
    expect(messageFields.thing('一二三四五六七八九十一二三四五六七八九十再')).toBe(
      '一二三四五六七八九十一二三四五六七八九…',
    )
    expect(messageFields.phrase('已有人 接手了 07')).toBe('已有人接手')
    expect(messageFields.time(monday)).toBe('2026年11月23日 09:00')
    expect(clip('  两 行\n字 ', 10)).toBe('两 行 字')
  })
})

describe('a message WeChat refuses', () => {
  test('43101 and 43107 end it, 43108 and silence retry after 5 and 30 minutes, then it is stuck', () => {
    const fate = (code: number, tries: number) => fateOf(deliveryOf(code), { tries, now: monday })
    expect([fate(0, 1), fate(43101, 1), fate(43107, 1)].map(({ is }) => is)).toEqual([
      'over',
      'over',
      'over',
    ])
    expect(fate(43108, 1)).toEqual({ is: 'retried', at: monday + 5 * 60_000 })
    expect(fate(-1, 2)).toEqual({ is: 'retried', at: monday + 30 * 60_000 })
    expect([fate(-1, 3), fate(47003, 1)].map(({ is }) => is)).toEqual(['stuck', 'stuck'])
  })
})
