import type { BookInput, BookingView, ServiceView } from '../../../typings/bookings'
import { callHandler, callResident, newKey, type Result } from '../../api/client'
import { shownFailure, type FailureKind } from '../../api/failure'
import { followLook, lookStyle } from '../../api/look'
import { explain, replaceWith, routes, say } from '../../api/pages'
import { hasWork } from '../../api/session'
import { whenWords } from '../../format/bookings'
import { slotWords, type SlotWords } from './words'

const birthYearAs = 'birth-year'

type Whom = 'me' | 'relative' | 'neighbour'

const whoms = [
  { id: 'me', name: '自己' },
  { id: 'relative', name: '家里人' },
  { id: 'neighbour', name: '帮邻居' },
] as const satisfies { id: Whom; name: string }[]

interface Offer {
  home: string
  address: string
  service: ServiceView
  slot: SlotWords
  when: string
}

/** `home-luobu-clinic:202611240900` is on 2026-11-24. */
function dayIn(slotId: string): string {
  const digits = slotId.split(':')[1] ?? ''
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`
}

/** Booking one slot: for whom, how many, and one button. */
Page({
  data: {
    pageStyle: lookStyle(),
    homeId: '',
    slotId: '',
    requestId: '',
    offer: null as Offer | null,
    whoms: whoms.slice(0, 2) as { id: Whom; name: string }[],
    whom: 'me' as Whom,
    name: '',
    phone: '',
    birthYear: '',
    party: 1,
    key: newKey(),
    isSending: false,
    failure: '',
    failureKind: 'error' as FailureKind,
  },
  onLoad({ home = '', slot = '', requestId = '' }: Partial<Record<string, string>>) {
    const stored = wx.getStorageSync(birthYearAs) as string
    const whom = requestId && hasWork() ? 'neighbour' : 'me'
    this.setData({
      homeId: home,
      slotId: slot,
      requestId,
      whom,
      whoms: hasWork() ? [...whoms] : whoms.slice(0, 2),
      birthYear: whom === 'me' ? stored : '',
    })
    void this.load()
  },
  onShow() {
    followLook(this)
  },
  async load() {
    const { slotId, homeId } = this.data
    const result = await callResident('homes.week', { homeId, from: dayIn(slotId) })
    if (!result.ok) {
      this.setData(shownFailure(result.failure))
      return
    }
    const { home: detail, days } = result.data
    const slot = days[0]?.slots.find(({ id }) => id === slotId)
    const service = detail.services.find(({ id }) => id === slot?.serviceId)
    if (!service || !slot) {
      this.setData({ failure: '没有这个时段，服务时间可能调整过，请重新选。' })
      return
    }
    const { name: home, address } = detail
    const offer = {
      home,
      address,
      service,
      slot: slotWords(slot, service.name),
      when: whenWords(slot),
    }
    this.setData({ offer, failure: '' })
  },
  onWhom(event: WechatMiniprogram.TouchEvent) {
    const { whom } = event.currentTarget.dataset as { whom: Whom }
    const stored = wx.getStorageSync(birthYearAs) as string
    this.setData({ whom, birthYear: whom === 'me' ? stored : '', key: newKey() })
  },
  onName(event: WechatMiniprogram.Input) {
    this.setData({ name: event.detail.value })
  },
  onPhone(event: WechatMiniprogram.Input) {
    this.setData({ phone: event.detail.value })
  },
  onBirthYear(event: WechatMiniprogram.Input) {
    this.setData({ birthYear: event.detail.value })
  },
  onParty(event: WechatMiniprogram.TouchEvent) {
    const { by } = event.currentTarget.dataset as { by: number }
    const most = this.data.offer?.service.partyMost ?? 1
    this.setData({ party: Math.min(most, Math.max(1, this.data.party + Number(by))) })
  },
  /** What is still to be filled in; empty when nothing is. */
  missing(): string {
    const { whom, name, birthYear, offer } = this.data
    if (whom !== 'me' && !name.trim()) return '请写上名字'
    const isYear = /^(19|20)\d\d$/.test(birthYear)
    return offer?.service.needsBirthYear && !isYear ? '请填四位数的出生年份' : ''
  },
  input(): BookInput {
    const { slotId, requestId, whom, name, phone, birthYear, party, offer } = this.data
    const guest = { name: name.trim(), ...(phone.trim() && { phone: phone.trim() }) }
    return {
      slotId,
      party,
      ...(whom !== 'me' && { guest }),
      ...(offer?.service.needsBirthYear && { birthYear: Number(birthYear) }),
      ...(requestId && { requestId }),
    }
  },
  async onBook() {
    const missing = this.missing()
    if (missing) {
      say(missing)
      return
    }
    if (this.data.isSending) return
    const { whom, birthYear } = this.data
    if (whom === 'me' && birthYear) wx.setStorageSync(birthYearAs, birthYear)
    this.setData({ isSending: true })
    this.take(await this.send())
  },
  send(): Promise<Result<BookingView>> {
    const { guest, ...input } = this.input()
    const options = { key: this.data.key, busy: '正在预约' }
    if (this.data.whom === 'neighbour' && guest)
      return callHandler('bookings.bookFor', { ...input, guest }, options)
    return callResident('bookings.book', { ...input, ...(guest && { guest }) }, options)
  },
  take(result: Result<BookingView>) {
    this.setData({ isSending: false })
    if (result.ok) {
      replaceWith(routes.booking(result.data.id))
      return
    }
    const isLost = ['OFFLINE', 'NO_ANSWER'].includes(result.failure.code)
    if (!isLost) {
      this.setData({ key: newKey() })
      void this.load()
    }
    explain(result.failure.message)
  },
  onRetry() {
    this.setData({ failure: '' })
    void this.load()
  },
})
