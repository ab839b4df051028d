import type { Input, RequestLine } from '../../../typings/api'
import { callHandler } from '../../api/client'
import { emptyListing, withFirstPage, withNextPage, type Listing } from '../../api/list'
import { followLook, lookStyle } from '../../api/look'
import { open, routes, showTab } from '../../api/pages'
import { hasWork, lastHome, loadHome } from '../../api/session'

type View = 'mine' | 'unit' | 'overdue'

const queries = {
  mine: { scope: 'mine' },
  unit: { scope: 'unit' },
  overdue: { scope: 'unit', isOverdue: true },
} as const satisfies Record<View, Input<'handler', 'queue.list'>>

const views = [
  { id: 'mine', name: '我手上的' },
  { id: 'unit', name: '单位里的' },
  { id: 'overdue', name: '超时的' },
] as const satisfies { id: View; name: string }[]

const emptyWords = {
  mine: { title: '手上没有要办的', detail: '有新的会在消息里告诉您。' },
  unit: { title: '单位里没有要办的', detail: '' },
  overdue: { title: '没有超时的', detail: '' },
} as const satisfies Record<View, { title: string; detail: string }>

Page({
  data: {
    pageStyle: lookStyle(),
    views,
    view: 'mine' as View,
    list: emptyListing<RequestLine>(),
    empty: emptyWords.mine as (typeof emptyWords)[View],
    /** Null until it is known whether there is an appointment. */
    isAllowed: (lastHome() && hasWork()) as boolean | null,
    duty: '',
    isOnLeave: false,
  },
  async onShow() {
    followLook(this)
    if (!lastHome()) await loadHome({ isQuiet: true })
    this.showDuty()
    if (hasWork()) await this.refresh()
  },
  showDuty() {
    const appointments = lastHome()?.profile.appointments ?? []
    this.setData({
      isAllowed: hasWork(),
      duty: appointments.map(({ label }) => label).join('、'),
      isOnLeave: appointments.some(({ isOnLeave }) => isOnLeave),
    })
  },
  loadPage(cursor?: string) {
    return callHandler('queue.list', { ...queries[this.data.view], ...(cursor ? { cursor } : {}) })
  },
  async refresh() {
    const { view } = this.data
    const result = await this.loadPage()
    if (view === this.data.view) this.setData({ list: withFirstPage(this.data.list, result) })
  },
  async onPullDownRefresh() {
    await this.refresh()
    wx.stopPullDownRefresh()
  },
  async onReachBottom() {
    const { next, status } = this.data.list
    if (!next || status !== 'ready') return
    const list: Listing<RequestLine> = { ...this.data.list, status: 'more' }
    this.setData({ list })
    this.setData({ list: withNextPage(list, await this.loadPage(next)) })
  },
  onView(event: WechatMiniprogram.TouchEvent) {
    const { view } = event.currentTarget.dataset as { view: View }
    if (view === this.data.view) return
    this.setData({ view, list: emptyListing<RequestLine>(), empty: emptyWords[view] })
    void this.refresh()
  },
  onRetry() {
    this.setData({ list: emptyListing<RequestLine>() })
    void this.refresh()
  },
  onOpenRequest(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
    open(routes.answer(event.detail.id))
  },
  onVisit() {
    open(routes.report('visit'))
  },
  onLeave() {
    open(routes.leave())
  },
  onHome() {
    showTab(routes.home())
  },
})
