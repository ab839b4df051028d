/** How a text file was written, as people call it. */
export type Encoding = 'UTF-8' | 'UTF-16' | 'GB18030'

const marks: readonly [bytes: readonly number[], label: string, name: Encoding][] = [
  [[0xef, 0xbb, 0xbf], 'utf-8', 'UTF-8'],
  [[0xff, 0xfe], 'utf-16le', 'UTF-16'],
  [[0xfe, 0xff], 'utf-16be', 'UTF-16'],
]

/**
 * The text of a file: by its mark, else as UTF-8 where it is valid, else as GB18030, which is what
 * Excel in Chinese writes (GBK is part of it).
 */
export function decodeText(bytes: Uint8Array): { text: string; encoding: Encoding } {
  const mark = marks.find(([start]) => start.every((byte, at) => bytes[at] === byte))
  if (mark) return { text: new TextDecoder(mark[1]).decode(bytes), encoding: mark[2] }
  const wide = withoutMark(bytes)
  if (wide) return { text: new TextDecoder(wide).decode(bytes), encoding: 'UTF-16' }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' }
  } catch {
    return { text: new TextDecoder('gb18030').decode(bytes), encoding: 'GB18030' }
  }
}

/** UTF-16 that lost its mark: every other byte of its commas and digits is nought. */
function withoutMark(bytes: Uint8Array): string | null {
  const start = bytes.subarray(0, 2000)
  const zeros = [0, 0]
  start.forEach((byte, at) => byte === 0 && (zeros[at % 2] = (zeros[at % 2] ?? 0) + 1))
  const [even = 0, odd = 0] = zeros
  if (even + odd < start.length / 20) return null
  return odd > even ? 'utf-16le' : 'utf-16be'
}

const zip = [0x50, 0x4b, 0x03, 0x04]
const oldExcel = [0xd0, 0xcf, 0x11, 0xe0]

/** What kind of file it is by how it begins; its name may lie. */
export function kindOf(bytes: Uint8Array): 'xlsx' | 'xls' | 'text' {
  const begins = (with_: readonly number[]) => with_.every((byte, at) => bytes[at] === byte)
  if (begins(zip)) return 'xlsx'
  return begins(oldExcel) ? 'xls' : 'text'
}
