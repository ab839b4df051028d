import type { NoticeView } from '../../../typings/api'
import { callResident } from '../../api/client'
import { emptyListing, withFirstPage, withNextPage, type Listing } from '../../api/list'
import { followLook, lookStyle } from '../../api/look'
import { explain, open, routes } from '../../api/pages'
import { keepUnread } from '../../api/session'
import { happenedAt } from '../../format/time'

interface NoticeLine extends NoticeView {
  when: string
}

function toLine(notice: NoticeView): NoticeLine {
  return { ...notice, when: happenedAt(notice.at, Date.now()) }
}

Page({
  data: { pageStyle: lookStyle(), list: emptyListing<NoticeLine>(), unread: 0 },
  onShow() {
    followLook(this)
    void this.refresh()
  },
  async loadPage(cursor?: string) {
    const result = await callResident('notices.list', cursor ? { cursor } : {})
    if (!result.ok) return result
    keepUnread(result.data.unread)
    this.setData({ unread: result.data.unread })
    const { items, next } = result.data
    return { ok: true as const, data: { items: items.map(toLine), next } }
  },
  async refresh() {
    this.setData({ list: withFirstPage(this.data.list, await this.loadPage()) })
  },
  async onPullDownRefresh() {
    await this.refresh()
    wx.stopPullDownRefresh()
  },
  async onReachBottom() {
    const { next, status } = this.data.list
    if (!next || status !== 'ready') return
    const list: Listing<NoticeLine> = { ...this.data.list, status: 'more' }
    this.setData({ list })
    this.setData({ list: withNextPage(list, await this.loadPage(next)) })
  },
  onRetry() {
    this.setData({ list: emptyListing<NoticeLine>() })
    void this.refresh()
  },
  onOpenNotice(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    const notice = this.data.list.items.find((item) => item.id === id)
    if (!notice) return
    if (!notice.isRead) void this.markRead([id])
    if (!notice.requestId || notice.opens === 'none') return
    const { requestId } = notice
    open(notice.opens === 'answer' ? routes.answer(requestId) : routes.request(requestId))
  },
  async markRead(ids: string[]) {
    const result = await callResident('notices.read', { ids }, { isQuiet: true })
    if (result.ok) this.showRead(ids, result.data.unread)
  },
  async onReadAll() {
    const result = await callResident('notices.read', {})
    if (result.ok) this.showRead(null, result.data.unread)
    else explain(result.failure.message)
  },
  /** `ids` null: all of them. */
  showRead(ids: string[] | null, unread: number) {
    const items = this.data.list.items.map((item) =>
      !ids || ids.includes(item.id) ? { ...item, isRead: true } : item,
    )
    this.setData({ unread, list: { ...this.data.list, items } })
    keepUnread(unread)
  },
})
