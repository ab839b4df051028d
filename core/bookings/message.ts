import { messageFields } from '../notices/fields'
import type { MessageField } from '../notices/fields'
import type { Message, MessageSettings, Template } from '../notices/message'
import type { BookingNotice, BookingNoticeKind } from './types'

type FieldSource = Template['fields'][string]

const states: Record<BookingNoticeKind, string> = {
  booked: '已经约好',
  promoted: '候补到位',
  offered: '等您确认',
  expired: '已经过时',
  approved: '已经确认',
  declined: '没有通过',
  cancelled: '已经取消',
  closed: '不再开放',
  reminder: '预约提醒',
}

/** The WeChat message beside a notice of a booking; null when there is no template for residents. */
export function bookingMessage(
  notice: BookingNotice,
  { templates }: MessageSettings,
): Message | null {
  const template = templates.resident
  if (!template) return null
  const entries = Object.entries(template.fields)
  const data = entries.map(([name, source]) => [name, { value: valueOf(name, source, notice) }])
  return {
    templateId: template.id,
    page: `packages/home/booking?id=${notice.bookingId}`,
    data: Object.fromEntries(data) as Message['data'],
  }
}

function valueOf(name: string, source: FieldSource, notice: BookingNotice): string {
  const kind = name.replace(/\d+$/, '')
  if (kind === 'time') return messageFields.time(notice.at)
  const texts: Record<FieldSource, string> = {
    summary: notice.text,
    state: states[notice.kind],
    time: messageFields.time(notice.at),
    number: notice.bookingId.slice(-4),
    words: notice.text,
  }
  return isField(kind) && kind !== 'time' ? messageFields[kind](texts[source]) : texts[source]
}

const isField = (kind: string): kind is MessageField => kind in messageFields
