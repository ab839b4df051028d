import { exportPicture, loadImage, prepare } from './canvas'
import { lastHome, loadHome } from './session'

const longestSide = 1600
const quality = 0.8

/** A photo that survives the mini program being killed: the server's copy, and a local one to show. */
export interface SavedPhoto {
  id: string
  path: string
  fileId: string
}

type Canvas = WechatMiniprogram.Canvas

/** Lets the person take or choose photos; an empty list when they change their mind. */
export async function choosePhotos(count: number): Promise<string[]> {
  try {
    const { tempFiles } = await wx.chooseMedia({
      count,
      mediaType: ['image'],
      sizeType: ['compressed'],
      sourceType: ['camera', 'album'],
    })
    return tempFiles.map(({ tempFilePath }) => tempFilePath)
  } catch {
    return []
  }
}

/** The size a picture is redrawn at: its longest side at most 1600 px, never enlarged. */
export function fitted(width: number, height: number): { width: number; height: number } {
  const factor = Math.min(1, longestSide / Math.max(width, height, 1))
  return { width: Math.round(width * factor), height: Math.round(height * factor) }
}

/**
 * Redraws a photo smaller and as a plain JPEG, which also drops everything the camera wrote into it:
 * place, time, model.
 */
export async function redraw(canvas: Canvas, path: string): Promise<string> {
  const info = await wx.getImageInfo({ src: path })
  const { width, height } = fitted(info.width, info.height)
  const context = prepare(canvas, width, height)
  context.drawImage(await loadImage(canvas, path), 0, 0, width, height)
  return exportPicture(canvas, { fileType: 'jpg', quality })
}

/** Where this person's photos go; null when it can't be known now. */
async function uploadFolder(): Promise<string | null> {
  if (!lastHome()?.profile.uploadFolder) await loadHome({ isQuiet: true })
  return lastHome()?.profile.uploadFolder ?? null
}

/** Sends a photo; resolves to its file id, or null when it could not be sent. */
export async function uploadPhoto(
  path: string,
  onProgress: (percent: number) => void,
): Promise<string | null> {
  const folder = await uploadFolder()
  if (!folder) return null
  const random = Math.random().toString(36).slice(2, 12)
  return new Promise((resolve) => {
    const task = wx.cloud.uploadFile({
      cloudPath: `${folder}/${Date.now()}-${random}.jpg`,
      filePath: path,
      success: ({ fileID }) => resolve(fileID),
      fail: () => resolve(null),
    })
    task.onProgressUpdate(({ progress }) => onProgress(progress))
  })
}
