import { shownFileUrl } from '../files/address'
import { addTemporaryFile, localFile } from '../files/local-files'
import { pickFiles } from '../shell/choose-file'
import { previewImages } from '../shell/preview-image'
import { showToast } from '../shell/toast'
import { askActions } from '../shell/action-sheet'
import { requirePrivacy } from './privacy'
import { ApiError, asyncApis, cancelled, type ApiTable } from './call'
import { authorize } from './authorization'

interface ChooseMediaInput {
  count?: number
  mediaType?: string[]
  sourceType?: string[]
}

const accepts: Record<string, string> = {
  image: 'image/*',
  video: 'video/*',
  mix: 'image/*,video/*',
}
const isTouchDevice = matchMedia('(pointer: coarse)').matches

/** On a real phone both sources make sense; on a desk there is only the file picker. */
async function askSource(sourceType: string[]): Promise<boolean> {
  if (!isTouchDevice || sourceType.length < 2) return isTouchDevice && sourceType[0] === 'camera'
  const index = await askActions({ itemList: ['拍摄', '从手机相册选择'] })
  if (index === null) throw cancelled
  return index === 0
}

async function choose(input: ChooseMediaInput): Promise<File[]> {
  const { count = 9, mediaType = ['image', 'video'], sourceType = ['album', 'camera'] } = input
  const isCamera = await askSource(sourceType)
  const accept = mediaType.map((type) => accepts[type] ?? accepts.mix).join(',')
  const files = await pickFiles({ accept, isMultiple: count > 1, isCamera })
  if (files.length === 0) throw cancelled
  return files.slice(0, count)
}

interface Size {
  width: number
  height: number
}

async function measure(blob: Blob): Promise<Size> {
  const bitmap = await createImageBitmap(blob)
  const { width, height } = bitmap
  bitmap.close()
  return { width, height }
}

async function describeMedia(file: File): Promise<object> {
  const tempFilePath = addTemporaryFile(file)
  const isImage = file.type.startsWith('image/')
  const size: Size = isImage
    ? await measure(file).catch(() => ({ width: 0, height: 0 }))
    : { width: 0, height: 0 }
  return {
    tempFilePath,
    size: file.size,
    fileType: isImage ? 'image' : 'video',
    duration: 0,
    ...size,
    thumbTempFilePath: '',
  }
}

/** The bytes behind any path the mini program may name. */
export async function readBlob(path: string): Promise<Blob> {
  const local = localFile(path)
  if (local !== undefined) return local.blob
  const answer = await fetch(await shownFileUrl(path, '')).catch(() => null)
  if (answer === null || !answer.ok) throw new ApiError(`file "${path}" not found`)
  return answer.blob()
}

interface CompressInput {
  src: string
  quality?: number
  compressedWidth?: number
  compressedHeight?: number
}

function targetSize(size: Size, { compressedWidth, compressedHeight }: CompressInput): Size {
  const ratio = size.width / size.height
  if (compressedWidth !== undefined) {
    return {
      width: compressedWidth,
      height: compressedHeight ?? Math.round(compressedWidth / ratio),
    }
  }
  if (compressedHeight === undefined) return size
  return { width: Math.round(compressedHeight * ratio), height: compressedHeight }
}

/** Draws the picture anew as JPEG, which also drops what the camera wrote beside it. */
async function compress(input: CompressInput): Promise<object> {
  const bitmap = await createImageBitmap(await readBlob(input.src))
  const { width, height } = targetSize(bitmap, input)
  const canvas = new OffscreenCanvas(width, height)
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, width, height)
  const blob = await canvas.convertToBlob({
    type: 'image/jpeg',
    quality: (input.quality ?? 80) / 100,
  })
  return { tempFilePath: addTemporaryFile(blob) }
}

async function imageInfo({ src }: { src: string }): Promise<object> {
  const blob = await readBlob(src)
  const size = await measure(blob).catch(() => {
    throw new ApiError('image decode failed')
  })
  const type = blob.type.replace('image/', '') || 'unknown'
  const path = localFile(src) === undefined ? addTemporaryFile(blob) : src
  return { ...size, path, type, orientation: 'up' }
}

async function saveToAlbum({ filePath }: { filePath: string }): Promise<void> {
  const blob = await readBlob(filePath)
  await authorize('scope.writePhotosAlbum')
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = filePath.split('/').at(-1) ?? 'photo'
  link.click()
  showToast({ title: '已保存到相册' })
}

/** Photos and videos. */
export const mediaApis: ApiTable = asyncApis({
  async chooseMedia(input: ChooseMediaInput) {
    await requirePrivacy('chooseMedia')
    const tempFiles = await Promise.all((await choose(input)).map(describeMedia))
    return { tempFiles, type: input.mediaType?.length === 1 ? input.mediaType[0] : 'mix' }
  },
  async chooseImage(input: ChooseMediaInput) {
    await requirePrivacy('chooseImage')
    const files = await choose({ ...input, mediaType: ['image'] })
    const tempFiles = files.map((file) => ({ path: addTemporaryFile(file), size: file.size }))
    return { tempFiles, tempFilePaths: tempFiles.map(({ path }) => path) }
  },
  async chooseMessageFile({ count = 100, type = 'all' }: { count?: number; type?: string }) {
    const accept = { image: 'image/*', video: 'video/*' }[type] ?? '*/*'
    const files = await pickFiles({ accept, isMultiple: count > 1 })
    if (files.length === 0) throw cancelled
    const tempFiles = files.slice(0, count).map((file) => {
      return {
        path: addTemporaryFile(file),
        size: file.size,
        name: file.name,
        type,
        time: file.lastModified,
      }
    })
    return { tempFiles }
  },
  compressImage: compress,
  getImageInfo: imageInfo,
  previewImage: (input: Parameters<typeof previewImages>[0]) => previewImages(input),
  previewMedia({ sources, current = 0 }: { sources: { url: string }[]; current?: number }) {
    previewImages({ urls: sources.map(({ url }) => url), current })
  },
  saveImageToPhotosAlbum: saveToAlbum,
})
