import type { Page as PageOf, RequestLine } from '../../../typings/api'
import { callResident, type Result } from '../../api/client'
import { emptyListing, extendList, pullList, refreshList, restartList } from '../../api/list'
import { followLook, isElderView, lookStyle, setElderView } from '../../api/look'
import { explain, open, routes, say } from '../../api/pages'
import { keepProfile, lastHome, loadHome } from '../../api/session'

type Tab = 'open' | 'ended'

Page({
  data: {
    pageStyle: lookStyle(),
    tab: 'open' as Tab,
    list: emptyListing<RequestLine>(),
    gridName: '',
    contact: '',
    isElder: isElderView(),
    isContactOpen: false,
    name: '',
    phone: '',
  },
  onShow() {
    followLook(this)
    void this.knowProfile()
    void this.refresh()
  },
  async knowProfile() {
    this.showProfile()
    if (lastHome()) return
    await loadHome({ isQuiet: true })
    this.showProfile()
  },
  showProfile() {
    const profile = lastHome()?.profile
    const { name = '', phone = '' } = profile?.contact ?? {}
    this.setData({
      gridName: profile?.grid?.name ?? '',
      contact: [name, phone].filter(Boolean).join(' '),
      name,
      phone,
      isElder: isElderView(),
    })
  },
  loadPage(cursor?: string): Promise<Result<PageOf<RequestLine>>> {
    const isOpen = this.data.tab === 'open'
    return callResident('requests.list', { isOpen, ...(cursor ? { cursor } : {}) })
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
  onTab(event: WechatMiniprogram.TouchEvent) {
    const { tab } = event.currentTarget.dataset as { tab: Tab }
    if (tab === this.data.tab) return
    this.setData({ tab })
    void restartList(this)
  },
  onRetry(): Promise<void> {
    return restartList(this)
  },
  onOpenRequest(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
    open(routes.request(event.detail.id))
  },
  onReport() {
    open(routes.report('me'))
  },
  onJoin() {
    open(routes.join())
  },
  async onElder(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
    const elderView = event.detail.value
    setElderView(elderView)
    this.setData({ isElder: elderView })
    const result = await callResident('profile.update', { elderView }, { isQuiet: true })
    if (result.ok) keepProfile(result.data)
  },
  onContact() {
    this.setData({ isContactOpen: true })
  },
  onContactVisible(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
    this.setData({ isContactOpen: event.detail.visible })
  },
  onName(event: WechatMiniprogram.Input) {
    this.setData({ name: event.detail.value })
  },
  onPhone(event: WechatMiniprogram.Input) {
    this.setData({ phone: event.detail.value })
  },
  async onSaveContact() {
    const contact = { name: this.data.name.trim(), phone: this.data.phone.trim() }
    const result = await callResident('profile.update', { contact }, { busy: '正在保存' })
    if (!result.ok) {
      explain(result.failure.message)
      return
    }
    keepProfile(result.data)
    this.setData({ isContactOpen: false })
    this.showProfile()
    say('记下了')
  },
})
