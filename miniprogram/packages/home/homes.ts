import type { DayOffer, ServiceKind } from '../../../typings/bookings'
import { callResident } from '../../api/client'
import { shownFailure, type FailureKind } from '../../api/failure'
import { followLook, lookStyle } from '../../api/look'
import { open, routes } from '../../api/pages'
import { dayChips, isAhead, kinds, slotWords, type DayChip, type SlotWords } from './words'

interface Offer {
  id: string
  name: string
  address: string
  isMine: boolean
  slots: SlotWords[]
}

function toOffer({ home, slots }: DayOffer): Offer {
  const names = new Map(home.services.map(({ id, name }) => [id, name]))
  return {
    id: home.id,
    name: home.name,
    address: home.address,
    isMine: home.isMine,
    slots: slots.filter(isAhead).map((slot) => slotWords(slot, names.get(slot.serviceId) ?? '')),
  }
}

/** Find by what and when; where is one's own place. */
Page({
  data: {
    pageStyle: lookStyle(),
    kinds,
    kind: '' as ServiceKind | '',
    days: [] as DayChip[],
    day: '',
    offers: null as Offer[] | null,
    requestId: '',
    failure: '',
    failureKind: 'error' as FailureKind,
  },
  onLoad({ requestId = '' }: { requestId?: string }) {
    this.setData({ requestId })
  },
  onShow() {
    followLook(this)
    this.showDays()
    void this.load()
  },
  /** Today may have become another day while the page stood open. */
  showDays() {
    const days = dayChips(Date.now())
    const isKnown = days.some(({ day }) => day === this.data.day)
    this.setData({ days, day: isKnown ? this.data.day : (days[0]?.day ?? '') })
  },
  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },
  async load() {
    const { kind, day, offers } = this.data
    const input = { day, ...(kind && { kind }) }
    const result = await callResident('homes.find', input, { isQuiet: offers !== null })
    if (!result.ok) this.setData(shownFailure(result.failure))
    else if (day === this.data.day && kind === this.data.kind)
      this.setData({ offers: result.data.items.map(toOffer), failure: '' })
  },
  onKind(event: WechatMiniprogram.TouchEvent) {
    const { kind } = event.currentTarget.dataset as { kind: ServiceKind }
    this.setData({ kind: kind === this.data.kind ? '' : kind, offers: null })
    void this.load()
  },
  onDay(event: WechatMiniprogram.TouchEvent) {
    const { day } = event.currentTarget.dataset as { day: string }
    this.setData({ day, offers: null })
    void this.load()
  },
  onHome(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    open(routes.homeWeek(id, this.data.requestId))
  },
  onSlot(event: WechatMiniprogram.CustomEvent<SlotWords>) {
    const { leads, id, mineId } = event.detail
    const { home } = event.currentTarget.dataset as { home: string }
    open(leads === 'mine' ? routes.booking(mineId) : routes.book(home, id, this.data.requestId))
  },
  onBookings() {
    open(routes.bookings())
  },
  onRetry() {
    this.setData({ failure: '' })
    void this.load()
  },
})
