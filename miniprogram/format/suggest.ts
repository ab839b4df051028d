import type { Topic } from '../../typings/domain'

/** Words that name a topic plainly. No hit is fine: the server classifies what is left open. */
const plainWords: [Topic, RegExp][] = [
  ['illegal_building', /违建|违章|私搭|占道|搭棚/],
  ['pets', /宠物|遛狗|狗|猫/],
  ['safety', /消防通道|消防|隐患|电线|坠落|飞线/],
  ['parking', /停车|车位|堵车|斑马线|红绿灯|充电桩/],
  ['noise', /噪音|噪声|吵|油烟|广场舞|音响/],
  ['utilities', /停水|停电|水压|燃气|煤气|宽带|网络|漏水/],
  ['property', /物业|电梯|门禁|保安/],
  ['sanitation', /垃圾|卫生|臭|污水|化粪池|蚊虫|老鼠/],
  ['municipal', /路灯|楼道灯|灯不亮|灯坏|灯泡|井盖|坑|路面|护栏|下水道/],
  ['eldercare', /老人|残疾|轮椅|养老/],
  ['childcare', /孩子|托管|四点半|上学|幼儿园/],
  ['dispute', /邻居|纠纷|调解/],
  ['policy', /政策|社保|医保|补贴|怎么办理|材料/],
  ['errand', /代办|帮忙|跑腿|证明/],
]

/** A topic the words name plainly; null when they name none. */
export function suggestTopic(text: string): Topic | null {
  return plainWords.find(([, words]) => words.test(text))?.[0] ?? null
}
