type Choice = { event: 'agree'; buttonId: string } | { event: 'disagree' }
type Answer = (choice: Choice) => void

interface Asked {
  answer?: Answer
}

/** Asks, the first time a photo or a place is wanted, whether the privacy guide is accepted. */
Component({
  options: { styleIsolation: 'apply-shared' },
  data: { isOpen: false },
  lifetimes: {
    attached() {
      if (!wx.onNeedPrivacyAuthorization) return
      wx.onNeedPrivacyAuthorization((answer: unknown) => {
        const asked = this as Asked
        asked.answer = answer as Answer
        this.setData({ isOpen: true })
      })
    },
  },
  methods: {
    onRead() {
      wx.openPrivacyContract({ fail: () => undefined })
    },
    onAgree() {
      this.settle({ event: 'agree', buttonId: 'privacy-agree' })
    },
    onRefuse() {
      this.settle({ event: 'disagree' })
    },
    onVisible(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.onRefuse()
    },
    settle(choice: Choice) {
      const asked = this as Asked
      asked.answer?.(choice)
      delete asked.answer
      this.setData({ isOpen: false })
    },
  },
})
