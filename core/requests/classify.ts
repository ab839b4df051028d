import type { RequestType, Topic } from '../../typings/domain'
import { detectEmergency } from './emergency'

/** A first guess that people can change. */
export interface Suggestion {
  type: RequestType
  topic: Topic
  urgency: 'emergency' | 'urgent' | 'normal'
}

type Signs<T> = readonly { says: T; pattern: RegExp; weight?: number }[]

const types: Signs<RequestType> = [
  { says: 'praise', pattern: /表扬|感谢|谢谢|点(?:个)?赞|好评|很负责|效率很高/u, weight: 4 },
  {
    says: 'suggestion',
    pattern: /建议|希望|能不能(?:出|装|加|设)|最好(?:能)?|可以(?:整|改|增)/u,
    weight: 3,
  },
  {
    says: 'report',
    pattern: /举报|私自|违法|违规|偷偷|有人(?:把|占)|堵住|搭(?:到|建)|加盖|请.{0,6}来查/u,
    weight: 3,
  },
  {
    says: 'inquiry',
    pattern:
      /请问|想问|咨询|怎么(?:申请|算|办)|是不是|有没有(?:办|电话|大件)|哪里|什么时候能|什么条件|要不要|吗？|多少|多久|几点|可以.{0,10}吗|什么时候可以/u,
    weight: 2,
  },
  {
    says: 'help',
    pattern:
      /麻烦|求|请(?:尽快|派|安排|来|联系|社区)|帮(?:忙|我)|快(?:叫|来|断|点)|赶紧|不亮|能不能安排|电话(?:打不|一直)|急/u,
    weight: 2,
  },
  { says: 'complaint', pattern: /天天|没人(?:管|清|打扫)|态度|吵|臭|睡不着|每次|从来不|不敢|又/u },
]

const topics: Signs<Topic> = [
  {
    says: 'sanitation',
    pattern: /垃圾|保洁|环卫|脏|臭|公厕|公共厕所|粪|死老鼠|消毒|捡烟头|渣土|烂菜叶|苍蝇/u,
    weight: 2,
  },
  {
    says: 'municipal',
    pattern:
      /路灯|灯(?:不亮|坏|灭)|声控灯|井盖|坑|排水沟|断头路|斑马线|信号灯|地砖|人行道|樟树|大树|积水|路面|水泥路/u,
    weight: 2,
  },
  {
    says: 'parking',
    pattern: /停车|车位|停满|挪走|挪车|货车|电动车停放|地锁|乱停|交警|面包车|三轮车/u,
    weight: 2,
  },
  {
    says: 'noise',
    pattern: /噪音|降噪|音响|油烟|施工|打桩|低音炮|嗡嗡|锯木|吵|停工|KTV|烧烤/u,
    weight: 3,
  },
  { says: 'property', pattern: /物业|电梯|门禁|保安|业委会|公共收益|外墙|架空层/u, weight: 2 },
  {
    says: 'utilities',
    pattern: /停水|没水|停电|水压|自来水|燃气|宽带|断网|供电|黄泥水/u,
    weight: 3,
  },
  {
    says: 'safety',
    pattern: /消防|着火|起火|煤气味|安全门|飞线|插线板|充电|烟头和酒瓶|高空|隐患/u,
    weight: 3,
  },
  { says: 'dispute', pattern: /邻居|楼上.{0,8}(?:漏水|不肯)|调解|对门|围墙|评理|合用/u, weight: 3 },
  { says: 'eldercare', pattern: /老人|高龄|独居|养老|老年|残疾|阿婆|八十岁|走失|痴呆/u, weight: 2 },
  { says: 'childcare', pattern: /四点半|托管|幼儿园|暑假.{0,8}课堂|入学|托幼/u, weight: 2 },
  { says: 'errand', pattern: /代办|代开|帮办|代收|代缴|跑腿/u, weight: 4 },
  { says: 'policy', pattern: /补贴|社保|公租房|户口|一户一宅|翻建|政策/u, weight: 2 },
  { says: 'illegal_building', pattern: /违建|加盖|铁皮房|占道|雨棚|招牌|私搭/u, weight: 4 },
  { says: 'pets', pattern: /遛(?:大)?狗|宠物|狗屎|狗叫|流浪猫|流浪狗|不牵绳/u, weight: 4 },
]

const urgentSigns =
  /停电|停水|没水|电梯.{0,8}(?:全停|停了)|井盖不见|水井盖|粪水|往外冒|堵死|出不来|赶着去医院|倒了，整条路|积水已经|黄泥水|都不敢喝|下不来/u

/** Suggests type, topic and urgency from the words, by tables that anybody can read. */
export function suggest(text: string): Suggestion {
  const urgency = urgencyOf(text)
  return {
    type: heaviest(types, text) ?? (urgency === 'normal' ? 'complaint' : 'help'),
    topic: heaviest(topics, text) ?? 'other',
    urgency,
  }
}

function urgencyOf(text: string): Suggestion['urgency'] {
  if (detectEmergency(text)) return 'emergency'
  return urgentSigns.test(text) ? 'urgent' : 'normal'
}

/** The word group with most weight; the first of equals. */
function heaviest<T>(signs: Signs<T>, text: string): T | null {
  let best: { says: T; weight: number } | null = null
  for (const { says, pattern, weight = 1 } of signs) {
    const hits = text.match(new RegExp(pattern, 'gu'))?.length ?? 0
    const sum = hits === 0 ? 0 : weight + hits - 1
    if (sum > (best?.weight ?? 0)) best = { says, weight: sum }
  }
  return best?.says ?? null
}
