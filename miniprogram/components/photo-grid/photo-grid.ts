/** Photos to look at; a tap shows them large. */
Component({
  options: { styleIsolation: 'apply-shared' },
  properties: {
    photos: { type: Array, value: [] as string[] },
  },
  methods: {
    onLook(event: WechatMiniprogram.TouchEvent) {
      const { index } = event.currentTarget.dataset as { index: number }
      const urls = this.data.photos
      void wx.previewImage({ urls, current: urls[index] ?? '' })
    },
  },
})
