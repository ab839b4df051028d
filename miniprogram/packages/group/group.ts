import type { GroupView } from '../../../typings/api'
import { callHandler, newKey, type Result } from '../../api/client'
import { shownFailure, type FailureKind } from '../../api/failure'
import { isFromChat, readEntrance } from '../../api/group'
import { followLook, lookStyle } from '../../api/look'
import { confirm, explain, goBack, open, routes, say } from '../../api/pages'
import { loadHome } from '../../api/session'
import { allowSharing, homeCard } from '../../api/share'
import { toShown, type Shown } from './shown'

/** Which micro-grid a group belongs to, for its leader. */
Page({
  data: {
    pageStyle: lookStyle(),
    shown: null as Shown | null,
    hasGroup: false,
    failure: '',
    failureKind: 'error' as FailureKind,
    isSending: false,
  },
  onLoad() {
    allowSharing()
  },
  onShow() {
    followLook(this)
    void this.load()
  },
  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },
  async load() {
    const options = { withGroup: isFromChat(), isQuiet: this.data.shown !== null }
    await this.take(await callHandler('groups.get', {}, options))
  },
  async take(result: Result<GroupView>) {
    if (!result.ok) {
      this.setData(shownFailure(result.failure))
      return
    }
    const view = result.data
    const entrance = view.standing === null ? await readEntrance() : null
    const none = entrance && 'none' in entrance ? entrance.none : null
    this.setData({ shown: toShown(view, none), hasGroup: view.standing !== null, failure: '' })
  },
  async onOffer(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    const offer = this.data.shown?.offers.find(({ unitId }) => unitId === id)
    if (!offer || (offer.warning && !(await confirm(offer.warning, '改')))) return
    const { unitId, isReplacing, operation } = offer
    const input = { unitId, ...(isReplacing && { isReplacing }) }
    await this.act('绑好了，群里的邻居点开就认得', (key) =>
      callHandler(operation, input, { key, withGroup: isFromChat(), busy: '正在绑定' }),
    )
  },
  async onUnbind(event: WechatMiniprogram.TouchEvent) {
    const { id, name } = event.currentTarget.dataset as { id: string; name: string }
    const question = `解除以后，从群里进来的邻居要自己选住在哪里。解除${name}的绑定吗？`
    if (!(await confirm(question, '解除'))) return
    await this.act('解除了', (key) =>
      callHandler(
        'groups.unbind',
        { unitId: id },
        { key, withGroup: isFromChat(), busy: '正在解除' },
      ),
    )
  },
  async act(thanks: string, call: (key: string) => Promise<Result<GroupView>>) {
    if (this.data.isSending) return
    this.setData({ isSending: true })
    const result = await call(newKey())
    this.setData({ isSending: false })
    if (!result.ok) {
      explain(result.failure.message)
      void this.load()
      return
    }
    await this.take(result)
    say(thanks)
    void loadHome({ isQuiet: true })
  },
  onPoster(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    open(routes.poster(id))
  },
  onDigest(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    open(routes.digest(id))
  },
  onRetry() {
    this.setData({ failure: '' })
    void this.load()
  },
  onBack() {
    goBack()
  },
  onShareAppMessage: () => homeCard(),
})
