import { addTemporaryFile } from '../files/local-files'
import { createCanvasImage } from './canvas-image'
import { asyncApis, ApiError, type ApiTable } from './call'

interface OffscreenInput {
  type?: '2d' | 'webgl'
  width?: number
  height?: number
}

function createOffscreenCanvas({
  width = 300,
  height = 150,
}: OffscreenInput = {}): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  return Object.assign(canvas, { createImage: createCanvasImage })
}

interface ExportInput {
  canvas?: HTMLCanvasElement
  canvasId?: string
  x?: number
  y?: number
  width?: number
  height?: number
  destWidth?: number
  destHeight?: number
  fileType?: 'png' | 'jpg'
  quality?: number
}

function cut(source: HTMLCanvasElement, input: ExportInput): HTMLCanvasElement {
  const { x = 0, y = 0, width = source.width - x, height = source.height - y } = input
  const { destWidth = width, destHeight = height } = input
  const target = createOffscreenCanvas({ width: destWidth, height: destHeight })
  target.getContext('2d')?.drawImage(source, x, y, width, height, 0, 0, destWidth, destHeight)
  return target
}

function exportCanvas(input: ExportInput): Promise<object> {
  const { canvas, fileType = 'png', quality = 0.92 } = input
  if (canvas === undefined) throw new ApiError('canvas is empty: only the 2d canvas is there')
  return new Promise((resolve, reject) => {
    const type = fileType === 'jpg' ? 'image/jpeg' : 'image/png'
    cut(canvas, input).toBlob(
      (blob) => {
        if (blob === null) reject(new ApiError('create bitmap failed'))
        else resolve({ tempFilePath: addTemporaryFile(blob) })
      },
      type,
      quality,
    )
  })
}

export const canvasApis: ApiTable = {
  createOffscreenCanvas,
  ...asyncApis({ canvasToTempFilePath: exportCanvas }),
}
