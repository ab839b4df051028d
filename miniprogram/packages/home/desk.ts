import type { HomeLine } from '../../../typings/bookings'
import { callHandler, newKey, type Result } from '../../api/client'
import { shownFailure, type FailureKind } from '../../api/failure'
import { followLook, lookStyle } from '../../api/look'
import { explain, say } from '../../api/pages'
import type { Written } from '../../components/words-sheet/words-sheet'
import { blankSheet, type Sheet } from '../../components/words-sheet/sheet'
import { sendFile } from './calendar'
import { toShown, type Shown } from './desk-shown'
import { dayChips, type DayChip } from './words'

type Asking = 'decline' | 'walk_in' | 'overbook' | 'close' | 'close_day'

const closing: Sheet = {
  ...blankSheet,
  title: '为什么关闭这个时段',
  hint: '约了的人都会收到通知，可以改约别的时间。',
  quick: ['工作人员临时有事', '场地维修', '停水停电'],
  isRequired: true,
  button: '关闭',
}

const sheets: Record<Asking, Sheet> = {
  decline: { ...blankSheet, title: '为什么不通过', isRequired: true, button: '告诉居民' },
  walk_in: {
    ...blankSheet,
    title: '来的是谁',
    placeholder: '例如 李大爷',
    isRequired: true,
    button: '登记',
  },
  overbook: {
    ...blankSheet,
    title: '给谁加位，为什么',
    placeholder: '先写名字，再写原因，例如 李大爷，从镇上赶来',
    isRequired: true,
    button: '加一个位',
  },
  close: closing,
  close_day: { ...closing, title: '为什么这一天不开放' },
}

/** The day of a home for the people at its desk. */
Page({
  data: {
    pageStyle: lookStyle(),
    homes: null as HomeLine[] | null,
    homeId: '',
    homeName: '',
    days: [] as DayChip[],
    day: '',
    slots: null as Shown[] | null,
    code: '',
    asking: '' as Asking | '',
    about: '',
    sheet: blankSheet,
    isOpen: false,
    isSending: false,
    failure: '',
    failureKind: 'error' as FailureKind,
  },
  onShow() {
    followLook(this)
    this.showDays()
    void this.load()
  },
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
    if (!this.data.homes) await this.loadHomes()
    if (this.data.homeId) await this.loadDay()
  },
  async loadHomes() {
    const result = await callHandler('desk.homes', {})
    if (!result.ok) {
      this.setData(shownFailure(result.failure))
      return
    }
    const [first] = result.data.items
    const named = first ? { homeId: first.id, homeName: first.name } : {}
    this.setData({ homes: result.data.items, ...named, failure: '' })
  },
  async loadDay() {
    const { homeId, day, slots } = this.data
    const result = await callHandler('desk.day', { homeId, day }, { isQuiet: slots !== null })
    if (!result.ok) this.setData(shownFailure(result.failure))
    else if (day === this.data.day && homeId === this.data.homeId)
      this.setData({ slots: result.data.slots.map(toShown), failure: '' })
  },
  onHome(event: WechatMiniprogram.TouchEvent) {
    const { id, name } = event.currentTarget.dataset as { id: string; name: string }
    this.setData({ homeId: id, homeName: name, slots: null })
    void this.loadDay()
  },
  async onSheet() {
    const { homeId, day } = this.data
    const result = await callHandler('desk.sheet', { homeId, day })
    if (result.ok) sendFile(result.data)
    else explain(result.failure.message)
  },
  onDay(event: WechatMiniprogram.TouchEvent) {
    this.setData({ day: (event.currentTarget.dataset as { day: string }).day, slots: null })
    void this.loadDay()
  },
  async onScan() {
    const { result } = await wx.scanCode({ scanType: ['qrCode'] }).catch(() => ({ result: '' }))
    if (result) await this.checkIn(result)
  },
  onCode(event: WechatMiniprogram.Input) {
    this.setData({ code: event.detail.value })
  },
  async onCheckCode() {
    const { homeId, code } = this.data
    if (!/^\d{4}$/.test(code)) {
      say('请填四位数')
      return
    }
    const result = await callHandler('bookings.findByCode', { homeId, code })
    if (!result.ok) explain(result.failure.message)
    else if (result.data.items.length === 0) explain('今天没有这个号码的预约，请核对日期和号码。')
    else await this.choose(result.data.items)
  },
  /** Two bookings of a day may have the same four digits. */
  async choose(rows: { id: string; name: string }[]) {
    const names = rows.map(({ name }) => name || '邻居')
    const picked =
      rows.length === 1
        ? { tapIndex: 0 }
        : await wx.showActionSheet({ itemList: names }).catch(() => ({ tapIndex: -1 }))
    const row = rows[picked.tapIndex]
    if (row) await this.checkIn(row.id)
  },
  async checkIn(id: string) {
    const send = (key: string) => callHandler('bookings.checkIn', { id }, { key })
    if (await this.act(send, '签到好了')) this.setData({ code: '' })
  },
  async onRow(event: WechatMiniprogram.TouchEvent) {
    const { id, act } = event.currentTarget.dataset as { id: string; act: string }
    if (act === 'check_in') await this.checkIn(id)
    if (act === 'approve')
      await this.act((key: string) => callHandler('bookings.approve', { id }, { key }), '已经通过')
    if (act === 'miss')
      await this.act((key: string) => callHandler('bookings.miss', { id }, { key }), '记下了')
    if (act === 'decline') this.ask('decline', id)
  },
  onCloseDay() {
    this.ask('close_day', `${this.data.homeId} ${this.data.day}`)
  },
  onSlot(event: WechatMiniprogram.TouchEvent) {
    const { id, asking } = event.currentTarget.dataset as { id: string; asking: Asking }
    this.ask(asking, id)
  },
  ask(asking: Asking, about: string) {
    this.setData({ asking, about, sheet: sheets[asking], isOpen: true })
  },
  onClose() {
    this.setData({ isOpen: false })
  },
  async onGive(event: WechatMiniprogram.CustomEvent<Written>) {
    const { asking, about } = this.data
    const { text } = event.detail
    if (asking && (await this.act((key: string) => give(asking, { about, text }, key), '好了')))
      this.setData({ isOpen: false })
  },
  async act(send: (key: string) => Promise<Result<unknown>>, done: string): Promise<boolean> {
    if (this.data.isSending) return false
    this.setData({ isSending: true })
    const result = await send(newKey())
    this.setData({ isSending: false })
    if (result.ok) say(done)
    else explain(result.failure.message)
    void this.loadDay()
    return result.ok
  },
  onRetry() {
    this.setData({ failure: '' })
    void this.load()
  },
})

/** The first words name who comes; what follows a comma says why. */
function give(
  asking: Asking,
  { about, text }: { about: string; text: string },
  key: string,
): Promise<Result<unknown>> {
  const [name = '', ...why] = text.split(/[，,。\s]+/)
  const options = { key, busy: '正在保存' }
  switch (asking) {
    case 'decline':
      return callHandler('bookings.decline', { id: about, reason: text }, options)
    case 'close':
      return callHandler('slots.close', { slotId: about, reason: text }, options)
    case 'close_day': {
      const [homeId = '', day = ''] = about.split(' ')
      return callHandler('homes.close', { homeId, from: day, to: day, reason: text }, options)
    }
    case 'walk_in':
      return callHandler('bookings.walkIn', { slotId: about, guest: { name } }, options)
    case 'overbook': {
      const reason = why.join('，') || text
      return callHandler('bookings.overbook', { slotId: about, guest: { name }, reason }, options)
    }
  }
}
