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

/** Words that tell of life or property in danger now, by kind; the first kind that fits wins. */
const signs: readonly { kind: EmergencyKind; pattern: RegExp }[] = [
  {
    kind: 'fire',
    pattern:
      /着火|起火|失火|火灾|浓烟|爆炸|煤气味|燃气味|天然气味|(?:煤气|燃气|天然气)(?:泄漏|泄露|漏)/u,
  },
  {
    kind: 'danger',
    pattern:
      /触电|电线.{0,8}(?:裸露|掉).{0,8}(?:水|火花)|冒火花|溺水|落水|掉(?:进|到)(?:河|水|井)里|(?:卡在|困在|被困|关着|关在).{0,14}(?:人|孕妇|老人|孩子|小孩)|(?:人|孕妇|老人|孩子|小孩).{0,6}被?(?:困|卡)在|被困|被埋|塌方|坍塌|楼.{0,4}塌/u,
  },
  {
    kind: 'medical',
    pattern:
      /昏迷|昏倒|晕倒|没有?呼吸|不省人事|心梗|心脏病发|中毒|抽搐|大出血|流(?:了)?(?:很多|好多)血|自杀|轻生|跳楼|喝农药/u,
  },
  {
    kind: 'crime',
    pattern:
      /持刀|拿刀|砍人|行凶|抢劫|绑架|走失|走丢|(?:孩子|小孩|老人|爸|妈|爷爷|奶奶).{0,24}(?:没回来|找不到|不见了)/u,
  },
]

/** Phrases in which the same words tell of nothing happening now. */
const calmPhrases =
  /打不着火|没着火|防火|灭火器|消防|怕着火|(?:容易|早晚|迟早|可能|万一|以防|避免|防止|担心|怕)(?:会)?(?:要|有人)?.{0,4}(?:着火|起火|失火|触电|火灾|爆炸|坍塌|溺水|落水|中毒|被困)|(?:火灾|触电|溺水|中毒|煤气|燃气)(?:预防|演练|知识|宣传|讲座|安全|隐患)|(?:去年|前年|上个月|上次|以前|曾经).{0,8}(?:着火|起火|失火|触电|溺水|走失|被困|晕倒)|被困扰|贫困/gu

/** The kind of emergency a text tells of, null when none. Residents and staff can correct it. */
export function detectEmergency(text: string): EmergencyKind | null {
  const told = text.replace(calmPhrases, '')
  return signs.find(({ pattern }) => pattern.test(told))?.kind ?? null
}

/** The lines to dial; without a known kind all of them, police first. */
export function emergencyLines(kind: EmergencyKind | null): EmergencyLine[] {
  return [...lines[kind ?? 'crime']]
}
