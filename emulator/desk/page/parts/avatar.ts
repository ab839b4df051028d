/** Calm grounds on which white reads at 4.5:1 or better. */
const colours = ['#8a5a44', '#4f6f52', '#5b6478', '#7a4e6d', '#3f6c7a', '#6b6136', '#a0452c']

const numberOnly = /^\d+$/u

/** The first character of the last word that isn't a number: "罗布社区 07 居民 1" → "居". */
export function initialOf(label: string): string {
  const words = label.split(/\s+/u).filter((word) => !numberOnly.test(word))
  return (words.at(-1) ?? label).slice(0, 1)
}

export function colourOf(key: string): string {
  const sum = [...key].reduce((total, character) => total + (character.codePointAt(0) ?? 0), 0)
  return colours[sum % colours.length] ?? '#5b6478'
}

/** What fits on a tab: the last word with its number: "罗布社区 07 居民 1" → "居民 1". */
export function shortLabel(label: string): string {
  const words = label.split(/\s+/u)
  const start = words.findLastIndex((word) => !numberOnly.test(word))
  return words.slice(Math.max(0, start)).join(' ')
}
