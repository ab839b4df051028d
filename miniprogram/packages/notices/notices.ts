import type { BulletinLine, Page as PageOf } from '../../../typings/api'
import { callResident, type Result } from '../../api/client'
import { emptyListing, pullList, refreshList, restartList } from '../../api/list'
import { followLook, lookStyle } from '../../api/look'
import { open, routes } from '../../api/pages'
import { happenedAt } from '../../format/time'

interface Line {
  id: string
  title: string
  from: string
  isRead: boolean
}

function toLine(bulletin: BulletinLine & { isRead: boolean }): Line {
  const { id, title, from, at, isForWorkers, isRead } = bulletin
  const whom = isForWorkers ? ' · 给有岗位的人' : ''
  return { id, title, from: `${from.name} · ${happenedAt(at, Date.now())}${whom}`, isRead }
}

Page({
  data: { pageStyle: lookStyle(), list: emptyListing<Line>() },
  onShow() {
    followLook(this)
    void this.refresh()
  },
  async loadPage(): Promise<Result<PageOf<Line>>> {
    const result = await callResident('bulletins.list', {})
    if (!result.ok) return result
    return { ok: true, data: { items: result.data.items.map(toLine), next: null } }
  },
  refresh(): Promise<void> {
    return refreshList(this)
  },
  onPullDownRefresh(): Promise<void> {
    return pullList(this)
  },
  onRetry(): Promise<void> {
    return restartList(this)
  },
  onOpen(event: WechatMiniprogram.TouchEvent) {
    open(routes.notice((event.currentTarget.dataset as { id: string }).id))
  },
})
