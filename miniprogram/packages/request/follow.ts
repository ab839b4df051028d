import type { NeighbourView, PeekView } from '../../../typings/api'
import { callResident, type Result } from '../../api/client'
import { shownFailure, type FailureKind } from '../../api/failure'
import { isFromChat } from '../../api/group'
import { followLook, lookStyle } from '../../api/look'
import { explain, open, replaceWith, routes, say, showTab } from '../../api/pages'
import { loadHome } from '../../api/session'
import { allowSharing, cardFor, forbidSharing } from '../../api/share'
import { askBeside } from '../../api/tell-me'
import { requestCardWords, type CardPicture } from '../../format/card'
import { toNeighbour, type Neighbour } from '../../format/neighbour'

type Way = 'join' | 'report' | 'retry'

/** What somebody can do who may not read it: choose their home, or report it themselves. */
const ways = {
  join: { title: '先选好您住的微网格', action: '选一下' },
  report: { title: '这件事您看不到', action: '我要反映' },
  retry: { title: '', action: '再试一次' },
} as const satisfies Record<Way, { title: string; action: string }>

function wayOut(code: string): Way {
  if (code === 'NOT_JOINED') return 'join'
  return code === 'FORBIDDEN' || code === 'NOT_FOUND' ? 'report' : 'retry'
}

const wishes = {
  follow: 'requests.follow',
  unfollow: 'requests.unfollow',
  me_too: 'requests.meToo',
} as const
type Wish = keyof typeof wishes

const thanks = {
  follow: '好，有进展会告诉您',
  unfollow: '不再告诉您了',
  me_too: '记下了，办的人看得到',
} as const satisfies Record<Wish, string>

/** A neighbour's request, for those who live in the same micro-grid. */
Page({
  data: {
    pageStyle: lookStyle(),
    id: '',
    request: null as NeighbourView | null,
    shown: null as Neighbour | null,
    failure: '',
    failureKind: 'error' as FailureKind,
    way: 'retry' as Way,
    ways,
    isSending: false,
    picture: null as CardPicture | null,
    picturePath: '',
  },
  onLoad(options: { id?: string }) {
    this.setData({ id: options.id ?? '' })
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
  async load() {
    const options = { withGroup: isFromChat(), isQuiet: this.data.request !== null }
    this.take(await callResident('requests.peek', { id: this.data.id }, options))
  },
  take(result: Result<PeekView>) {
    if (!result.ok) {
      const { failure } = result
      this.setData({ ...shownFailure(failure), way: wayOut(failure.code) })
      return
    }
    const { id } = this.data
    if (result.data.page === 'request') replaceWith(routes.request(id))
    else if (result.data.page === 'answer') replaceWith(routes.answer(id))
    else this.show(result.data.request)
  },
  show(request: NeighbourView) {
    const { picture } = requestCardWords(request)
    const shown = toNeighbour(request, Date.now())
    this.setData({ request, shown, picture, picturePath: '', failure: '' })
    allowSharing()
  },
  onMeToo() {
    void this.wish('me_too')
  },
  onFollow() {
    void this.wish(this.data.request?.isFollowing ? 'unfollow' : 'follow')
  },
  async wish(wish: Wish) {
    if (this.data.isSending) return
    if (wish !== 'unfollow') askBeside('follow')
    this.setData({ isSending: true })
    const options = { withGroup: isFromChat(), busy: '正在记下' }
    const result = await callResident(wishes[wish], { id: this.data.id }, options)
    this.setData({ isSending: false })
    if (!result.ok) {
      explain(result.failure.message)
      return
    }
    this.show(result.data)
    say(thanks[wish])
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
  async onWay() {
    const { way } = this.data
    this.setData({ failure: '' })
    if (way === 'retry') await this.load()
    else if (way === 'report') replaceWith(routes.report('me'))
    else {
      await loadHome({ isQuiet: true })
      open(routes.join())
    }
  },
  onShareAppMessage() {
    return cardFor(this.data.request, this.data.picturePath)
  },
})
