import type { ReviewPiece } from '../../../typings/api'
import type { Tone } from '../../format/words'

export const stateWords: Record<ReviewPiece['state'], { word: string; tone: Tone }> = {
  risky: { word: '有风险', tone: 'late' },
  review: { word: '请人看看', tone: 'soon' },
}

const causeWords: Record<ReviewPiece['cause'], string> = {
  doubtful: '微信审核拿不准',
  not_visited: '写的人两小时没打开小程序，微信不审',
  unavailable: '微信审核没有回音',
}

/** Who wrote it, and why it is here: what the service said, or why it said nothing. */
export function aboutPiece({ author, cause, state }: ReviewPiece): string {
  const why = state === 'risky' ? '微信建议不公开' : causeWords[cause]
  return `${author} · ${why}`
}

/** Reasons that often fit; who wrote it reads them. */
export const hidingReasons = [
  '有别人的姓名、电话或住址',
  '有人身攻击的话',
  '和小区的事无关',
] as const
