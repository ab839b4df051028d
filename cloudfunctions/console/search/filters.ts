import * as v from 'valibot'
import { limits } from '../../../core/limits'
import { day, flag, id, oneOf, page, words } from '../../shared/schemas'
import { channels, states, topics, types, urgencies } from '../../shared/vocabulary'

const appointment = v.strictObject({ unitId: id, appointmentId: id })

/** What a list is narrowed by. */
export const filterEntries = {
  isOpen: v.exactOptional(flag),
  state: v.exactOptional(oneOf(states, '状态')),
  light: v.exactOptional(oneOf(['amber', 'red', 'overdue'], '时限')),
  isDueToday: v.exactOptional(v.literal(true, '今天到期的条件不对。')),
  topic: v.exactOptional(oneOf(topics, '分类')),
  type: v.exactOptional(oneOf(types, '类型')),
  urgency: v.exactOptional(oneOf(urgencies, '紧急程度')),
  channel: v.exactOptional(oneOf(channels, '来源')),
  unitId: v.exactOptional(id),
  handler: v.exactOptional(
    v.union([oneOf(['me', 'nobody'], '承办人'), appointment], '承办人不对。'),
  ),
  hasCoHandlers: v.exactOptional(v.literal(true, '协办的条件不对。')),
  submittedFrom: v.exactOptional(day),
  submittedTo: v.exactOptional(day),
  text: v.exactOptional(words('查找的内容', limits.searchText)),
}

export const filters = v.strictObject(filterEntries)

export const search = v.strictObject({ ...filterEntries, ...page })
