import type { InvitationView } from '../../../typings/api'
import { callResident, newKey } from '../../api/client'
import { shownFailure, type FailureKind } from '../../api/failure'
import { followLook, lookStyle } from '../../api/look'
import { routes, showTab } from '../../api/pages'
import { loadHome } from '../../api/session'
import { codeFrom } from '../../format/poster'
import { roles } from '../../format/words'

/** No code yet, what it is for, and what came of it. */
type Step = 'start' | 'loading' | 'ask' | 'done' | 'failed'

interface Shown {
  unit: string
  place: string
  role: string
  label: string
  term: string
}

function toShown({ unit, role, label, from, until }: InvitationView): Shown {
  const above = unit.path.slice(1, -1).map(({ name }) => name)
  const term = until ? `${from} 到 ${until}` : `${from} 起`
  return { unit: unit.name, place: above.join(' '), role: roles[role], label, term }
}

/** Somebody whom the community has put down for a charge takes it up with their one-time code. */
Page({
  data: {
    pageStyle: lookStyle(),
    step: 'start' as Step,
    code: '',
    shown: null as Shown | null,
    failure: '',
    failureKind: 'error' as FailureKind,
    isSending: false,
  },
  onLoad(options: { scene?: string }) {
    if (options.scene) void this.look(codeFrom(options.scene))
  },
  onShow() {
    followLook(this)
  },
  onCode(event: WechatMiniprogram.Input) {
    this.setData({ code: event.detail.value })
  },
  onLook() {
    if (this.data.code.trim() !== '') void this.look(this.data.code)
  },
  async onScan() {
    try {
      const { result, path } = await wx.scanCode({})
      await this.look(codeFrom(path || result))
    } catch {
      // Closed without scanning: nothing to do.
    }
  },
  async look(code: string) {
    this.setData({ code, step: 'loading', failure: '' })
    const result = await callResident('appointments.look', { code })
    if (result.ok) this.setData({ step: 'ask', shown: toShown(result.data) })
    else this.setData({ step: 'failed', ...shownFailure(result.failure) })
  },
  onRetry() {
    if (this.data.failureKind === 'offline') void this.look(this.data.code)
    else this.setData({ step: 'start', code: '' })
  },
  async onClaim() {
    if (this.data.isSending) return
    this.setData({ isSending: true })
    const { code } = this.data
    const options = { key: newKey(), busy: '正在登记' }
    const result = await callResident('appointments.claim', { code }, options)
    this.setData({ isSending: false })
    if (!result.ok) {
      this.setData({ step: 'failed', ...shownFailure(result.failure) })
      return
    }
    await loadHome({ isQuiet: true })
    this.setData({ step: 'done' })
  },
  onWork() {
    showTab(routes.work())
  },
  onNotMe() {
    this.setData({ step: 'start', code: '', shown: null })
  },
})
