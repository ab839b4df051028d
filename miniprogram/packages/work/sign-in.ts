import type { SignInView } from '../../../typings/api'
import { callHandler, newKey } from '../../api/client'
import { shownFailure, type FailureKind } from '../../api/failure'
import { followLook, lookStyle } from '../../api/look'
import { explain, goBack } from '../../api/pages'
import { loadHome } from '../../api/session'
import { codeFrom } from '../../format/poster'
import { happenedAt } from '../../format/time'

/** Nothing scanned yet, what it says, and what came of it. */
type Step = 'start' | 'loading' | 'ask' | 'in' | 'refused' | 'failed'

interface Shown {
  browser: string
  place: string
  asked: string
  label: string
}

function toShown({ browser, source, askedAt, label }: SignInView): Shown {
  const place = source ? `网络地址 ${source}` : '不知道在哪里'
  return { browser, place, asked: happenedAt(askedAt, Date.now()), label }
}

Page({
  data: {
    pageStyle: lookStyle(),
    step: 'start' as Step,
    ticket: '',
    shown: null as Shown | null,
    failure: '',
    failureKind: 'error' as FailureKind,
    isSending: false,
    isCodeOpen: false,
    code: '',
  },
  onLoad(options: { scene?: string }) {
    if (options.scene) void this.look(codeFrom(options.scene))
  },
  onShow() {
    followLook(this)
  },
  async onScan() {
    try {
      const { result, path } = await wx.scanCode({})
      await this.look(codeFrom(path || result))
    } catch {
      // Closed without scanning: nothing to do.
    }
  },
  onRetry() {
    if (this.data.failureKind === 'offline') void this.look(this.data.ticket)
    else void this.onScan()
  },
  async look(ticket: string) {
    this.setData({ ticket, step: 'loading', failure: '' })
    const result = await callHandler('signIn.look', { ticket })
    if (result.ok) this.setData({ step: 'ask', shown: toShown(result.data) })
    else this.setData({ step: 'failed', ...shownFailure(result.failure) })
  },
  onConfirm() {
    void this.answer('signIn.confirm', 'in')
  },
  onRefuse() {
    void this.answer('signIn.refuse', 'refused')
  },
  async answer(operation: 'signIn.confirm' | 'signIn.refuse', step: 'in' | 'refused') {
    const { ticket, isSending } = this.data
    if (isSending) return
    this.setData({ isSending: true })
    const result = await callHandler(operation, { ticket }, { key: newKey() })
    this.setData({ isSending: false })
    if (result.ok) this.setData({ step })
    else if (result.failure.code === 'OFFLINE') explain(result.failure.message)
    else this.setData({ step: 'failed', ...shownFailure(result.failure) })
  },
  onOpenCode() {
    this.setData({ isCodeOpen: true })
  },
  onCode(event: WechatMiniprogram.Input) {
    this.setData({ code: event.detail.value })
  },
  async onRedeem() {
    const { code, isSending } = this.data
    if (isSending || code.trim() === '') return
    this.setData({ isSending: true })
    const result = await callHandler('signIn.redeem', { code }, { key: newKey(), busy: '正在核对' })
    this.setData({ isSending: false })
    if (!result.ok) {
      explain(result.failure.message)
      return
    }
    await loadHome({ isQuiet: true })
    this.setData({ isCodeOpen: false, code: '', step: 'start' })
    explain(`好了，您现在是${result.data.label}。接着扫电脑上的登录码，就能登录管理页。`)
    if (this.data.ticket) void this.look(this.data.ticket)
  },
  onBack() {
    goBack()
  },
})
