type Canvas = WechatMiniprogram.Canvas
export type Context = WechatMiniprogram.CanvasRenderingContext.CanvasRenderingContext2D

interface Owner {
  createSelectorQuery(): WechatMiniprogram.SelectorQuery
}

/** The canvas of a page or component by its selector. */
export function findCanvas(owner: Owner, selector: string): Promise<Canvas> {
  return new Promise((resolve, reject) => {
    const query = owner.createSelectorQuery().select(selector)
    query.fields({ node: true }).exec((found: ({ node?: Canvas } | null)[]) => {
      const node = found[0]?.node
      if (node) resolve(node)
      else reject(new Error('no canvas'))
    })
  })
}

/** Gives the canvas a size, which empties it, and hands out what draws on it. */
export function prepare(canvas: Canvas, width: number, height: number): Context {
  canvas.width = width
  canvas.height = height
  return canvas.getContext('2d') as Context
}

export function loadImage(canvas: Canvas, path: string): Promise<WechatMiniprogram.Image> {
  return new Promise((resolve, reject) => {
    const image = canvas.createImage()
    image.onload = () => resolve(image)
    image.onerror = () => reject(new Error('unreadable picture'))
    image.src = path
  })
}

/** What was drawn as a file of the phone. */
export async function exportPicture(
  canvas: Canvas,
  { fileType, quality = 1 }: { fileType: 'png' | 'jpg'; quality?: number },
): Promise<string> {
  const { width, height } = canvas
  const size = { x: 0, y: 0, width, height, destWidth: width, destHeight: height }
  const { tempFilePath } = await wx.canvasToTempFilePath({ canvas, ...size, fileType, quality })
  return tempFilePath
}

export const family = 'sans-serif'

export interface TextStyle {
  size: number
  color: string
  isBold?: boolean
  align?: 'left' | 'center'
}

/** Writes a line no wider than told: a longer one ends in an ellipsis. */
export function writeLine(
  context: Context,
  { text, x, y, width }: { text: string; x: number; y: number; width: number },
  { size, color, isBold = false, align = 'left' }: TextStyle,
): void {
  context.font = `${isBold ? 'bold ' : ''}${size}px ${family}`
  context.fillStyle = color
  context.textAlign = align
  context.textBaseline = 'middle'
  context.fillText(clipped(context, text, width), x, y)
}

function clipped(context: Context, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text
  const characters = [...text]
  while (characters.length > 1 && context.measureText(`${characters.join('')}…`).width > width) {
    characters.pop()
  }
  return `${characters.join('')}…`
}

/** A rectangle with round corners, filled. */
export function fillRounded(
  context: Context,
  { x, y, width, height, radius }: Record<'x' | 'y' | 'width' | 'height' | 'radius', number>,
  color: string,
): void {
  context.fillStyle = color
  context.beginPath()
  context.moveTo(x + radius, y)
  context.arcTo(x + width, y, x + width, y + height, radius)
  context.arcTo(x + width, y + height, x, y + height, radius)
  context.arcTo(x, y + height, x, y, radius)
  context.arcTo(x, y, x + width, y, radius)
  context.closePath()
  context.fill()
}
