import type { EmergencyKind } from './types'

export interface EmergencyLine {
  number: string
  label: string
}

const police = { number: '110', label: '报警' }
const fire = { number: '119', label: '火警和救援' }
const ambulance = { number: '120', label: '急救' }

/** The lines to dial before anything else, the most fitting first. */
const lines: Record<EmergencyKind, readonly EmergencyLine[]> = {
  fire: [fire, ambulance, police],
  medical: [ambulance, police, fire],
  crime: [police, ambulance, fire],
  danger: [fire, police, ambulance],
}

const family = '(?:老人|孩子|小孩|女儿|儿子|老伴|爸|妈|爷爷|奶奶|外公|外婆)'
const someone = '(?:人|老人|孩子|小孩|孕妇|老伯|阿婆|奶奶|爷爷)'

/** Words that tell of life or property in danger now, by kind; the first kind that fits wins. */
const signs: readonly { kind: EmergencyKind; words: readonly string[] }[] = [
  {
    kind: 'fire',
    words: [
      '着火|起火|失火|火灾|火苗|大火|浓烟|黑烟|烧焦|烧起来|烧着|冒烟|爆炸',
      '(?:煤气|燃气|天然气|液化气).{0,10}(?:味|泄漏|泄露|漏|喷气)',
    ],
  },
  {
    kind: 'medical',
    words: [
      '昏迷|昏倒|晕倒|倒地(?:不|上|口)|口吐白沫|抽搐|叫不醒|叫.{0,2}不应|没有?呼吸|不省人事',
      '喘不过气|心梗|心脏病发|脑梗|中风了|中毒|吃错药|脸色发紫|羊水|快要生了|大出血|流(?:了)?(?:很多|好多)血|流血',
      `自杀|轻生|跳楼|不想活|喝农药|出车祸|撞(?:到|了|倒)${someone}|摔.{0,8}(?:动不了|不能动|起不来)|摔下来`,
    ],
  },
  {
    kind: 'danger',
    words: [
      '触电|被电到|冒火花|带电(?![话脑池梯动视])|(?:电线|高压线).{0,6}掉',
      '溺水|落水|掉(?:进|到)(?:河|水|井|池塘|沟)里|水里.{0,4}(?:扑腾|挣扎)|水(?:库|里).{0,6}救命',
      `(?:卡在|困在|关着|关在|困了|压着|压住|夹住).{0,12}${someone}|被困(?!扰)|被埋|(?:人|房子)埋|被.{0,3}冲走|铁轨上|滑坡|下面有人`,
      '电梯.{0,8}(?:出不来|掉下)|夹住.{0,8}出不来|塌方|坍塌|(?:墙|房子|楼|屋顶).{0,4}(?:塌|倒)了',
    ],
  },
  {
    kind: 'crime',
    words: [
      '持刀|拿(?:了|着)?刀|砍人|杀人|行凶|抢劫|绑架|救命|歹徒|翻窗|砸.{0,4}门',
      `走失|走丢|失踪|${family}.{0,12}不见了|(?:到现在|今天.{0,4})(?:还)?没(?:有)?回(?:来|家)|还没回家`,
    ],
  },
]

const patterns = signs.map(({ kind, words }) => ({
  kind,
  pattern: new RegExp(words.join('|'), 'u'),
}))

/** A clause with one of these speaks of what might be, was, or is asked: nothing happens now. */
const calmWords =
  /建议|希望|请问|想问|想了解|什么时候|哪里(?:领|办|有)|防|消防|培训|宣传|演练|教大家|讲座|知识|登记|万一|担心|怕|容易|早晚|迟早|可能会|去年|前年|上个月|上次|以前|曾经|经常|的事|打不着火|贫困|玩具刀/u

const clauseEnds = /[，。！？；、,.!?;\s]+/u

/** The kind of emergency a text tells of, null when none. Staff can correct it. */
export function detectEmergency(text: string): EmergencyKind | null {
  const telling = text.split(clauseEnds).filter((clause) => !calmWords.test(clause))
  const found = patterns.find(({ pattern }) => telling.some((clause) => pattern.test(clause)))
  return found?.kind ?? null
}

/** The lines to dial; without a known kind all of them, police first. */
export function emergencyLines(kind: EmergencyKind | null): EmergencyLine[] {
  return [...lines[kind ?? 'crime']]
}
