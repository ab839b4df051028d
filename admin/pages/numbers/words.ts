import type {
  AmountName,
  AnswerTime,
  Rate,
  RateName,
  ResolveTime,
  WorkView,
} from '../../../typings/console'

/** Each rate with what it means, as the counting does it. */
export const rates: Record<RateName, { name: string; means: string }> = {
  response_rate: {
    name: '响应率',
    means: '第一次答复前没有超过签收时限的，占已经答复或已经超时的。还在时限内的不算。',
  },
  resolution_rate: {
    name: '解决率',
    means: '居民说“解决了”的，占居民说了解决或没解决的。没有表态的不算。',
  },
  satisfaction_rate: {
    name: '满意率',
    means: '打 4 星、5 星的，占打了星的。',
  },
  resolved_in_grid_rate: {
    name: '不出微网格率',
    means: '一直在本微网格办结的，占从微网格提交、已经办结的。空岗时直接到上级的，算出了微网格。',
  },
}

export const amounts: Partial<Record<AmountName, { name: string; means: string }>> = {
  submitted: {
    name: '收到',
    means: '这段时间提交的诉求。每件只算一次，算在提交的那一天和来的地方。',
  },
  open: { name: '在办', means: '现在还没有办结的。' },
  resolved: { name: '办结', means: '现在是待评价或已关闭的。' },
  reopened: { name: '重办', means: '居民说没有解决、重新办过的。' },
  late: { name: '超过时限', means: '有过任何一个时限没赶上的。' },
  declined: { name: '不予受理', means: '按规定不受理、告诉了去哪里反映的。' },
}

export const answerTimes: Record<AnswerTime, string> = {
  m15: '15 分钟内',
  h1: '1 小时内',
  h4: '4 小时内',
  d1: '1 天内',
  d3: '3 天内',
  longer: '3 天以上',
}

export const resolveTimes: Record<ResolveTime, string> = {
  h4: '4 小时内',
  d1: '1 天内',
  d2: '2 天内',
  d5: '5 天内',
  d15: '15 天内',
  longer: '15 天以上',
}

export const work: Record<keyof WorkView, string> = {
  received: '经手',
  resolved: '办结',
  misses: '超过时限',
  asked: '请来协办',
  replied: '协办已答复',
}

export const weekdays = ['周一', '周二', '周三', '周四', '周五', '周六', '周日']

/** "92.5%"; a dash where there is nothing to divide by. */
export function rateWords({ part, of }: Rate): string {
  return of === 0 ? '—' : `${shareOf({ part, of })}%`
}

/** In percent, to one place. */
export function shareOf({ part, of }: Rate): number {
  return of === 0 ? 0 : Math.round((part / of) * 1000) / 10
}

export const count = (value: number): string => value.toLocaleString('zh-CN')

/** "11月3日", "11月3日–9日", "11月", as the stretch is long. */
export function stretchWords({ from, to }: { from: string; to: string }): string {
  const [, month, day] = from.split('-').map(Number)
  if (from === to) return `${month}月${day}日`
  const [, endMonth, endDay] = to.split('-').map(Number)
  return month === endMonth
    ? `${month}月${day}–${endDay}日`
    : `${month}月${day}日–${endMonth}月${endDay}日`
}
