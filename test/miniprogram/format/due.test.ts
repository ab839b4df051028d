import { dueWords, promise } from '../../../miniprogram/format/due'
import type { DueView } from '../../../typings/api'
import type { Light } from '../../../typings/domain'

const now = Date.parse('2026-11-23T10:00:00+08:00')

function due(light: Light, clock: 'accept' | 'handle' | 'final', inHours: number): DueView {
  const at = new Date(now + inHours * 3_600_000).toISOString()
  return { light, next: { clock, at }, acceptBy: null, handleBy: null, finalBy: null }
}

describe('the clock for those who handle it', () => {
  test('each light has words, so that nobody needs to see its colour', () => {
    expect(dueWords(due('calm', 'handle', 5), now)?.text).toBe('还剩 5 小时')
    expect(dueWords(due('amber', 'handle', 5), now)?.text).toBe('还剩 5 小时 · 时间过半')
    expect(dueWords(due('red', 'handle', 1), now)?.text).toBe('还剩 1 小时 · 快到时间')
    expect(dueWords(due('overdue', 'handle', -2), now)?.text).toBe('已超时 2 小时')
    expect(dueWords(due('paused', 'handle', 5), now)?.text).toBe('等补充，先停表')
    expect(dueWords(due('stopped', 'handle', 5), now)).toBeNull()
  })

  test('amber and red differ in icon as well', () => {
    const amber = dueWords(due('amber', 'handle', 5), now)
    const red = dueWords(due('red', 'handle', 5), now)
    expect(amber?.icon).not.toBe(red?.icon)
  })
})

describe('what a resident may expect', () => {
  test('names the next thing and its time', () => {
    expect(promise(due('calm', 'accept', 4), now)).toBe('今天下午 2 点前会有人接手')
    expect(promise(due('calm', 'handle', 24), now)).toBe('明天上午 10 点前会有答复')
    expect(promise(due('calm', 'final', 24), now)).toBe('明天上午 10 点前会办完')
  })

  test('admits a missed time instead of promising it again', () => {
    expect(promise(due('overdue', 'accept', -1), now)).toBe('已过了约定时间，会自动交给上一级')
  })

  test('says nothing while no clock runs', () => {
    expect(promise(due('paused', 'handle', 4), now)).toBe('')
    expect(promise({ ...due('calm', 'accept', 4), next: null }, now)).toBe('')
  })
})
