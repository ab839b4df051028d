import type { DeskDay, DeskRow, DeskSlot } from '../../typings/bookings'
import { chinaTime, startOfDay } from '../calendar'
import { dayWords } from './words'

const style = `body{font:16px/1.5 sans-serif;margin:24px}h2{font-size:18px;margin:20px 0 4px}
table{width:100%;border-collapse:collapse}td,th{border:1px solid #999;padding:6px;text-align:left}
th{font-weight:600}.tick{width:3em}`

/** A day of a home's desk as a page to print: who comes when, with a column to tick. */
export function daySheet({ home, day, slots }: DeskDay): string {
  const title = escape(`${home.name} ${dayWords(startOfDay(day))}`)
  const booked = slots.filter(({ rows, closedBecause }) => rows.length > 0 || closedBecause)
  const body = booked.map(slotTable).join('') || '<p>这一天还没有人预约。</p>'
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>${title}</title>
<style>${style}</style><h1>${title}</h1>${body}</html>`
}

function slotTable(slot: DeskSlot): string {
  const time = `${chinaTime(Date.parse(slot.startAt))}–${chinaTime(Date.parse(slot.endAt))}`
  const heading = `<h2>${time} ${escape(slot.service)}</h2>`
  if (slot.closedBecause) return `${heading}<p>不开放：${escape(slot.closedBecause)}</p>`
  const head =
    '<tr><th>号码</th><th>姓名</th><th>电话</th><th>人数</th><th class="tick">到</th></tr>'
  return `${heading}<table>${head}${slot.rows.map(rowOf).join('')}</table>`
}

function rowOf({ code, name, phone, party, place }: DeskRow): string {
  const who = `${name || '邻居'}${place ? `（候补 ${place}）` : ''}`
  const cells = [code, who, phone, String(party), '']
  return `<tr>${cells.map((cell) => `<td>${escape(cell)}</td>`).join('')}</tr>`
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const escape = (text: string) => text.replace(/[&<>"]/g, (one) => entities[one] ?? one)
