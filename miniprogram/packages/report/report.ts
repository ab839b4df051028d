import type { AppointmentView, RequestView } from '../../../typings/api'
import type { RequestType, Topic } from '../../../typings/domain'
import { callHandler, callResident, type Result } from '../../api/client'
import { dropDraft, freshDraft, isWorthKeeping, keepDraft, loadDraft } from '../../api/draft'
import type { Draft, Purpose } from '../../api/draft'
import { followLook, lookStyle } from '../../api/look'
import { confirm, explain, open, replaceWith, routes, say } from '../../api/pages'
import { keepSubmitted, lastHome } from '../../api/session'
import type { PhotosChange } from '../../components/photo-picker/photo-picker'
import { emergencyLines, type Line } from '../../format/emergency'
import { suggestTopic } from '../../format/suggest'
import { channels, choices, topics, types } from '../../format/words'
import { longest, obstacle, purposes, toRequestDraft } from './compose'

type VisitChannel = 'visit' | 'patrol' | 'home_desk'

const visitChannels = (['visit', 'patrol', 'home_desk'] as const).map((id) => ({
  id,
  name: channels[id],
}))
const danger = emergencyLines('被困')
const keepAfter = 300

interface Typing {
  timer?: number
}

function topicWords(draft: Draft): string {
  if (draft.topic) return topics[draft.topic]
  const suggested = suggestTopic(draft.text)
  return suggested ? `看起来是${topics[suggested]}` : '不用选，会自动分好'
}

function linesFor(draft: Draft): Line[] {
  const named = emergencyLines(draft.text)
  return named.length > 0 || !draft.isEmergency ? named : danger
}

/** The micro-grids a person looks after: which of them a visit was in. */
function gridsOf(appointments: AppointmentView[]): { id: string; name: string }[] {
  return appointments
    .filter(({ unit }) => unit.level === 'micro_grid')
    .map(({ unit }) => ({ id: unit.id, name: unit.name }))
}

Page({
  data: {
    pageStyle: lookStyle(),
    purpose: 'me' as Purpose,
    words: purposes.me as (typeof purposes)[Purpose],
    draft: freshDraft(),
    initial: [] as Draft['photos'],
    photos: { photos: [], isBusy: false, failed: 0 } as PhotosChange,
    isResumed: false,
    isSending: false,
    isChoosing: false,
    lines: [] as Line[],
    topicText: '',
    sendsTo: '',
    topics: choices(topics),
    types: choices(types),
    visitChannels,
    channel: 'visit' as VisitChannel,
    grids: [] as { id: string; name: string }[],
    gridId: '',
    longest,
  },
  onLoad(options: { for?: Purpose }) {
    const purpose = options.for && options.for in purposes ? options.for : 'me'
    const kept = loadDraft(purpose)
    const draft = kept ?? freshDraft()
    const profile = lastHome()?.profile
    const grids = gridsOf(profile?.appointments ?? [])
    void wx.setNavigationBarTitle({ title: purposes[purpose].title })
    this.setData({
      purpose,
      words: purposes[purpose],
      initial: draft.photos,
      isResumed: kept !== null,
      sendsTo: profile?.grid?.name ?? '',
      grids,
      gridId: grids[0]?.id ?? '',
    })
    this.show(draft)
  },
  onShow() {
    followLook(this)
  },
  onHide() {
    this.keep()
  },
  onUnload() {
    this.keep()
  },
  show(draft: Draft) {
    this.setData({ draft, lines: linesFor(draft), topicText: topicWords(draft) })
  },
  /** Shows a change at once and keeps it a moment later, so that typing stays light. */
  change(changes: Partial<Draft>) {
    this.show({ ...this.data.draft, ...changes })
    const typing = this as Typing
    if (typing.timer) clearTimeout(typing.timer)
    typing.timer = setTimeout(() => this.keep(), keepAfter)
  },
  keep() {
    const { timer } = this as Typing
    if (timer) clearTimeout(timer)
    const { purpose, draft } = this.data
    if (isWorthKeeping(draft)) keepDraft(purpose, draft)
    else dropDraft(purpose)
  },
  onText(event: WechatMiniprogram.Input) {
    this.change({ text: event.detail.value })
  },
  onPhotos(event: WechatMiniprogram.CustomEvent<PhotosChange>) {
    this.setData({ photos: event.detail })
    this.change({ photos: event.detail.photos })
  },
  onPlace(event: WechatMiniprogram.Input) {
    this.change({ place: { ...this.data.draft.place, name: event.detail.value } })
  },
  async onMap() {
    try {
      const { name, address, latitude, longitude } = await wx.chooseLocation({})
      const place = { name: (name || address).slice(0, 60), point: { latitude, longitude } }
      this.change({ place })
    } catch {
      say('没有选地点，也可以直接写')
    }
  },
  onChoose() {
    this.setData({ isChoosing: true })
  },
  onChoosing(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
    this.setData({ isChoosing: event.detail.visible })
  },
  onChosen() {
    this.setData({ isChoosing: false })
  },
  onTopic(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: Topic }
    this.change({ topic: this.data.draft.topic === id ? null : id })
  },
  onType(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: RequestType }
    this.change({ type: this.data.draft.type === id ? null : id })
  },
  onEmergency(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
    this.change({ isEmergency: event.detail.value })
  },
  onAnonymous(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
    this.change({ isAnonymous: event.detail.value })
  },
  onPrivate(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
    this.change({ isPrivate: event.detail.value })
  },
  onNeighbourName(event: WechatMiniprogram.Input) {
    this.change({ neighbour: { ...this.data.draft.neighbour, name: event.detail.value } })
  },
  onNeighbourPhone(event: WechatMiniprogram.Input) {
    this.change({ neighbour: { ...this.data.draft.neighbour, phone: event.detail.value } })
  },
  onChannel(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: VisitChannel }
    this.setData({ channel: id })
  },
  onGrid(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    this.setData({ gridId: id })
  },
  async onStartOver() {
    if (!(await confirm('要清空重新写吗？', '清空'))) return
    dropDraft(this.data.purpose)
    replaceWith(routes.report(this.data.purpose))
    this.setData({ draft: freshDraft() })
  },
  async onSend() {
    const { draft, photos, isSending } = this.data
    const reason = obstacle(draft, photos)
    if (reason) say(reason)
    if (reason || isSending) return
    this.setData({ isSending: true })
    this.keep()
    const result = await this.send(draft)
    this.setData({ isSending: false })
    if (result.ok) this.finish(result.data)
    else if (result.failure.code === 'NOT_JOINED') open(routes.join())
    else explain(result.failure.message)
  },
  send(draft: Draft): Promise<Result<RequestView>> {
    const input = toRequestDraft(draft)
    const options = { key: draft.key, withGroup: true, busy: '正在发送' }
    if (this.data.purpose !== 'visit') return callResident('requests.submit', input, options)
    const { channel, gridId } = this.data
    const visit = { ...input, channel, ...(gridId && { gridId }) }
    return callHandler('requests.submitOnBehalf', visit, options)
  },
  finish(request: RequestView) {
    dropDraft(this.data.purpose)
    this.setData({ draft: freshDraft() })
    keepSubmitted(request)
    replaceWith(routes.done(request.id))
  },
})
