import type { RequestView } from '../../../typings/api'
import { callHandler, callResident, newKey, type Result } from '../../api/client'
import { shownFailure, type FailureKind } from '../../api/failure'
import { followLook, lookStyle } from '../../api/look'
import { explain, replaceWith, routes, say } from '../../api/pages'
import { hasWork, lastHome, loadHome } from '../../api/session'
import { cardFor, forbidSharing, shareUnlessPrivate } from '../../api/share'
import { askBeside } from '../../api/tell-me'
import type { Written } from '../../components/words-sheet/words-sheet'
import { promise } from '../../format/due'
import { requestCardWords, type CardPicture } from '../../format/card'
import { neighboursWords } from '../../format/neighbour'
import { parts, type Part } from '../../format/parts'
import { steps, type Step } from '../../format/timeline'
import { residentStates, stateLooks, whoHasIt } from '../../format/words'
import { blankSheet, type Sheet } from '../../components/words-sheet/sheet'
import { asks, buttonsFor, tell, type AskName, type Button } from './asks'

interface Shown {
  state: { icon: string; tone: string; text: string }
  headline: string
  expects: string
  steps: Step[]
  buttons: Button[]
  canRate: boolean
  /** What the handler asked, while they wait for it. */
  question: string
  urged: string
  neighbours: string
  parts: Part[]
  merged: { id: string; words: string } | null
}

const satisfactions = [
  { value: 5, name: '满意' },
  { value: 3, name: '一般' },
  { value: 1, name: '不满意' },
]

/** Who has it now, as the first thing read. */
function headline(request: RequestView): string {
  const who = whoHasIt(request)
  switch (request.state) {
    case 'assigned':
      return `已送到${who}`
    case 'accepted':
      return `${who}正在办`
    case 'waiting':
      return `${who}在等您补充`
    case 'resolved':
      return `${who}说办好了`
    case 'closed':
      return '这件事已经结束'
    case 'withdrawn':
      return '您已经撤回'
    case 'declined':
      return '这件事没有受理'
    case 'merged':
      return '和同一件事放在一起办'
  }
}

function mergedWords({ mergedInto }: RequestView): Shown['merged'] {
  if (!mergedInto) return null
  return { id: mergedInto.id, words: `和同一件事（编号 ${mergedInto.number}）放在一起办，点这里看` }
}

function question({ state, allowed, history }: RequestView): string {
  if (state !== 'waiting' || !allowed.includes('supplement')) return ''
  return history.filter(({ command }) => command === 'ask').pop()?.text ?? ''
}

function toShown(request: RequestView, now: number): Shown {
  return {
    state: { ...stateLooks[request.state], text: residentStates[request.state] },
    headline: headline(request),
    expects: promise(request.due, now),
    steps: steps(request, now),
    buttons: buttonsFor(request),
    canRate: request.allowed.includes('rate'),
    question: question(request),
    urged: request.urges.count > 0 ? `您催过 ${request.urges.count} 次` : '',
    neighbours: neighboursWords(request),
    merged: mergedWords(request),
    parts: parts(request),
  }
}

Page({
  data: {
    pageStyle: lookStyle(),
    id: '',
    request: null as RequestView | null,
    shown: null as Shown | null,
    bookingSteps: [] as Step[],
    failure: '',
    failureKind: 'error' as FailureKind,
    asking: '' as AskName | '',
    sheet: blankSheet as Sheet,
    isOpen: false,
    isSending: false,
    key: '',
    satisfactions,
    satisfaction: 0,
    picture: null as CardPicture | null,
    picturePath: '',
  },
  onBookingSteps(event: WechatMiniprogram.CustomEvent<Step[]>) {
    this.setData({ bookingSteps: event.detail })
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
  /** A card from the group leads everybody here; whoever may answer it goes on to the answer page. */
  async load() {
    const { id } = this.data
    if (!lastHome()) await loadHome({ isQuiet: true })
    const isFirst = this.data.request === null
    if (isFirst && hasWork() && (await this.isForMe(id))) {
      replaceWith(routes.answer(id))
      return
    }
    this.take(await callResident('requests.get', { id }, { isQuiet: !isFirst }))
  },
  async isForMe(id: string): Promise<boolean> {
    const result = await callHandler('requests.get', { id })
    return result.ok && !result.data.isMine && result.data.allowed.length > 0
  },
  take(result: Result<RequestView>) {
    if (!result.ok) {
      this.setData(shownFailure(result.failure))
      return
    }
    const request = result.data
    const { picture } = requestCardWords(request)
    const shown = toShown(request, Date.now())
    this.setData({ request, shown, picture, picturePath: '', failure: '' })
    shareUnlessPrivate(request)
  },
  onAsk(event: WechatMiniprogram.TouchEvent) {
    const { name } = event.currentTarget.dataset as { name: AskName }
    this.setData({ asking: name, sheet: asks[name], isOpen: true, key: newKey(), satisfaction: 0 })
  },
  onSatisfaction(event: WechatMiniprogram.TouchEvent) {
    const { value } = event.currentTarget.dataset as { value: number }
    this.setData({ satisfaction: this.data.satisfaction === value ? 0 : value })
  },
  onClose() {
    this.setData({ isOpen: false })
  },
  async onSend(event: WechatMiniprogram.CustomEvent<Written>) {
    const { asking, id, key, satisfaction, isSending } = this.data
    if (!asking || isSending) return
    if (asking === 'urge') askBeside('urge')
    this.setData({ isSending: true })
    const result = await tell(asking, { ...event.detail, id, key, satisfaction })
    this.setData({ isSending: false })
    if (!result.ok) {
      explain(result.failure.message)
      return
    }
    this.setData({ isOpen: false })
    this.take(result)
    say(asking === 'urge' ? '已经提醒了' : '收到了')
  },
  onMerged() {
    const id = this.data.shown?.merged?.id
    if (id) replaceWith(routes.request(id))
  },
  onReport() {
    replaceWith(routes.report('me'))
  },
  onRetry() {
    this.setData({ failure: '' })
    void this.load()
  },
  onDrawn(event: WechatMiniprogram.CustomEvent<{ path: string }>) {
    this.setData({ picturePath: event.detail.path })
  },
  onShareAppMessage() {
    return cardFor(this.data.request, this.data.picturePath)
  },
})
