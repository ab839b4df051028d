import { crc32, deflateSync } from 'node:zlib'
import QRCode from 'qrcode'

/** Light modules around a code, as the standard asks for at the least on a light ground. */
const margin = 2

/** A QR code as a black and white PNG about so wide: a bit for a pixel, so that it costs next to nothing. */
export function qrPng(text: string, width: number): Buffer {
  const { size, data } = QRCode.create(text, {}).modules
  const scale = Math.max(1, Math.floor(width / (size + 2 * margin)))
  const pixels = (size + 2 * margin) * scale
  const isDark = (row: number, column: number) =>
    row >= 0 && row < size && column >= 0 && column < size && data[row * size + column] === 1
  const lines: Buffer[] = []
  for (let row = -margin; row < size + margin; row++) {
    const line = lineOf(pixels, scale, (column) => isDark(row, column - margin))
    for (let copy = 0; copy < scale; copy++) lines.push(line)
  }
  return pngOf(pixels, Buffer.concat(lines))
}

/** One line of pixels behind its filter byte; a set bit is white. */
function lineOf(pixels: number, scale: number, isDark: (column: number) => boolean): Buffer {
  const line = Buffer.alloc(1 + Math.ceil(pixels / 8))
  for (let x = 0; x < pixels; x++) {
    const at = 1 + (x >> 3)
    if (!isDark((x / scale) | 0)) line[at] = (line[at] ?? 0) | (0x80 >> (x & 7))
  }
  return line
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

function pngOf(pixels: number, lines: Buffer): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(pixels, 0)
  header.writeUInt32BE(pixels, 4)
  header[8] = 1
  const chunks = [
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ]
  return Buffer.concat([signature, ...chunks])
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
