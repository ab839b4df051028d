import type { HomeDetail, WeekView } from '../../../typings/bookings'
import { callResident } from '../../api/client'
import { shownFailure, type FailureKind } from '../../api/failure'
import { followLook, lookStyle } from '../../api/look'
import { open, routes } from '../../api/pages'
import { dayChips, isAhead, slotWords, type DayChip, type SlotWords } from './words'

interface Day {
  day: string
  slots: SlotWords[]
}

function toDays({ home, days }: WeekView): Day[] {
  const names = new Map(home.services.map(({ id, name }) => [id, name]))
  return days.map(({ day, slots }) => ({
    day,
    slots: slots.filter(isAhead).map((slot) => slotWords(slot, names.get(slot.serviceId) ?? '')),
  }))
}

/** A home's week with the places left. */
Page({
  data: {
    pageStyle: lookStyle(),
    homeId: '',
    requestId: '',
    /** Weeks from this one. */
    week: 0,
    chips: [] as DayChip[],
    day: '',
    home: null as HomeDetail | null,
    days: [] as Day[],
    slots: [] as SlotWords[],
    failure: '',
    failureKind: 'error' as FailureKind,
  },
  onLoad({ id = '', requestId = '' }: { id?: string; requestId?: string }) {
    this.setData({ homeId: id, requestId })
  },
  onShow() {
    followLook(this)
    this.showChips()
    void this.load()
  },
  showChips() {
    const chips = dayChips(Date.now(), this.data.week * 7)
    const isKnown = chips.some(({ day }) => day === this.data.day)
    this.setData({ chips, day: isKnown ? this.data.day : (chips[0]?.day ?? '') })
  },
  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },
  async load() {
    const { homeId, chips, home } = this.data
    const from = chips[0]?.day ?? ''
    const result = await callResident('homes.week', { homeId, from }, { isQuiet: home !== null })
    if (!result.ok) {
      this.setData(shownFailure(result.failure))
      return
    }
    if (from !== this.data.chips[0]?.day) return
    const days = toDays(result.data)
    this.setData({ home: result.data.home, days, failure: '' })
    this.showDay(this.data.day)
  },
  showDay(day: string) {
    const slots = this.data.days.find((one) => one.day === day)?.slots ?? []
    this.setData({ day, slots })
  },
  onDay(event: WechatMiniprogram.TouchEvent) {
    this.showDay((event.currentTarget.dataset as { day: string }).day)
  },
  onWeek() {
    this.setData({ week: this.data.week === 0 ? 1 : 0, slots: [] })
    this.showChips()
    void this.load()
  },
  onSlot(event: WechatMiniprogram.CustomEvent<SlotWords>) {
    const { leads, id, mineId } = event.detail
    const { homeId, requestId } = this.data
    open(leads === 'mine' ? routes.booking(mineId) : routes.book(homeId, id, requestId))
  },
  onCall() {
    const phoneNumber = this.data.home?.phone
    if (phoneNumber) void wx.makePhoneCall({ phoneNumber })
  },
  onRetry() {
    this.setData({ failure: '' })
    void this.load()
  },
})
