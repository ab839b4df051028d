import type { Output, RequestView } from '../../../typings/api'
import type { Command } from '../../../typings/domain'
import type { Sheet } from '../../components/words-sheet/sheet'
import { choices, declineReasons, outcomes, topics } from '../../format/words'

/** What a sheet lets the handler choose besides writing. */
export type Choosing =
  'none' | 'outcome' | 'because' | 'below' | 'sister' | 'partner' | 'days' | 'topic'

export interface ActSheet extends Sheet {
  /** What the choice is called; empty where there is none. */
  pickLabel: string
}

interface Act extends ActSheet {
  command: Command
  label: string
  icon: string
  pick: Choosing
}

const plain = {
  quick: [],
  isRequired: true,
  hasPhotos: false,
  pick: 'none',
  pickLabel: '',
} as const

/** Everything a handler can do that needs words or a choice. */
export const acts = {
  resolve: {
    ...plain,
    command: 'resolve',
    label: '办结',
    icon: 'check-circle',
    title: '办得怎么样',
    hint: '居民会看到，并告诉我们是不是真的解决了。',
    placeholder: '怎么处理的',
    button: '办结',
    quick: ['已经处理好了，请您看看', '已当面说明'],
    hasPhotos: true,
    pick: 'outcome',
    pickLabel: '结果',
  },
  escalate: {
    ...plain,
    command: 'escalate',
    label: '上报',
    icon: 'arrow-up',
    title: '交给上一级',
    hint: '原因居民也看得到。',
    placeholder: '为什么要上报',
    button: '上报',
    quick: ['要专业队伍来修', '要部门来定', '跨了好几个微网格', '超出我能办的'],
  },
  ask: {
    ...plain,
    command: 'ask',
    label: '请居民补充',
    icon: 'help-circle',
    title: '请居民补充',
    hint: '等补充的时候停表。',
    placeholder: '想请居民补充什么',
    button: '发送',
    quick: ['请拍一张现场照片', '请说一下具体在哪里', '什么时候方便上门'],
  },
  transfer: {
    ...plain,
    command: 'transfer',
    label: '转给别人',
    icon: 'swap',
    title: '转给别人',
    hint: '转给同事，或者同级的单位、部门。',
    placeholder: '为什么转',
    button: '转过去',
    quick: ['这件事归对方管', '我今天不在'],
    pick: 'sister',
    pickLabel: '转给谁',
  },
  delegate: {
    ...plain,
    command: 'delegate',
    label: '交给下级',
    icon: 'arrow-down',
    title: '交给下级办',
    hint: '',
    placeholder: '要办什么',
    button: '交下去',
    quick: ['请就近看一下', '请先上门了解'],
    pick: 'below',
    pickLabel: '交给谁',
  },
  return: {
    ...plain,
    command: 'return',
    label: '退回',
    icon: 'rollback',
    title: '退回上一级决定',
    hint: '时间不会重新算。',
    placeholder: '为什么退回',
    button: '退回',
    quick: ['不归我们管', '需要先定谁来办'],
  },
  co_handle: {
    ...plain,
    command: 'co_handle',
    label: '请人一起办',
    icon: 'usergroup',
    title: '请别的单位一起办',
    hint: '这件事还是您牵头。',
    placeholder: '请对方负责哪一部分',
    button: '请来一起办',
    pick: 'partner',
    pickLabel: '请谁',
  },
  co_reply: {
    ...plain,
    command: 'co_reply',
    label: '答复我的部分',
    icon: 'chat',
    title: '答复我负责的部分',
    hint: '',
    placeholder: '办得怎么样',
    button: '发送',
    hasPhotos: true,
  },
  extend: {
    ...plain,
    command: 'extend',
    label: '申请延期',
    icon: 'time',
    title: '申请多用几天',
    hint: '只能申请一次，由上一级决定。',
    placeholder: '为什么要多用几天',
    button: '申请',
    quick: ['在等材料', '要等部门排期'],
    pick: 'days',
    pickLabel: '多用几个工作日',
  },
  approve_extension: {
    ...plain,
    command: 'approve_extension',
    label: '同意延期',
    icon: 'check',
    title: '同意延期',
    hint: '',
    placeholder: '想说的话（可以不写）',
    button: '同意',
    isRequired: false,
  },
  refuse_extension: {
    ...plain,
    command: 'refuse_extension',
    label: '不同意延期',
    icon: 'close',
    title: '不同意延期',
    hint: '',
    placeholder: '为什么',
    button: '不同意',
  },
  decline: {
    ...plain,
    command: 'decline',
    label: '不受理',
    icon: 'info-circle',
    title: '说明不能受理的原因',
    hint: '请告诉居民可以找谁。',
    placeholder: '可以去哪里办（可以不写）',
    button: '不受理',
    isRequired: false,
    pick: 'because',
    pickLabel: '原因',
  },
  reclassify: {
    ...plain,
    command: 'reclassify',
    label: '改类别',
    icon: 'tag',
    title: '改成哪一类',
    hint: '办理的时间会跟着新的类别走。',
    placeholder: '为什么改',
    button: '改类别',
    quick: ['原来分得不准'],
    pick: 'topic',
    pickLabel: '类别',
  },
  supervise: {
    ...plain,
    command: 'supervise',
    label: '督促',
    icon: 'notification',
    title: '督促一下',
    hint: '正在办的人会马上看到。',
    placeholder: '想提醒什么',
    button: '督促',
  },
} as const satisfies Record<string, Act>

export type ActName = keyof typeof acts

export interface ActButton {
  name: ActName
  label: string
  icon: string
}

/** What the large presets open already. */
const presetActs: ActName[] = ['resolve', 'escalate']

/** The quiet buttons of a request, in the order of the table: whatever its state allows besides the presets. */
export function actButtons({ allowed }: Pick<RequestView, 'allowed'>): ActButton[] {
  return (Object.keys(acts) as ActName[])
    .filter((name) => !presetActs.includes(name) && allowed.includes(acts[name].command))
    .map((name) => ({ name, label: acts[name].label, icon: acts[name].icon }))
}

export interface Option {
  id: string
  name: string
}

export type Targets = Output<'handler', 'requests.targets'>

const colleague = 'colleague:'

const days = ['1', '3', '5', '10', '15'].map((id) => ({ id, name: `${id} 天` }))

/** What can be chosen for an act; `targets` where the request may go. */
export function optionsFor(pick: Choosing, targets: Targets | null): Option[] {
  switch (pick) {
    case 'none':
      return []
    case 'outcome':
      return choices(outcomes)
    case 'because':
      return choices(declineReasons)
    case 'days':
      return days
    case 'topic':
      return choices(topics)
    case 'below':
      return targets?.below ?? []
    case 'partner':
      return targets?.units ?? []
    case 'sister':
      return [
        ...(targets?.colleagues ?? []).map(({ appointmentId, label }) => ({
          id: `${colleague}${appointmentId}`,
          name: label,
        })),
        ...(targets?.units ?? []),
      ]
  }
}

export function needsTargets(pick: Choosing): boolean {
  return pick === 'below' || pick === 'sister' || pick === 'partner'
}

/** A chosen receiver as the server takes it: a colleague, or a unit. */
export function toReceiver(choice: string): { appointmentId: string } | { unitId: string } {
  return choice.startsWith(colleague)
    ? { appointmentId: choice.slice(colleague.length) }
    : { unitId: choice }
}
