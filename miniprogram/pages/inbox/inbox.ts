import type { HomeView, NoticeView, Page as PageOf } from '../../../typings/api'
import { callResident, type Result } from '../../api/client'
import { emptyListing, extendList, pullList, refreshList, restartList } from '../../api/list'
import { followLook, lookStyle } from '../../api/look'
import { explain, open, routes } from '../../api/pages'
import { keepUnread, lastHome } from '../../api/session'
import { happenedAt } from '../../format/time'

interface NoticeLine extends NoticeView {
  when: string
}

function toLine(notice: NoticeView): NoticeLine {
  return { ...notice, when: happenedAt(notice.at, Date.now()) }
}

/** The newest notice to where they live or work, as the first screen had it. */
function bulletinWords(home: HomeView | null): string {
  return home?.bulletin ? `${home.bulletin.from.name}：${home.bulletin.title}` : ''
}

function pageFor(opens: NoticeView['opens']): (id: string) => string {
  if (opens === 'answer') return routes.answer
  return opens === 'follow' ? routes.follow : routes.request
}

Page({
  data: { pageStyle: lookStyle(), list: emptyListing<NoticeLine>(), unread: 0, bulletin: '' },
  onShow() {
    followLook(this)
    this.setData({ bulletin: bulletinWords(lastHome()) })
    void this.refresh()
  },
  onBulletins() {
    open(routes.notices())
  },
  async loadPage(cursor?: string): Promise<Result<PageOf<NoticeLine>>> {
    const result = await callResident('notices.list', cursor ? { cursor } : {})
    if (!result.ok) return result
    keepUnread(result.data.unread)
    this.setData({ unread: result.data.unread })
    const { items, next } = result.data
    return { ok: true, data: { items: items.map(toLine), next } }
  },
  refresh(): Promise<void> {
    return refreshList(this)
  },
  onPullDownRefresh(): Promise<void> {
    return pullList(this)
  },
  onReachBottom(): Promise<void> {
    return extendList(this)
  },
  onRetry(): Promise<void> {
    return restartList(this)
  },
  onOpenNotice(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    const notice = this.data.list.items.find((item) => item.id === id)
    if (!notice) return
    if (!notice.isRead) void this.markRead([id])
    if (notice.bookingId) open(routes.booking(notice.bookingId))
    if (!notice.requestId || notice.opens === 'none') return
    const { requestId } = notice
    open(pageFor(notice.opens)(requestId))
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
