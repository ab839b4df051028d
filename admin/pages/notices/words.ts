import type { BulletinAudience, BulletinState, StaffBulletin } from '../../../typings/console'
import { momentWords } from '../../format/time'
import type { Tone } from '../../format/words'

export const states: Record<BulletinState, { word: string; tone: Tone }> = {
  scheduled: { word: '等到时间', tone: 'soon' },
  shown: { word: '正在显示', tone: 'good' },
  over: { word: '已结束', tone: 'plain' },
  withdrawn: { word: '已撤回', tone: 'plain' },
}

export const audiences: Record<BulletinAudience, string> = {
  everybody: '所有人',
  appointed: '只给有岗位的人',
}

/** Whom it is for: "罗布社区、府西社区 · 所有人". */
export function receivers({ units, audience }: StaffBulletin): string {
  const names = units.map(({ name }) => name)
  const more = names.length > 3 ? `等 ${names.length} 个单位` : ''
  return `${names.slice(0, 3).join('、')}${more} · ${audiences[audience]}`
}

/** When it is shown: "今天 09:00 到 明天 12:00". */
export function shownWhen({ from, until }: StaffBulletin, now: number): string {
  return `${momentWords(from, now)} 到 ${momentWords(until, now)}`
}
