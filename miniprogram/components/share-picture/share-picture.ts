import { exportPicture, fillRounded, findCanvas, prepare, writeLine } from '../../api/canvas'
import type { Context } from '../../api/canvas'
import type { CardPicture } from '../../format/card'
import type { Tone } from '../../format/words'

/** WeChat shows a card's picture at 5 : 4. */
const width = 750
const height = 600
const margin = 56

const paper = '#F7F4F0'
const ink = '#2A2522'
const inkSoft = '#655C54'
const white = '#FFFFFF'

/** A band in the colour of the state; the words on it say the same. */
const bands: Record<Tone, string> = {
  plain: '#655C54',
  accent: '#C43D1C',
  good: '#2E7350',
  soon: '#9A5B00',
  late: '#AE2A19',
}

/** Draws the picture of the page's card beside the screen, and says where it lies. */
Component({
  options: { styleIsolation: 'apply-shared' },
  properties: {
    picture: { type: Object, value: null as CardPicture | null },
  },
  observers: {
    picture(picture: CardPicture | null) {
      if (picture?.state) void this.draw(picture)
    },
  },
  methods: {
    /** Without a picture of its own the card takes the usual one: sharing never waits for it. */
    async draw(picture: CardPicture) {
      try {
        const canvas = await findCanvas(this, '#card')
        drawCard(prepare(canvas, width, height), picture)
        this.triggerEvent('drawn', { path: await exportPicture(canvas, { fileType: 'png' }) })
      } catch {
        this.triggerEvent('drawn', { path: '' })
      }
    },
  },
})

function drawCard(context: Context, { tone, state, title, lines }: CardPicture): void {
  context.fillStyle = paper
  context.fillRect(0, 0, width, height)
  const band = { x: 0, y: 0, width, height: 250, radius: 0 }
  fillRounded(context, band, bands[tone])
  const inner = width - 2 * margin
  writeLine(
    context,
    { text: state, x: margin, y: 125, width: inner },
    { size: 84, color: white, isBold: true },
  )
  writeLine(
    context,
    { text: title, x: margin, y: 340, width: inner },
    { size: 64, color: ink, isBold: true },
  )
  lines.forEach((text, index) => {
    const y = 430 + index * 70
    writeLine(context, { text, x: margin, y, width: inner }, { size: 44, color: inkSoft })
  })
}
