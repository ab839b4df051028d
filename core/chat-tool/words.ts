import { topicWords } from '../requests/topics'
import { spokenNumber } from '../requests/number'
import type { Request } from '../requests/types'

/** How WeChat counts: a Chinese character is 2, a Latin letter or a digit 1. */
export function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + characterWidth(character), 0)
}

function characterWidth(character: string): number {
  return (character.codePointAt(0) ?? 0) <= 0xff ? 1 : 2
}

/** The beginning of a text that is no wider than `most`, with "…" where something is missing. */
export function withinWidth(text: string, most: number): string {
  if (widthOf(text) <= most) return text
  let kept = ''
  for (const character of text) {
    if (widthOf(kept + character) > most - 2) break
    kept += character
  }
  return `${kept}…`
}

/** The link of notifyGroupMembers takes no more. */
export const noticeWidth = 30

/** What a card says of a request: what it is about and its number, nothing that was written. */
export function cardTitle({ topic, number }: Pick<Request, 'topic' | 'number'>): string {
  return `${topicWords[topic]} · 编号 ${spokenNumber(number)}`
}

/** The same as the link under "请完成" or "请参与". */
export function noticeTitle(request: Pick<Request, 'topic' | 'number'>): string {
  return withinWidth(cardTitle(request).replace(' · 编号 ', ' '), noticeWidth)
}
