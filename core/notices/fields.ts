/** Cuts a text to so many characters, the last an ellipsis when something is lost. */
export function clip(text: string, length: number): string {
  const characters = [...text.replace(/\s+/gu, ' ').trim()]
  if (characters.length <= length) return characters.join('')
  return `${characters.slice(0, length - 1).join('')}…`
}
