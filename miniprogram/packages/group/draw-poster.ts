import type { PosterView } from '../../../typings/api'
import { exportPicture, fillRounded, loadImage, prepare, writeLine } from '../../api/canvas'
import type { Context } from '../../api/canvas'

type Canvas = WechatMiniprogram.Canvas

/** A4 at 150 dots an inch: sharp enough on the wall, small enough for any phone. */
const width = 1240
const height = 1754
const middle = width / 2
const margin = 100
const codeSize = 640
const codeTop = 520

const paper = '#F7F4F0'
const accent = '#C43D1C'
const ink = '#2A2522'
const inkSoft = '#655C54'
const white = '#FFFFFF'

const inner = width - 2 * margin

function drawHead(context: Context, { title, invitation }: PosterView): void {
  fillRounded(context, { x: 0, y: 0, width, height: 400, radius: 0 }, accent)
  const name = { text: title, x: middle, y: 165, width: inner }
  writeLine(context, name, { size: 104, color: white, isBold: true, align: 'center' })
  const words = { text: invitation, x: middle, y: 300, width: inner }
  writeLine(context, words, { size: 64, color: white, align: 'center' })
}

async function drawCode(canvas: Canvas, context: Context, image: string): Promise<void> {
  const frame = codeSize + 80
  const left = middle - frame / 2
  fillRounded(context, { x: left, y: codeTop - 40, width: frame, height: frame, radius: 32 }, white)
  const code = await loadImage(canvas, `data:image/png;base64,${image}`)
  context.drawImage(code, middle - codeSize / 2, codeTop, codeSize, codeSize)
}

function drawSteps(context: Context, { steps, gridCode }: PosterView): void {
  steps.forEach((text, index) => {
    const y = 1300 + index * 110
    fillRounded(context, { x: margin, y: y - 38, width: 76, height: 76, radius: 38 }, accent)
    const number = { text: `${index + 1}`, x: margin + 38, y, width: 76 }
    writeLine(context, number, { size: 46, color: white, isBold: true, align: 'center' })
    const step = { text, x: margin + 110, y, width: inner - 110 }
    writeLine(context, step, { size: 54, color: ink })
  })
  const foot = `网格码 ${gridCode} · 近邻e家 · 紧急情况请先拨打 110、119、120`
  const line = { text: foot, x: middle, y: 1670, width: inner }
  writeLine(context, line, { size: 34, color: inkSoft, align: 'center' })
}

/** Draws a micro-grid's poster; resolves to the file it lies in. */
export async function drawPoster(canvas: Canvas, poster: PosterView): Promise<string> {
  const context = prepare(canvas, width, height)
  context.fillStyle = paper
  context.fillRect(0, 0, width, height)
  drawHead(context, poster)
  await drawCode(canvas, context, poster.image)
  drawSteps(context, poster)
  return exportPicture(canvas, { fileType: 'png' })
}
