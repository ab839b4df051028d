import { findCanvas } from '../../api/canvas'
import { callHandler } from '../../api/client'
import { shownFailure, type FailureKind } from '../../api/failure'
import { followLook, lookStyle } from '../../api/look'
import { confirm, explain, goBack, say } from '../../api/pages'
import type { PosterView } from '../../../typings/api'
import { drawPoster } from './draw-poster'

const notDrawn = '这部手机画不出海报，请换一部手机，或者请社区在管理页上打印。'

/** A micro-grid's poster for the wall, drawn on the phone and saved to its album. */
Page({
  data: {
    pageStyle: lookStyle(),
    unitId: '',
    poster: null as PosterView | null,
    path: '',
    words: '',
    failure: '',
    failureKind: 'error' as FailureKind,
    isSaving: false,
  },
  onLoad(options: { unit?: string }) {
    this.setData({ unitId: options.unit ?? '' })
    void this.load()
  },
  onShow() {
    followLook(this)
  },
  async load() {
    this.setData({ failure: '' })
    const result = await callHandler('posters.get', { unitId: this.data.unitId })
    if (!result.ok) {
      this.setData(shownFailure(result.failure))
      return
    }
    const { title, invitation, steps } = result.data
    this.setData({ poster: result.data, words: [title, invitation, ...steps].join('，') })
    await this.draw(result.data)
  },
  async draw(poster: PosterView) {
    try {
      this.setData({ path: await drawPoster(await findCanvas(this, '#poster'), poster) })
    } catch {
      this.setData({ failure: notDrawn, failureKind: 'error' })
    }
  },
  onLook() {
    if (this.data.path) void wx.previewImage({ urls: [this.data.path] })
  },
  async onSave() {
    const { path, isSaving } = this.data
    if (!path || isSaving) return
    this.setData({ isSaving: true })
    const isSaved = await this.save(path)
    this.setData({ isSaving: false })
    if (isSaved) say('存到相册了，可以拿去打印')
  },
  /** False when the person would not have it, or the phone could not. */
  async save(filePath: string): Promise<boolean> {
    try {
      await wx.saveImageToPhotosAlbum({ filePath })
      return true
    } catch (failure) {
      const { errMsg = '' } = failure as { errMsg?: string }
      if (errMsg.includes('cancel')) return false
      if (/auth|privacy/.test(errMsg)) return this.askAgain(filePath)
      explain('没有存上。请点开海报，长按图片再存一次。')
      return false
    }
  },
  /** WeChat asks once; after a no it only opens its settings. */
  async askAgain(filePath: string): Promise<boolean> {
    const isSure = await confirm('要存到相册，需要在设置里允许「添加到相册」。', '去设置')
    if (!isSure) return false
    const { authSetting } = await wx.openSetting()
    return authSetting['scope.writePhotosAlbum'] ? this.save(filePath) : false
  },
  onBack() {
    goBack()
  },
})
