import type { Command } from '../../../typings/domain'

/** What a command asks for besides words. */
export type Asking =
  'outcome' | 'receiver' | 'below' | 'parts' | 'days' | 'verdict' | 'because' | 'class'

export interface CommandLook {
  command: Command
  label: string
  key: string
  /** Given at once, without a word. */
  isPlain?: boolean
  /** Stands as a button; the others stand in the menu. */
  isFrequent?: boolean
  asks?: Asking
  /** What the words are, in the dialog; empty where there are none. */
  words?: string
  /** The words say why, and are short. */
  isReason?: boolean
  /** Not required. */
  isOptional?: boolean
  hint?: string
  presets?: readonly string[]
}

const residentReads = '居民看得到。'

/** The commands staff give, in the order they are offered. */
export const commandLooks: readonly CommandLook[] = [
  { command: 'accept', label: '签收', key: 'a', isPlain: true, isFrequent: true },
  {
    command: 'co_reply',
    label: '答复协办',
    key: 'w',
    isFrequent: true,
    words: '我们负责的部分办得怎么样',
  },
  {
    command: 'reply',
    label: '回复',
    key: 'r',
    isFrequent: true,
    words: '进展',
    hint: residentReads,
  },
  {
    command: 'resolve',
    label: '办结',
    key: 'e',
    isFrequent: true,
    asks: 'outcome',
    words: '怎么办的',
    hint: '居民看得到，并会说是不是真的解决了。',
    presets: ['已经处理好了，请您看看', '已当面说明'],
  },
  {
    command: 'transfer',
    isReason: true,
    label: '转办',
    key: 't',
    isFrequent: true,
    asks: 'receiver',
    words: '为什么转',
    hint: '转给同事，或者同级的单位、部门。时间不会重新算。',
    presets: ['这件事归对方管', '就近办理'],
  },
  {
    command: 'delegate',
    isReason: true,
    label: '下派',
    key: 'd',
    isFrequent: true,
    asks: 'below',
    words: '要办什么',
    presets: ['请就近看一下', '请先上门了解'],
  },
  {
    command: 'escalate',
    isReason: true,
    label: '上报',
    key: 'p',
    words: '为什么上报',
    hint: residentReads,
    presets: ['要专业队伍来修', '要部门来定', '超出我们能办的'],
  },
  {
    command: 'return',
    isReason: true,
    label: '退回',
    key: 'b',
    words: '为什么退回',
    hint: '时间不会重新算。',
    presets: ['不归我们管', '需要先定谁来办'],
  },
  {
    command: 'co_handle',
    label: '请其他单位协办',
    key: 'c',
    asks: 'parts',
    hint: '这件事还是我们牵头。',
  },
  {
    command: 'ask',
    label: '请居民补充',
    key: 'i',
    words: '想请居民补充什么',
    hint: '等补充的时候停表。',
    presets: ['请拍一张现场照片', '请说一下具体在哪里'],
  },
  {
    command: 'extend',
    isReason: true,
    label: '申请延期',
    key: 'y',
    asks: 'days',
    words: '为什么要多用几天',
  },
  {
    command: 'approve_extension',
    isReason: true,
    label: '批延期',
    key: 'v',
    asks: 'verdict',
    words: '想说的话',
    isOptional: true,
  },
  {
    command: 'supervise',
    label: '督办',
    key: 's',
    isFrequent: true,
    words: '想提醒什么',
    hint: '居民看不到。',
  },
  {
    command: 'reclassify',
    isReason: true,
    label: '调整类别',
    key: 'l',
    asks: 'class',
    words: '为什么改',
    hint: '时限跟着新的类别走，仍从提交时算。',
    presets: ['原来分得不准'],
  },
  {
    command: 'decline',
    label: '不予受理',
    key: 'n',
    asks: 'because',
    words: '可以去哪里办',
    isOptional: true,
    hint: residentReads,
  },
  { command: 'take_back', label: '收回刚才的答复', key: 'z', isPlain: true },
]

/** Those this person may give now. Approving and refusing an extension are one question. */
export function looksOf(allowed: readonly Command[]): CommandLook[] {
  return commandLooks.filter(({ command }) => allowed.includes(command))
}
