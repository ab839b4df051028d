import { findCanvas } from '../../api/canvas'
import { choosePhotos, redraw, uploadPhoto, type SavedPhoto } from '../../api/upload'
import { say } from '../../api/pages'

type Status = 'sending' | 'sent' | 'failed'

interface Photo extends SavedPhoto {
  status: Status
  percent: number
}

const most = 9
const redrawWithin = 15_000

/** `photos`: those sent so far; `isBusy`: some are on the way; `failed`: how many were not sent. */
export interface PhotosChange {
  photos: SavedPhoto[]
  isBusy: boolean
  failed: number
}

/** A picture that the phone can't draw must not keep the report waiting. */
function tooLong(): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), redrawWithin))
}

function newPhoto(path: string): Photo {
  const id = `${Date.now()}-${Math.random().toString(36).slice(2, 8)}`
  return { id, path, fileId: '', status: 'sending', percent: 0 }
}

function toChange(photos: Photo[]): PhotosChange {
  return {
    photos: photos
      .filter(({ status }) => status === 'sent')
      .map(({ id, path, fileId }) => ({ id, path, fileId })),
    isBusy: photos.some(({ status }) => status === 'sending'),
    failed: photos.filter(({ status }) => status === 'failed').length,
  }
}

/** Takes or chooses photos, makes them small on the phone and sends each by itself. */
Component({
  options: { styleIsolation: 'apply-shared' },
  properties: {
    /** Photos of a draft taken up again. */
    initial: { type: Array, value: [] as SavedPhoto[] },
    hint: { type: String, value: '' },
  },
  data: { list: [] as Photo[], most },
  observers: {
    initial(initial: SavedPhoto[]) {
      if (initial.length === 0 || this.data.list.length > 0) return
      this.setData({ list: initial.map((saved) => ({ ...saved, status: 'sent', percent: 100 })) })
    },
  },
  methods: {
    async onAdd() {
      const paths = await choosePhotos(most - this.data.list.length)
      const added = paths.map(newPhoto)
      if (added.length === 0) return
      this.change([...this.data.list, ...added])
      for (const photo of added) await this.send(photo)
    },
    async send(photo: Photo) {
      const small = await this.makeSmall(photo.path)
      if (!small) {
        say('这张照片打不开，请换一张')
        this.change(this.data.list.filter(({ id }) => id !== photo.id))
        return
      }
      const fileId = await uploadPhoto(small, (percent) => this.update(photo.id, { percent }))
      this.update(photo.id, fileId ? { fileId, status: 'sent' } : { status: 'failed' })
    },
    async makeSmall(path: string): Promise<string | null> {
      try {
        return await Promise.race([
          findCanvas(this, '#small').then((canvas) => redraw(canvas, path)),
          tooLong(),
        ])
      } catch {
        return null
      }
    },
    update(id: string, changes: Partial<Photo>) {
      const isKnown = this.data.list.some((photo) => photo.id === id)
      if (!isKnown) return
      this.change(
        this.data.list.map((photo) => (photo.id === id ? { ...photo, ...changes } : photo)),
      )
    },
    change(list: Photo[]) {
      this.setData({ list })
      this.triggerEvent('change', toChange(list))
    },
    onTap(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string }
      const photo = this.data.list.find((each) => each.id === id)
      if (photo?.status === 'failed') void this.retry(photo)
      else if (photo) void wx.previewImage({ urls: [photo.path] })
    },
    retry(photo: Photo) {
      this.update(photo.id, { status: 'sending', percent: 0 })
      return this.send(photo)
    },
    onRemove(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string }
      this.change(this.data.list.filter((photo) => photo.id !== id))
    },
    clear() {
      this.setData({ list: [] })
    },
  },
})
