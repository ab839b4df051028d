/** Text as Excel in Chinese saves it: the decoder's own table, read backwards. */
export function encodeGbk(text: string): Buffer {
  const decoder = new TextDecoder('gb18030')
  const table = new Map<string, number[]>()
  for (let first = 0x81; first <= 0xfe; first++)
    for (let second = 0x40; second <= 0xfe; second++)
      table.set(decoder.decode(Uint8Array.of(first, second)), [first, second])
  const bytes = [...text].flatMap((character) => {
    const code = character.codePointAt(0) ?? 0
    return code < 0x80 ? [code] : (table.get(character) ?? [0x3f])
  })
  return Buffer.from(bytes)
}
