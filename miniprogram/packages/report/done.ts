import type { RequestView } from '../../../typings/api'
import { callResident } from '../../api/client'
import { followLook, lookStyle } from '../../api/look'
import { replaceWith, routes, say, showTab } from '../../api/pages'
import { lastSubmitted } from '../../api/session'
import { cardFor, shareUnlessPrivate } from '../../api/share'
import { askToTell, canTell } from '../../api/tell-me'
import { requestCardWords, type CardPicture } from '../../format/card'
import { promise } from '../../format/due'
import { whoHasIt } from '../../format/words'

interface Sent {
  id: string
  number: string
  who: string
  expects: string
  reason: string
  isPrivate: boolean
  lines: RequestView['emergencyLines']
}

function toSent(request: RequestView): Sent {
  return {
    id: request.id,
    number: request.number,
    who: whoHasIt(request),
    expects: promise(request.due, Date.now()),
    reason: request.dispatch.reason,
    isPrivate: request.isPrivate,
    lines: request.emergencyLines,
  }
}

Page({
  data: {
    pageStyle: lookStyle(),
    id: '',
    request: null as RequestView | null,
    sent: null as Sent | null,
    failure: '',
    canTell: false,
    isTold: false,
    picture: null as CardPicture | null,
    picturePath: '',
  },
  onLoad(options: { id?: string }) {
    const id = options.id ?? ''
    this.setData({ id })
    const request = lastSubmitted(id)
    if (request) this.show(request)
    else void this.load()
  },
  onShow() {
    followLook(this)
  },
  show(request: RequestView) {
    const { picture } = requestCardWords(request)
    const isTellable = request.isMine && canTell('sent')
    this.setData({ request, canTell: isTellable, sent: toSent(request), picture, failure: '' })
    shareUnlessPrivate(request)
  },
  async load() {
    const result = await callResident('requests.get', { id: this.data.id })
    if (result.ok) this.show(result.data)
    else this.setData({ failure: result.failure.message })
  },
  async onTellMe() {
    const isTold = await askToTell('sent')
    this.setData({ isTold })
    say(isTold ? '好，有进展会告诉您' : '没关系，消息里随时看得到')
  },
  onFollow() {
    replaceWith(routes.request(this.data.id))
  },
  onHome() {
    showTab(routes.home())
  },
  onDrawn(event: WechatMiniprogram.CustomEvent<{ path: string }>) {
    this.setData({ picturePath: event.detail.path })
  },
  onShareAppMessage() {
    return cardFor(this.data.request, this.data.picturePath)
  },
})
