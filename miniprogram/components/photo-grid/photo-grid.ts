import type { PhotoMark } from '../../format/checks'

/** Photos to look at; a tap shows them large. */
Component({
  options: { styleIsolation: 'apply-shared' },
  properties: {
    photos: { type: Array, value: [] as string[] },
    /** What stands on each, by its place in the list. */
    marks: { type: Array, value: [] as PhotoMark[] },
  },
  methods: {
    onLook(event: WechatMiniprogram.TouchEvent) {
      const { index } = event.currentTarget.dataset as { index: number }
      const urls = this.data.photos
      void wx.previewImage({ urls, current: urls[index] ?? '' })
    },
  },
})
