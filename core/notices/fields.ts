import { chinaDay, chinaTime } from '../calendar'

/** Cuts a text to so many characters, the last an ellipsis when something is lost. */
export function clip(text: string, length: number): string {
  const characters = [...text.replace(/\s+/gu, ' ').trim()]
  if (characters.length <= length) return characters.join('')
  return `${characters.slice(0, length - 1).join('')}…`
}

/** What a field of a subscribe message shows when there is nothing to say: WeChat refuses empty ones. */
const nothing = '无'

/**
 * The kinds of field a subscribe message has and what WeChat takes in each; a wrong value is
 * error 47003, so each is cut to fit and never left empty.
 */
export const messageFields = {
  /** At most 20 characters of any kind. */
  thing: (text: string) => clip(text, 20) || nothing,
  /** At most 5 Chinese characters, nothing else. */
  phrase: (text: string) => chineseOnly(text).slice(0, 5).join('') || nothing,
  /** At most 10 Chinese characters, or 20 letters; cut to what fits both. */
  name: (text: string) => chineseOnly(text).slice(0, 10).join('') || nothing,
  /** At most 32 visible ASCII characters. */
  character_string: (text: string) => text.replace(/[^\x21-\x7e]/gu, '').slice(0, 32) || '0',
  /** Date and 24-hour time in China: 2026年11月23日 09:30. */
  time: (at: number) => `${chineseDay(at)} ${chinaTime(at)}`,
} as const

export type MessageField = keyof typeof messageFields

function chineseOnly(text: string): string[] {
  return [...text].filter((character) => /\p{Script=Han}/u.test(character))
}

function chineseDay(at: number): string {
  const [year, month, day] = chinaDay(at).split('-').map(Number)
  return `${year}年${month}月${day}日`
}
