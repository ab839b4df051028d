import type { RequestView } from '../../../typings/api'
import { callHandler, newKey, type Result } from '../../api/client'
import { isFromChat } from '../../api/group'
import { shownFailure, type FailureKind } from '../../api/failure'
import { followLook, lookStyle } from '../../api/look'
import { confirm, explain, goBack, say } from '../../api/pages'
import { cardFor, forbidSharing, shareUnlessPrivate } from '../../api/share'
import { askToTell, canTell } from '../../api/tell-me'
import type { PhotosChange } from '../../components/photo-picker/photo-picker'
import type { Written } from '../../components/words-sheet/words-sheet'
import { blankSheet } from '../../components/words-sheet/sheet'
import { requestCardWords, type CardPicture } from '../../format/card'
import type { Step } from '../../format/timeline'
import { actButtons, acts, needsTargets, optionsFor } from './acts'
import type { ActButton, ActName, ActSheet, Option, Targets } from './acts'
import { findChatRoom, hasChatTool, openChatTool } from './chat-tool'
import { showPhone } from './contact'
import { give } from './give'
import { type Preset, presetsOf } from './presets'
import { toShown, type Shown } from './shown'

const noPhotos: PhotosChange = { photos: [], isBusy: false, failed: 0 }

Page({
  data: {
    pageStyle: lookStyle(),
    id: '',
    request: null as RequestView | null,
    shown: null as Shown | null,
    failure: '',
    failureKind: 'error' as FailureKind,
    presets: [] as Preset[],
    text: '',
    photos: noPhotos,
    bookingSteps: [] as Step[],
    buttons: [] as ActButton[],
    acting: '' as ActName | '',
    sheet: { ...blankSheet, pickLabel: '' } as ActSheet,
    filled: '',
    options: [] as Option[],
    choice: '',
    targets: null as Targets | null,
    isOpen: false,
    isSending: false,
    key: newKey(),
    isFromChat: false,
    canTell: false,
    /** Something was answered on this page: the group wants to hear of it. */
    hasAnswered: false,
    picture: null as CardPicture | null,
    picturePath: '',
    /** The group for the chat tool; null where it can't be opened. */
    room: null as string | null,
  },
  onLoad(options: { id?: string }) {
    this.setData({ id: options.id ?? '', isFromChat: isFromChat() })
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
    const options = { isQuiet: this.data.request !== null }
    const result = await callHandler('requests.get', { id: this.data.id }, options)
    if (result.ok) this.setData({ presets: presetsOf(result.data.replies) })
    this.take(result)
  },
  take(result: Result<RequestView>) {
    if (!result.ok) {
      this.setData(shownFailure(result.failure))
      return
    }
    const request = result.data
    const shown = toShown(request, Date.now())
    const { picture } = requestCardWords(request)
    const buttons = actButtons(request)
    this.setData({ request, shown, buttons, picture, picturePath: '', failure: '' })
    shareUnlessPrivate(request)
    if (hasChatTool() && !this.data.room) void this.findRoom()
  },
  async findRoom() {
    this.setData({ room: await findChatRoom(this.data.id) })
  },
  onChatTool() {
    if (this.data.room) openChatTool(this.data.id, this.data.room)
  },
  onBookingSteps(event: WechatMiniprogram.CustomEvent<Step[]>) {
    this.setData({ bookingSteps: event.detail })
  },
  onPhone() {
    void showPhone(this.data.id)
  },
  onAccept() {
    const input = { id: this.data.id }
    void this.act((key: string) => callHandler('requests.accept', input, { key, busy: '正在接手' }))
  },
  onTakeBack() {
    const input = { id: this.data.id }
    void this.act((key: string) =>
      callHandler('requests.takeBack', input, { key, busy: '正在收回' }),
    )
  },
  onPreset(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    const preset = this.data.presets.find((each) => each.id === id)
    if (!preset) return
    if (preset.act) void this.openAct(preset.act)
    else if (preset.reply) void this.reply(preset.reply, [])
  },
  onText(event: WechatMiniprogram.Input) {
    this.setData({ text: event.detail.value })
  },
  onPhotos(event: WechatMiniprogram.CustomEvent<PhotosChange>) {
    this.setData({ photos: event.detail })
  },
  async onReply() {
    const { text, photos } = this.data
    if (!text.trim()) say('请先写一句')
    else if (photos.isBusy) say('照片还在传，请稍等')
    else if (photos.failed) say('有照片没传上去，请再传一次或去掉')
    else if (
      await this.reply(
        text.trim(),
        photos.photos.map(({ fileId }) => fileId),
      )
    ) {
      this.setData({ text: '', photos: noPhotos })
      this.selectComponent('#reply-photos')?.clear()
    }
  },
  reply(text: string, photos: string[]): Promise<boolean> {
    const input = { id: this.data.id, text, ...(photos.length > 0 && { photos }) }
    return this.act((key: string) =>
      callHandler('requests.reply', input, { key, busy: '正在发送' }),
    )
  },
  onAct(event: WechatMiniprogram.TouchEvent) {
    const { name } = event.currentTarget.dataset as { name: ActName }
    void this.openAct(name)
  },
  async openAct(name: ActName) {
    const { pick } = acts[name]
    if (needsTargets(pick) && !this.data.targets && !(await this.loadTargets())) return
    const options = optionsFor(pick, this.data.targets)
    const choice = name === 'resolve' ? 'solved' : options.length === 1 ? options[0]?.id : ''
    const filled = name === 'resolve' ? acts.resolve.quick[0] : ''
    this.setData({
      acting: name,
      sheet: acts[name],
      options,
      choice: choice ?? '',
      filled,
      isOpen: true,
    })
  },
  async loadTargets(): Promise<boolean> {
    const result = await callHandler('requests.targets', { id: this.data.id })
    if (result.ok) this.setData({ targets: result.data })
    else explain(result.failure.message)
    return result.ok
  },
  onChoice(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    this.setData({ choice: id })
  },
  onClose() {
    this.setData({ isOpen: false })
  },
  async onGive(event: WechatMiniprogram.CustomEvent<Written>) {
    const { acting, choice, id, options } = this.data
    if (!acting) return
    if (options.length > 0 && !choice) {
      say(`请先选${acts[acting].pickLabel}`)
      return
    }
    const isWithoutAnswers = acting === 'resolve' && this.isUnanswered()
    if (isWithoutAnswers && !(await confirm('一起办的单位还没有都答复，要先办结吗？', '办结')))
      return
    const given = { ...event.detail, id, choice, isWithoutAnswers }
    if (await this.act((key: string) => give(acting, given, key))) this.setData({ isOpen: false })
  },
  isUnanswered(): boolean {
    return this.data.request?.coHandlers.some(({ answer }) => answer === null) ?? false
  },
  /** One command at a time; its key is kept until it has an answer, then the next gets a new one. */
  async act(command: (key: string) => Promise<Result<RequestView>>): Promise<boolean> {
    if (this.data.isSending) return false
    this.setData({ isSending: true })
    const result = await command(this.data.key)
    const isLost = !result.ok && ['OFFLINE', 'NO_ANSWER'].includes(result.failure.code)
    this.setData({ isSending: false, ...(isLost ? {} : { key: newKey(), targets: null }) })
    if (result.ok) {
      this.take(result)
      this.setData({ canTell: canTell('answer'), hasAnswered: true })
      say('好了，居民看得到')
      return true
    }
    explain(result.failure.message)
    if (!isLost) void this.load()
    return false
  },
  async onTellMe() {
    const isTold = await askToTell('answer')
    this.setData({ canTell: !isTold })
    say(isTold ? '好，有新的事会告诉您' : '没关系，消息里随时看得到')
  },
  onBack() {
    goBack()
  },
  onBackToChat() {
    wx.exitMiniProgram({ fail: () => goBack() })
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
