import type { AppointmentView, Output } from '../../../typings/api'
import { callHandler, newKey } from '../../api/client'
import { followLook, lookStyle } from '../../api/look'
import { confirm, explain, say } from '../../api/pages'
import { keepProfile, lastHome, loadHome } from '../../api/session'
import { chinaDate, dayOf } from '../../format/time'

type Deputy = Output<'handler', 'leave.deputies'>['items'][number]

interface Duty {
  id: string
  label: string
  leave: string
  deputy: string
}

function toDuty({ id, label, leave, deputy }: AppointmentView): Duty {
  const days = leave.map(({ from, to }) => `${dayOf(from)} 到 ${dayOf(to)}`)
  return { id, label, leave: days.join('、'), deputy: deputy?.label ?? '' }
}

Page({
  data: {
    pageStyle: lookStyle(),
    duties: [] as Duty[],
    deputies: null as Deputy[] | null,
    failure: '',
    today: '',
    from: '',
    to: '',
    fromText: '',
    toText: '',
    deputyId: '',
    isSending: false,
    key: newKey(),
  },
  onLoad() {
    const today = chinaDate(Date.now())
    this.setData({ today })
    this.showDays(today, chinaDate(Date.now(), 1))
    void this.knowDuties()
    void this.load()
  },
  onShow() {
    followLook(this)
  },
  async load() {
    this.setData({ failure: '' })
    const result = await callHandler('leave.deputies', {})
    if (result.ok) this.setData({ deputies: result.data.items })
    else this.setData({ failure: result.failure.message })
  },
  async knowDuties() {
    if (!lastHome()) await loadHome({ isQuiet: true })
    this.showDuties(lastHome()?.profile.appointments ?? [])
  },
  showDuties(appointments: AppointmentView[]) {
    this.setData({ duties: appointments.map(toDuty) })
  },
  showDays(from: string, to: string) {
    this.setData({ from, to, fromText: dayOf(from), toText: dayOf(to) })
  },
  onFrom(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    const from = event.detail.value
    this.showDays(from, this.data.to < from ? from : this.data.to)
  },
  onTo(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.showDays(this.data.from, event.detail.value)
  },
  onDeputy(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    this.setData({ deputyId: this.data.deputyId === id ? '' : id })
  },
  async onSave() {
    const { from, to, deputyId, key, isSending } = this.data
    if (isSending) return
    this.setData({ isSending: true })
    const input = { from, to, ...(deputyId && { deputyAppointmentId: deputyId }) }
    const result = await callHandler('leave.set', input, { key, busy: '正在登记' })
    this.setData({ isSending: false })
    if (!result.ok) {
      explain(result.failure.message)
      return
    }
    this.take(result.data.appointments)
    say('登记好了，好好休息')
  },
  async onEnd() {
    if (!(await confirm('回来上岗吗？新的事又会先给您。', '回来了'))) return
    const result = await callHandler('leave.end', {}, { key: newKey(), busy: '正在登记' })
    if (!result.ok) {
      explain(result.failure.message)
      return
    }
    this.take(result.data.appointments)
    say('欢迎回来')
  },
  take(appointments: AppointmentView[]) {
    this.setData({ key: newKey() })
    this.showDuties(appointments)
    const profile = lastHome()?.profile
    if (profile) keepProfile({ ...profile, appointments })
  },
})
