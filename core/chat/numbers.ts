/** A number that stands first, and what follows it, as places in the text. */
export interface Leading {
  number: number
  /** Where the words begin that follow it; the length of the text when there are none. */
  wordsAt: number
}

const chinese: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
  壹: 1,
  贰: 2,
  叁: 3,
  肆: 4,
}
const numeral = `[${Object.keys(chinese).join('')}]`

/** 5, 12, 五, 十, 十二: as far as a list goes. */
function valueOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  const [tens, ones] = text.length === 2 ? [...text] : ['零', text]
  return (tens === '十' ? 10 : 0) + (chinese[ones ?? '零'] ?? 0)
}

const whole = new RegExp(
  `^([回按打发]?)(第|我?选择?|看|打开)?(\\d{1,8}|十?${numeral})(件|个|条|项|号)?$`,
  'u',
)

/** A line that is nothing but a number; `isPick` when it can only mean a place in a list. */
export function readNumber(bare: string): { number: number; isPick: boolean } | null {
  const match = whole.exec(bare)
  if (!match) return null
  const [, , ordinal, digits = '', measure] = match
  return { number: valueOf(digits), isPick: ordinal !== undefined || measure !== undefined }
}

/** What is counted: after it a number belongs to the sentence ("3 号楼", "2 天内"). */
const measures =
  /^(?:[号楼栋幢座层室房单户点时分秒日月年天周个条只台张块元米斤度位次趟项件人家期组队区路岁遍平万千百十%]|小时|星期|公里|刻钟)/u

/** Words that only look as if something were counted. */
const noMeasures =
  /^(?:天气|天[黑亮热冷]|家[里人]|个别|条件|台风|楼[道梯]|路[灯口面]|单[位子]|时间|年纪|日常|人[手员]|区里|周[边末围]|星期[一二三四五六日天]|点了|分[头开配])/u

/** What an answer begins with, where a spoken 二 runs straight into it. */
const answerStarts =
  /^(?:今|明[天早晚日]|后天|马上|我|已|正|等|晚|下午|上午|早|好|收|请|麻烦|修|换|通|物业|师傅|需|要|超|解|办|处理|没|叫|让|灯|水)/u

/** Begins a word of its own: 一会儿, 一定 … */
const oneWords = /^(?:会|下|定|直|起|般|样|些|切|共|旦|边|时)/u

const spaced = new RegExp(
  `^([回按打发]? *)(\\d{1,2}|十?${numeral})( *[^\\p{L}\\p{N} ]+ *| +)(?=\\S)`,
  'u',
)
const glued = new RegExp(`^([回按打发]? *)(\\d|${numeral})(?=\\p{Script=Han})`, 'u')

/** The number a line begins with where it is no part of the sentence; null when there is none. */
export function readLeading(folded: string): Leading | null {
  return readSpaced(folded) ?? readGlued(folded)
}

function readSpaced(folded: string): Leading | null {
  const match = spaced.exec(folded)
  if (!match) return null
  const [all, , digits = '', gap = ''] = match
  const rest = folded.slice(all.length)
  const isMark = gap.trim() !== ''
  if (isMark && !gap.endsWith(' ') && /^\d/u.test(rest)) return null
  if (!isMark && isCounted(rest)) return null
  if (digits === '一' && oneWords.test(rest)) return null
  return { number: valueOf(digits), wordsAt: all.length }
}

function readGlued(folded: string): Leading | null {
  const match = glued.exec(folded)
  if (!match) return null
  const [all, , digits = ''] = match
  const rest = folded.slice(all.length)
  const isAnswer = /\d/u.test(digits) ? !isCounted(rest) : answerStarts.test(rest)
  return isAnswer ? { number: valueOf(digits), wordsAt: all.length } : null
}

function isCounted(rest: string): boolean {
  return measures.test(rest) && !noMeasures.test(rest)
}
