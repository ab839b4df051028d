/** Runs of digits that reach or identify a person: phones, ids, accounts; spaced or dashed too, but no date. */
const reachingDigits = /(?<!\d)(?!\d{4}[-./]\d{1,2}[-./]\d{1,2}(?!\d))\d(?:[ \t.-]?\d){6,}[xX]?/gu

/** Flats and rooms, and what follows them: "502 室", "3 单元 501", "二楼左户". */
const beyondBuilding =
  /(?<=(?:栋|幢|座|号楼|单元))\s*(?:[\d一二三四五六七八九十-]+\s*(?:单元|楼|层|室|号|户|房)?.*)$/u
const room = /\s*\d{3,4}\s*(?:室|房|户)?$/u

/** A door in people's words: "502 室", "3 栋 502", "2 单元 501". */
const door = /(?<=(?:栋|幢|座|号楼|单元)\s*)\d{3,4}(?!\d)|(?<!\d)\d{3,4}(?=\s*(?:室|房))/gu

/** People's words without the numbers that reach somebody or say behind which door they live. */
export function publicText(text: string): string {
  return text.replace(reachingDigits, '****').replace(door, '***')
}

/** A place as far as the building: who lives behind which door is nobody else's business. */
export function publicPlace(name: string): string {
  const building = name.trim().replace(beyondBuilding, '').replace(room, '').trim()
  return publicText(building)
}
