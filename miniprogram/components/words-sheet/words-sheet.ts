import { say } from '../../api/pages'
import type { SavedPhoto } from '../../api/upload'
import type { PhotosChange } from '../photo-picker/photo-picker'

/** What was written into the sheet; `photos` are file ids. */
export interface Written {
  text: string
  photos: string[]
}

/** A sheet from below that asks for words and, where it helps, photos; a slot for choices. */
Component({
  options: { styleIsolation: 'apply-shared' },
  properties: {
    visible: { type: Boolean, value: false },
    title: { type: String, value: '' },
    hint: { type: String, value: '' },
    placeholder: { type: String, value: '' },
    /** Words that are there already when it opens. */
    text: { type: String, value: '' },
    /** Ready-made words, each put in by one tap. */
    quick: { type: Array, value: [] as string[] },
    button: { type: String, value: '发送' },
    isRequired: { type: Boolean, value: false },
    hasPhotos: { type: Boolean, value: false },
    isSending: { type: Boolean, value: false },
  },
  data: { words: '', photos: { photos: [], isBusy: false, failed: 0 } as PhotosChange },
  observers: {
    visible(isOpen: boolean) {
      if (!isOpen) return
      const photos: SavedPhoto[] = []
      this.setData({ words: this.data.text, photos: { photos, isBusy: false, failed: 0 } })
    },
  },
  methods: {
    onWords(event: WechatMiniprogram.Input) {
      this.setData({ words: event.detail.value })
    },
    onQuick(event: WechatMiniprogram.TouchEvent) {
      const { words } = event.currentTarget.dataset as { words: string }
      this.setData({ words })
    },
    onPhotos(event: WechatMiniprogram.CustomEvent<PhotosChange>) {
      this.setData({ photos: event.detail })
    },
    onVisible(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.triggerEvent('close')
    },
    onSend() {
      const { words, photos, isRequired } = this.data
      const text = words.trim()
      if (isRequired && !text) say('请先写一句')
      else if (photos.isBusy) say('照片还在传，请稍等')
      else if (photos.failed) say('有照片没传上去，请再传一次或去掉')
      else this.triggerEvent('send', { text, photos: photos.photos.map(({ fileId }) => fileId) })
    },
  },
})
