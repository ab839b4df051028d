import { bare, fold, tidy } from './fold'
import { readLeading, readNumber } from './numbers'

/** The answers of handlers: 1 to 4, in this order. */
export const answers = ['accept', 'reply', 'resolve', 'escalate'] as const
export type AnswerName = (typeof answers)[number]

/** What a line means by itself; what was said before is for `step` to know. */
export type Meaning =
  /** Nothing but a number: an answer or a place in a list. */
  | { kind: 'number'; number: number }
  /** A number that can only be a place in a list: 第二件. */
  | { kind: 'pick'; number: number }
  /** A number and words: 2 今晚就修. */
  | { kind: 'numbered'; number: number; text: string; line: string }
  /**
   * An answer in words; `text` is empty where it has to be asked for. `isSentence`: the line was
   * understood as a whole, "已经修好了".
   */
  | { kind: 'answer'; answer: AnswerName; text: string; isSentence?: true }
  | { kind: 'list' | 'undo' | 'help' | 'yes' | 'no' | 'thanks' }
  /** Something to report, said so; `text` may be empty. */
  | { kind: 'report'; text: string }
  | { kind: 'words'; text: string }
  /** No word in it: an emoji, a full stop. */
  | { kind: 'nothing' }

const lines = {
  list: '清单|列表|单子|待办|我的(?:清单|诉求|事|单子)?|有(?:哪些|几件|什么)(?:事|诉求)?|还有(?:什么|哪些|几件)(?:事|诉求)?|看看|查看|查询|查一下|进[度展]|(?:办|处理)(?:得|的)?怎么?样了?|怎么样了|到哪(?:里|一步)?了',
  undo: '撤[销消回]|收回|取消|(?:我)?[发打回说弄搞按点写]?错了?',
  help: '帮助|求助|怎么[用弄办说]|不会用?|不懂|菜单|(?:使用)?说明|功能|help|h|[你您]好|在(?:吗|么|不在)|有人(?:吗|在吗)|喂|hi|hello|(?:早上|上午|中午|下午|晚上)好|人工(?:客服)?|客服',
  yes: '好|好的|好啊|好吧|行|可以|是|是的|对|对的|嗯+|ok|okay|yes|y|要|确[认定]|报|报吧|发|发吧|没错|同意',
  no: '不|不用了?|不要|不报了?|不发了?|算了|否|no|n|不是|不对|别[报发]',
  thanks: '谢谢[你您]?了?|谢了|多谢|感谢|辛苦了?|知道了|明白了?|了解了?|[哦噢]+|再见|麻烦了|不客气',
  accept:
    '(?:我(?:来|先)?)?(?:受理|签收|接手?|接单|接了|接手了|接单了)|已(?:经)?(?:受理|签收|接手?|接单|收到)了?|(?:好的?)?收到了?|收到收到|我来(?:了|看看|看|看一?下|办|处理|弄|修)?吧?|我(?:先)?(?:去|过去)?看(?:看|一下|下)吧?|我(?:去|过去)(?:看|看看)|我(?:来)?(?:办|处理|负责)|交给我吧?',
} as const

const wholeLines = (Object.keys(lines) as (keyof typeof lines)[]).map((kind) => ({
  kind,
  pattern: new RegExp(`^(?:${lines[kind]})[呀啊哈哦了的吧]?$`, 'u'),
}))

const doing = '(?:修|弄|搞|处理|解决|办|换|清理?|打?扫|安?装|疏?通|拆|搬|整)'
const gone = '(?:好|完|掉|定|妥|干净|走|通|上)'
const who =
  '(?:我们?|物业|师傅|电工|工人|保洁|环卫|社区|[叫请让]人|今天|昨天|刚刚?|刚才|都|全部?|也|现在|事情|问题|这[件个]事?)*'

/** Said to be done: with 已经 at the beginning of a sentence, without it as a short line of its own. */
const resolved = [
  new RegExp(`^${who}已经?${who}${doing}${gone}(?![吗么没])`, 'u'),
  new RegExp(`^\\p{Script=Han}{0,6}${doing}${gone}了[呀啊哈哦]?$`, 'u'),
  new RegExp(`^(?:已经?)?(?:完成|办结|${doing})了$`, 'u'),
]
/** Asked, doubted, hoped for, half done or not yet. */
const notYet =
  /[吗么]$|没|还|如果|要是|等|再|才|就|一半|一部分|差不多|快|会|要|准备|争取|明|后天|今晚|可能|应该|谁|怎么|不/u
const beyondMe = new RegExp(
  `^(?:我们?|这[件个]?事?|实在|真的?|自己|这边|微?网格|也|都)*${doing}不了(?!了?[吗么])`,
  'u',
)

const gap = '[^\\p{L}\\p{N}]*'
const leadIns: { answer: AnswerName; pattern: RegExp }[] = [
  {
    answer: 'reply',
    pattern: new RegExp(
      `^(?:回复|答复|回话|回[他她]|回居民|(?:请)?告诉(?:他|她|居民)|[跟和对](?:他|她|居民)说|转告(?:他|她|居民)?)(?:居民|他|她|说|一下|:)*${gap}`,
      'u',
    ),
  },
  { answer: 'resolve', pattern: new RegExp(`^(?:办结|结案|完结|办完结)(?!不)了?${gap}`, 'u') },
  {
    answer: 'escalate',
    pattern: new RegExp(
      `^(?:请)?(?:往?上报(?!了)|报上去|向上(?:级)?报|(?:转|交|请)(?:给)?上级(?:处理|来办)?)${gap}`,
      'u',
    ),
  },
  {
    answer: 'accept',
    pattern: new RegExp(`^(?:受理|签收|接单|接手)了?(?:[^\\p{L}\\p{N}]+|$)`, 'u'),
  },
]

const reporting =
  /^(?:我[要想](?:反[映应]|说)(?:一下|件事|个事|一件事)*|(?:反[映应]|报事)(?=[^\p{L}\p{N}]|$))[^\p{L}\p{N}]*/u
/** These say what it is and stay in the report. */
const complaining = /^(?:我[要想])?(?:投诉|举报|报修)(?=[^\p{L}\p{N}]|$|我|楼|隔|邻|小)/u

/** What somebody typed or dictated means. Never throws; whatever it is, it means something. */
export function parse(text: string): Meaning {
  const line = tidy(text)
  const folded = fold(line)
  const plain = bare(folded)
  if (plain === '') return { kind: /^[? ]+$/u.test(folded) && folded !== '' ? 'list' : 'nothing' }
  return (
    numberOf(plain) ??
    numberedOf(line, folded) ??
    wholeLineOf(plain) ??
    answerOf(line, folded) ??
    reportOf(line, folded) ?? { kind: 'words', text: line }
  )
}

function numberOf(plain: string): Meaning | null {
  const found = readNumber(plain)
  return found && { kind: found.isPick ? 'pick' : 'number', number: found.number }
}

function numberedOf(line: string, folded: string): Meaning | null {
  const leading = readLeading(folded)
  if (!leading) return null
  const { number } = leading
  const wordsAt = leading.wordsAt + lengthOfLeadIn(folded.slice(leading.wordsAt), number)
  return { kind: 'numbered', number, text: line.slice(wordsAt).trim(), line }
}

/** "2 回复 今晚就修": the answer named twice. */
function lengthOfLeadIn(folded: string, number: number): number {
  const own = leadIns.find(({ answer }) => answer === answers[number - 1])
  const length = own?.pattern.exec(folded)?.[0].length ?? 0
  return length < folded.length ? length : 0
}

function wholeLineOf(plain: string): Meaning | null {
  const found = wholeLines.find(({ pattern }) => pattern.test(plain))
  if (!found) return null
  return found.kind === 'accept'
    ? { kind: 'answer', answer: 'accept', text: '' }
    : { kind: found.kind }
}

function answerOf(line: string, folded: string): Meaning | null {
  for (const { answer, pattern } of leadIns) {
    const match = pattern.exec(folded)
    if (match) return { kind: 'answer', answer, text: line.slice(match[0].length).trim() }
  }
  const plain = bare(folded)
  if (beyondMe.test(plain))
    return { kind: 'answer', answer: 'escalate', text: line, isSentence: true }
  const isDone = resolved.some((pattern) => pattern.test(plain)) && !notYet.test(plain)
  return isDone ? { kind: 'answer', answer: 'resolve', text: line, isSentence: true } : null
}

function reportOf(line: string, folded: string): Meaning | null {
  const match = reporting.exec(folded)
  if (match) return { kind: 'report', text: line.slice(match[0].length).trim() }
  return complaining.test(folded) ? { kind: 'report', text: line } : null
}
