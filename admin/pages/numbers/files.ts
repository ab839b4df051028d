import type { ExportRow, NumbersView } from '../../../typings/console'
import { type Failure, ask } from '../../api/client'
import { guardCell } from '../../files/csv'
import { saveCsv, saveXlsx } from '../../files/save'
import { exactWords } from '../../format/time'
import { channels, outcomes, states, topics, types, urgencies } from '../../format/words'
import { rateWords, rates, stretchWords } from './words'

export type Format = 'csv' | 'xlsx'

const columns: [title: string, cell: (row: ExportRow) => string][] = [
  ['编号', ({ number }) => number],
  ['提交时间', ({ submittedAt }) => exactWords(submittedAt)],
  ['渠道', ({ channel }) => channels[channel]],
  ['性质', ({ type }) => types[type]],
  ['类别', ({ topic }) => topics[topic]],
  ['紧急程度', ({ urgency }) => urgencies[urgency]],
  ['来自', ({ origin }) => origin],
  ['现在的单位', ({ unit }) => unit],
  ['状态', ({ state }) => states[state]],
  ['内容', ({ text }) => text],
  ['反映人', ({ reporter }) => reporter || '匿名或未留称呼'],
  ['第一次答复', ({ answeredAt }) => (answeredAt ? exactWords(answeredAt) : '')],
  ['办结时间', ({ resolvedAt }) => (resolvedAt ? exactWords(resolvedAt) : '')],
  ['办理结果', ({ outcome }) => (outcome ? outcomes[outcome] : '')],
  ['居民说解决了', ({ isSolved }) => (isSolved === null ? '' : isSolved ? '是' : '否')],
  ['满意星数', ({ satisfaction }) => (satisfaction === null ? '' : String(satisfaction))],
  ['超过时限次数', ({ misses }) => String(misses)],
  ['转手次数', ({ hops }) => String(hops)],
]

/** Brings what an export has collected and keeps it as a file; a failure, or null. */
export async function saveRequests(
  { id, title }: { id: string; title: string },
  format: Format,
): Promise<Failure | null> {
  const rows = [columns.map(([heading]) => heading)]
  for (let cursor: string | null | undefined; cursor !== null;) {
    const result = await ask('numbers.rows', { id, ...(cursor && { cursor }) })
    if (!result.ok) return result.failure
    rows.push(...result.data.items.map((row) => columns.map(([, cell]) => guardCell(cell(row)))))
    cursor = result.data.next
  }
  await save(title, rows, format)
  return null
}

/** Keeps the numbers that are shown as a file: the whole, its trend, its topics and its units. */
export function saveNumbers(view: NumbersView, format: Format): Promise<void> {
  const heading = ['分组', '名称', '收到', '在办', '办结', '重办', '超过时限']
  const row = (group: string, name: string, { amounts, rates: shares }: NumbersView['totals']) => [
    group,
    guardCell(name),
    ...[amounts.submitted, amounts.open, amounts.resolved, amounts.reopened, amounts.late].map(
      String,
    ),
    ...(Object.keys(rates) as (keyof typeof rates)[]).map((rate) => rateWords(shares[rate])),
  ]
  const units = view.units.flatMap((unit) => [unit, ...unit.below])
  const rows = [
    [...heading, ...Object.values(rates).map(({ name }) => name)],
    row('合计', view.unit.name, view.totals),
    ...view.trend.map((one) => row('时间', stretchWords(one), one.figures)),
    ...view.topics.map(({ key, figures }) => row('类别', topics[key], figures)),
    ...view.channels.map(({ key, figures }) => row('渠道', channels[key], figures)),
    ...units.flatMap(({ unit, figures }) => (figures ? [row('单位', unit.name, figures)] : [])),
  ]
  return save(`${view.unit.name} ${view.from} 到 ${view.to} 的数字`, rows, format)
}

async function save(name: string, rows: string[][], format: Format): Promise<void> {
  if (format === 'csv') saveCsv(name, rows)
  else await saveXlsx(name, rows)
}
