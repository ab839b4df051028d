import type { ChatCardView } from '../../../typings/chat-tool'
import type { RequestView } from '../../../typings/api'
import { call, newKey, type Result } from './cloud'
import { chooseMembers, isInRoom, postCard, readRoom, remind } from './room'
import { pageOutside, type Shown, shownToHandler, shownToNeighbour } from './shown'

type Acted = Result<RequestView>

/** A request in the group it came from: its card that changes, a reminder, an answer for all to read. */
Page({
  data: {
    id: '',
    top: 0,
    isDark: false,
    shown: null as Shown | null,
    card: null as ChatCardView | null,
    failure: '',
    /** Why no card can be posted, where it can't. */
    cardFailure: '',
    members: [] as string[],
    text: '',
    isBusy: false,
    key: newKey(),
  },
  onLoad(options: { id?: string }) {
    const isDark = wx.getAppBaseInfo().theme === 'dark'
    this.setData({ id: options.id ?? '', top: wx.getWindowInfo().statusBarHeight, isDark })
    void this.load()
  },
  async load() {
    this.setData({ failure: '' })
    const found = await call(['handler', 'requests.get'], { id: this.data.id })
    if (!found.ok) return this.loadAsNeighbour()
    if (!isInRoom()) return this.leave('answer')
    this.setData({ shown: shownToHandler(found.data) })
    if (this.data.shown?.canPost) await this.prepare()
  },
  async loadAsNeighbour() {
    const cloudId = isInRoom() ? await readRoom() : undefined
    const found = await call(['resident', 'requests.peek'], { id: this.data.id }, { cloudId })
    if (!found.ok) return this.setData({ failure: found.message })
    const { page, request } = found.data
    if (!isInRoom()) return this.leave(page)
    if (request) return this.setData({ shown: shownToNeighbour(request) })
    this.setData({ failure: '请在小程序的“我的诉求”里看这件事。' })
  },
  leave(page: 'request' | 'answer' | 'follow') {
    void wx.redirectTo({ url: pageOutside(page, this.data.id) })
  },
  /** Made ready before the tap: WeChat posts only what is tapped for. */
  async prepare() {
    const cloudId = await readRoom()
    const made = await call(['handler', 'chatCards.prepare'], { id: this.data.id }, { cloudId })
    if (made.ok) this.setData({ card: made.data, cardFailure: '' })
    else this.setData({ card: null, cardFailure: made.message })
  },
  async onPost() {
    const { card } = this.data
    if (!card) return
    if (Date.parse(card.expiresAt) <= Date.now()) return this.renew()
    const isPosted = await postCard(card)
    this.say(isPosted ? '发到群里了，办好后卡片会自己变' : '没有发出去，请再点一次')
  },
  async renew() {
    await this.prepare()
    this.say(this.data.card ? '卡片过了一天，已换新的，请再点一次' : this.data.cardFailure)
  },
  async onChoose() {
    this.setData({ members: await chooseMembers() })
  },
  async onRemind() {
    const { card, members } = this.data
    if (!card || members.length === 0) return
    const isSent = await remind(card, members)
    if (isSent) this.setData({ members: [] })
    this.say(isSent ? '提醒已经发到群里' : '没有发出去，请再点一次')
  },
  onText(event: WechatMiniprogram.Input) {
    this.setData({ text: event.detail.value })
  },
  /** WeChat has put the words into the group; the resident reads them with the request as well. */
  onSubmitToGroup() {
    const text = this.data.text.trim()
    if (!text) return this.say('请先写一句')
    const input = { id: this.data.id, text }
    void this.act((key) => call(['handler', 'requests.reply'], input, { key }), '居民也看得到')
  },
  onResolve() {
    const text = this.data.text.trim()
    if (!text) return this.say('请先写一句办理的结果')
    const input = { id: this.data.id, text, outcome: 'solved' } as const
    void this.act(
      (key) => call(['handler', 'requests.resolve'], input, { key }),
      '办好了，卡片会变',
    )
  },
  async act(command: (key: string) => Promise<Acted>, words: string) {
    if (this.data.isBusy) return
    this.setData({ isBusy: true })
    const result = await command(this.data.key)
    const isLost = !result.ok && result.code === 'NO_ANSWER'
    this.setData({ isBusy: false, ...(isLost ? {} : { key: newKey() }) })
    if (!result.ok) return this.say(result.message)
    this.setData({ shown: shownToHandler(result.data), text: '' })
    this.say(words)
  },
  onBack() {
    void wx.navigateBack()
  },
  say(title: string) {
    void wx.showToast({ title, icon: 'none', duration: 2500 })
  },
})
