import type { BookingView, ReviewMark } from '../../../typings/bookings'
import { callResident, newKey, type Result } from '../../api/client'
import { shownFailure, type FailureKind } from '../../api/failure'
import { followLook, lookStyle } from '../../api/look'
import { confirm, explain, open, replaceWith, routes, say } from '../../api/pages'
import { askToTell, canTell } from '../../api/tell-me'
import { addToCalendar, sendCalendarFile } from './calendar'
import { marks, toShown, type Shown } from './shown'
import { slotWords, type SlotWords } from './words'

/** One booking: how far it is, the code to show, and what may be done. */
Page({
  data: {
    pageStyle: lookStyle(),
    id: '',
    booking: null as BookingView | null,
    shown: null as Shown | null,
    marks,
    others: [] as { day: string; slots: SlotWords[] }[],
    isMoving: false,
    canTell: false,
    isSending: false,
    key: newKey(),
    failure: '',
    failureKind: 'error' as FailureKind,
  },
  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id, canTell: canTell('sent') })
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
    const { id, booking } = this.data
    this.take(await callResident('bookings.get', { id }, { isQuiet: booking !== null }))
  },
  take(result: Result<BookingView>) {
    if (!result.ok) {
      this.setData(shownFailure(result.failure))
      return
    }
    const shown = toShown(result.data, Date.now())
    this.setData({ booking: result.data, shown, failure: '' })
  },
  /** One thing at a time; the key is kept until there is an answer. */
  async act(send: (key: string) => Promise<Result<BookingView>>, done: string): Promise<boolean> {
    if (this.data.isSending) return false
    this.setData({ isSending: true })
    const result = await send(this.data.key)
    const isLost = !result.ok && ['OFFLINE', 'NO_ANSWER'].includes(result.failure.code)
    this.setData({ isSending: false, ...(isLost ? {} : { key: newKey() }) })
    if (!result.ok) {
      explain(result.failure.message)
      if (!isLost) void this.load()
      return false
    }
    say(done)
    return true
  },
  async onConfirm() {
    const { id } = this.data
    const send = (key: string) =>
      callResident('bookings.confirm', { id }, { key, busy: '正在确认' })
    if (await this.act(send, '确认好了')) void this.load()
  },
  async onCancel() {
    if (!(await confirm('取消后位子会让给后面的邻居。', '取消预约'))) return
    const { id } = this.data
    const send = (key: string) => callResident('bookings.cancel', { id }, { key, busy: '正在取消' })
    if (await this.act(send, '已经取消')) void this.load()
  },
  async onReview(event: WechatMiniprogram.TouchEvent) {
    const { mark } = event.currentTarget.dataset as { mark: ReviewMark }
    const { id } = this.data
    const send = (key: string) => callResident('bookings.review', { id, mark }, { key })
    if (await this.act(send, '谢谢您的评价')) void this.load()
  },
  async onMove() {
    const { booking } = this.data
    if (!booking) return
    const result = await callResident('homes.week', { homeId: booking.home.id })
    if (!result.ok) {
      explain(result.failure.message)
      return
    }
    const others = result.data.days.map(({ day, slots }) => ({
      day: `${day.slice(5).replace('-', '/')}`,
      slots: slots
        .filter(({ serviceId, hindrance }) => serviceId === booking.service.id && !hindrance)
        .map((slot) => slotWords(slot, '')),
    }))
    this.setData({ others: others.filter(({ slots }) => slots.length > 0), isMoving: true })
  },
  onMoving(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
    this.setData({ isMoving: event.detail.visible })
  },
  async onMoveTo(event: WechatMiniprogram.CustomEvent<SlotWords>) {
    const { id } = this.data
    const slotId = event.detail.id
    let moved = ''
    const send = async (key: string) => {
      const result = await callResident(
        'bookings.move',
        { id, slotId },
        { key, busy: '正在改时间' },
      )
      if (result.ok) moved = result.data.id
      return result
    }
    if (!(await this.act(send, '改好了'))) return
    this.setData({ isMoving: false })
    replaceWith(routes.booking(moved))
  },
  async onTellMe() {
    const isTold = await askToTell('sent')
    this.setData({ canTell: !isTold })
    say(isTold ? '好，到时提醒您' : '没关系，消息里随时看得到')
  },
  onCalendar() {
    if (this.data.booking) void addToCalendar(this.data.booking)
  },
  onFile() {
    void sendCalendarFile(this.data.id)
  },
  onAlternatives() {
    const { booking } = this.data
    if (booking) open(routes.homeWeek(booking.home.id, booking.requestId ?? ''))
  },
  onRetry() {
    this.setData({ failure: '' })
    void this.load()
  },
})
