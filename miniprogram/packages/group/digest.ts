import type { DigestView, NeighbourLine } from '../../../typings/api'
import { callHandler, callResident, type Result } from '../../api/client'
import { failureKind, shownFailure, type FailureKind } from '../../api/failure'
import { isFromChat } from '../../api/group'
import { followLook, lookStyle } from '../../api/look'
import { explain, open, routes, showTab } from '../../api/pages'
import { loadHome } from '../../api/session'
import { allowSharing, allowSharingAsToDo, digestCard, forbidSharing } from '../../api/share'
import { digestCardWords, type CardPicture } from '../../format/card'
import { toRow, type NeighbourRow } from '../../format/neighbour'
import { chinaDate } from '../../format/time'

type Status = 'loading' | 'ready' | 'more' | 'join' | FailureKind

/** What is open in a micro-grid today: its leader sends it into the group, neighbours read it. */
Page({
  data: {
    pageStyle: lookStyle(),
    unitId: '',
    digest: null as DigestView | null,
    rows: [] as NeighbourRow[],
    status: 'loading' as Status,
    failure: '',
    more: '',
    picture: null as CardPicture | null,
    picturePath: '',
  },
  onLoad(options: { unit?: string }) {
    this.setData({ unitId: options.unit ?? '' })
    forbidSharing()
  },
  onShow() {
    followLook(this)
    void this.load()
  },
  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },
  onReachBottom() {
    const next = this.data.digest?.next
    if (next && this.data.status === 'ready') void this.loadMore(next)
  },
  read(cursor?: string): Promise<Result<DigestView>> {
    const { unitId, digest } = this.data
    const input = { ...(unitId && { unitId }), ...(cursor && { cursor }) }
    const options = { withGroup: isFromChat(), isQuiet: digest !== null }
    return callResident('digests.get', input, options)
  },
  async load() {
    const result = await this.read()
    if (!result.ok) {
      const { failure } = result
      const status = failure.code === 'NOT_JOINED' ? 'join' : failureKind(failure)
      this.setData({ ...shownFailure(failure), status })
      return
    }
    const digest = result.data
    const isFirst = this.data.digest === null
    this.show(digest, digest.items)
    const { picture } = digestCardWords(digest, chinaDate(Date.now()))
    this.setData({ picture, picturePath: '' })
    if (isFirst) await this.allowSending(digest)
  },
  async loadMore(cursor: string) {
    this.setData({ status: 'more' })
    const before = this.data.digest
    const result = await this.read(cursor)
    if (!before || this.data.digest !== before) return
    if (result.ok) this.show(result.data, [...before.items, ...result.data.items])
    else {
      this.setData({ status: 'ready' })
      explain(result.failure.message)
    }
  },
  show(digest: DigestView, items: NeighbourLine[]) {
    const now = Date.now()
    this.setData({
      digest: { ...digest, items },
      rows: items.map((line) => toRow(line, now)),
      status: 'ready',
      failure: '',
    })
  },
  /** Where WeChat can, the group's owner may pin the card; without that it is a plain card. */
  async allowSending({ unit, isMine }: DigestView) {
    allowSharing()
    if (!isMine) return
    const unitId = unit.id
    const result = await callHandler('digests.startToDo', { unitId }, { isQuiet: true })
    if (result.ok && result.data.activityId) allowSharingAsToDo(result.data.activityId)
  },
  onOpenLine(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    open(this.data.digest?.isMine ? routes.answer(id) : routes.follow(id))
  },
  onDrawn(event: WechatMiniprogram.CustomEvent<{ path: string }>) {
    this.setData({ picturePath: event.detail.path })
  },
  onReport() {
    open(routes.report('me'))
  },
  onHome() {
    showTab(routes.home())
  },
  async onJoin() {
    await loadHome({ isQuiet: true })
    open(routes.join())
  },
  onRetry() {
    this.setData({ status: 'loading', failure: '' })
    void this.load()
  },
  onShareAppMessage() {
    const { digest, picturePath } = this.data
    return digest ? digestCard(digest, picturePath) : {}
  },
})
