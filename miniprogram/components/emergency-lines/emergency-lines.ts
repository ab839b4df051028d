import type { Line } from '../../format/emergency'

/** The lines to dial before anything is written: the likeliest first and largest. */
Component({
  options: { styleIsolation: 'apply-shared' },
  properties: {
    lines: { type: Array, value: [] as Line[] },
    words: { type: String, value: '有危险请先打电话，再回来写' },
  },
  methods: {
    onCall(event: WechatMiniprogram.TouchEvent) {
      const { number } = event.currentTarget.dataset as { number: string }
      wx.makePhoneCall({ phoneNumber: number, fail: () => undefined })
    },
  },
})
