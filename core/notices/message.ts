import type { RequestState } from '../../typings/domain'
import type { FieldSource, MessageSettings, Template } from '../../typings/settings'
import type { Notice, Request } from '../requests/types'
import { type MessageField, messageFields } from './fields'
import { defaultQuietHours } from './quiet'

export type { FieldSource, MessageSettings, Template }

/** Without templates nobody is asked and nothing is sent: the inbox has everything. */
export const noMessages: MessageSettings = { templates: {}, quiet: defaultQuietHours }

/** A subscribe message as WeChat takes it, but for its receiver. */
export interface Message {
  templateId: string
  page: string
  data: Record<string, { value: string }>
}

const states: Record<RequestState, string> = {
  assigned: '待接手',
  accepted: '办理中',
  waiting: '待补充',
  resolved: '待评价',
  closed: '已关闭',
  withdrawn: '已撤回',
  declined: '不予受理',
  merged: '已合并',
}

const pages: Record<Notice['opens'], string> = {
  request: 'packages/request/request',
  answer: 'packages/work/answer',
  follow: 'packages/request/follow',
}

type Subject = Pick<Request, '_id' | 'number' | 'state'>

/** The message beside a notice, cut to what WeChat takes; null when there is no template for it. */
export function messageFor(
  notice: Notice,
  request: Subject,
  { templates }: MessageSettings,
): Message | null {
  const template = templates[notice.audience === 'worker' ? 'worker' : 'resident']
  if (!template) return null
  const entries = Object.entries(template.fields)
  const data = entries.map(([name, source]) => [
    name,
    { value: valueOf(kindOf(name), source, { notice, request }) },
  ])
  return {
    templateId: template.id,
    page: `${pages[notice.opens]}?id=${request._id}`,
    data: Object.fromEntries(data) as Message['data'],
  }
}

function valueOf(
  kind: MessageField,
  source: FieldSource,
  { notice, request }: { notice: Notice; request: Subject },
): string {
  if (kind === 'time') return messageFields.time(notice.at)
  const texts: Record<FieldSource, string> = {
    summary: notice.summary,
    state: states[request.state],
    time: messageFields.time(notice.at),
    number: request.number,
    words: notice.text,
  }
  return messageFields[kind](texts[source])
}

/** "thing12" → thing. A template names its fields by kind and number. */
function kindOf(name: string): MessageField {
  const kind = name.replace(/\d+$/, '')
  return kind in messageFields ? (kind as MessageField) : 'thing'
}
