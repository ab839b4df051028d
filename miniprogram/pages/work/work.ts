import type { AppointmentView, Input, Page as PageOf, RequestLine } from '../../../typings/api'
import { callHandler, type Result } from '../../api/client'
import { emptyListing, extendList, pullList, refreshList, restartList } from '../../api/list'
import { followLook, lookStyle } from '../../api/look'
import { morningWords } from '../../format/morning'
import { open, routes, showTab } from '../../api/pages'
import { hasDesktop, hasWork, lastHome, loadHome } from '../../api/session'

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

/** Micro-grid leaders, and who looks after the village they live in. */
function hasGroup({ role, unit }: AppointmentView): boolean {
  return role === 'micro_grid_leader' || unit.id === lastHome()?.profile.grid?.id
}

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
    /** Whether the staff page is for them. */
    hasDesktop: false,
    /** Looks after a micro-grid: has a group, a poster, a digest. */
    hasGroup: false,
    morning: '',
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
      hasDesktop: hasDesktop(),
      isOnLeave: appointments.some(({ isOnLeave }) => isOnLeave),
      hasGroup: appointments.some(hasGroup),
      morning: morningWords(lastHome()?.work?.waiting ?? 0, Date.now()),
    })
  },
  loadPage(cursor?: string): Promise<Result<PageOf<RequestLine>>> {
    return callHandler('queue.list', { ...queries[this.data.view], ...(cursor ? { cursor } : {}) })
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
  onView(event: WechatMiniprogram.TouchEvent) {
    const { view } = event.currentTarget.dataset as { view: View }
    if (view === this.data.view) return
    this.setData({ view, empty: emptyWords[view] })
    void restartList(this)
  },
  onRetry(): Promise<void> {
    return restartList(this)
  },
  onOpenRequest(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
    open(routes.answer(event.detail.id))
  },
  onVisit() {
    open(routes.report('visit'))
  },
  onMorning() {
    const unit = lastHome()?.profile.appointments.find(hasGroup)?.unit
    if (unit) open(routes.digest(unit.id))
  },
  onGroup() {
    open(routes.group())
  },
  onLeave() {
    open(routes.leave())
  },
  onDesk() {
    open(routes.desk())
  },
  onSignIn() {
    open(routes.signIn())
  },
  onHome() {
    showTab(routes.home())
  },
})
