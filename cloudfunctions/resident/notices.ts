import * as v from 'valibot'
import type { NoticeView, ResidentApi } from '../../typings/api'
import type { Operations } from '../shared/operation'
import { pageOf, pageSize } from '../shared/paging'
import { page, recordOf } from '../shared/schemas'
import { wxDatabase as database } from '../shared/sdk/wx'
import { countUnread, findInbox, markRead } from '../shared/stores/notices'
import type { StoredNotice } from '../shared/stores/notices'
import { addGrants } from '../shared/stores/users'

type Notices = Pick<ResidentApi, 'notices.list' | 'notices.read' | 'notices.grant'>

const noticeId = v.pipe(
  v.string('缺少编号。'),
  v.regex(/^[\w:.-]{1,200}$/, '这个编号不对，请返回重试。'),
)
const answer = v.picklist(['accept', 'reject', 'ban'], '订阅结果不对。')

export const notices: Operations<Notices> = {
  'notices.list': {
    input: v.strictObject(page),
    async run(input, { openid }) {
      const limit = pageSize(input)
      const query = {
        userId: openid,
        limit: limit + 1,
        ...(input.cursor && { before: input.cursor }),
      }
      const [rows, unread] = await Promise.all([
        findInbox(database, query),
        countUnread(database, openid),
      ])
      return { ...pageOf(rows, limit, { key: (row) => row.listKey, view: viewNotice }), unread }
    },
  },
  'notices.read': {
    input: v.strictObject({
      ids: v.exactOptional(v.pipe(v.array(noticeId), v.maxLength(50, '一次最多标记 50 条。'))),
    }),
    async run({ ids }, { openid }) {
      await markRead(database, openid, ids)
      return { unread: await countUnread(database, openid) }
    },
  },
  'notices.grant': {
    input: v.strictObject({
      templates: v.pipe(
        recordOf(v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/, '模板编号不对。')), answer),
        v.maxEntries(5, '一次最多订阅 5 种提醒。'),
      ),
    }),
    async run({ templates }, { openid, now }) {
      const accepted = Object.keys(templates).filter((id) => templates[id] === 'accept')
      await addGrants(database, openid, { templates: accepted, now })
      return { granted: accepted.length }
    },
  },
}

function viewNotice(notice: StoredNotice): NoticeView {
  const { _id, at, text, requestId, opens, isRead, bookingId } = notice
  const view = { id: _id, at: new Date(at).toISOString(), text, requestId, opens, isRead }
  return bookingId ? { ...view, bookingId } : view
}
