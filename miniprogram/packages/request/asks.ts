import type { RequestView } from '../../../typings/api'
import type { Command } from '../../../typings/domain'
import { callResident, type Result } from '../../api/client'
import type { Sheet } from '../../components/words-sheet/sheet'
import type { Written } from '../../components/words-sheet/words-sheet'

/** What a resident can do about their own request, each with the sheet that asks for the words. */
export const asks = {
  supplement: {
    command: 'supplement',
    label: '补充几句',
    icon: 'add-circle',
    title: '补充几句',
    hint: '写下新的情况，也可以加照片。',
    placeholder: '例如：今天又漏了，比昨天多',
    button: '发送',
    quick: [],
    isRequired: true,
    hasPhotos: true,
  },
  urge: {
    command: 'urge',
    label: '催一下',
    icon: 'notification',
    title: '催一下',
    hint: '会马上提醒正在办的人。一天可以催一次。',
    placeholder: '想说的话（可以不写）',
    button: '催一下',
    quick: ['很着急，请尽快', '请告诉我进展'],
    isRequired: false,
    hasPhotos: false,
  },
  solved: {
    command: 'rate',
    label: '解决了',
    icon: 'check-circle',
    title: '解决了，谢谢您告诉我们',
    hint: '您觉得办得怎么样？可以不选。',
    placeholder: '还想说的话（可以不写）',
    button: '提交',
    quick: [],
    isRequired: false,
    hasPhotos: false,
  },
  unsolved: {
    command: 'rate',
    label: '还没解决',
    icon: 'close-circle',
    title: '还没解决',
    hint: '说说还差什么，会接着办；再说一次没解决，就交给上一级。',
    placeholder: '例如：只清了一半，墙角还有',
    button: '请接着办',
    quick: ['没有人来', '只办了一半', '又坏了'],
    isRequired: true,
    hasPhotos: false,
  },
  reopen: {
    command: 'reopen',
    label: '还没解决',
    icon: 'refresh',
    title: '还没解决',
    hint: '说说现在是什么情况，会接着办。',
    placeholder: '例如：修好两天又坏了',
    button: '请接着办',
    quick: ['又坏了', '没有真正解决'],
    isRequired: true,
    hasPhotos: true,
  },
  withdraw: {
    command: 'withdraw',
    label: '撤回',
    icon: 'rollback',
    title: '撤回这件事',
    hint: '撤回以后就不再办了。',
    placeholder: '为什么撤回（可以不写）',
    button: '撤回',
    quick: ['已经自己解决了', '写错了'],
    isRequired: false,
    hasPhotos: false,
  },
} as const satisfies Record<string, Ask>

interface Ask extends Sheet {
  command: Command
  label: string
  icon: string
}

export type AskName = keyof typeof asks

export interface Button {
  name: AskName
  label: string
  icon: string
}

/** The quiet buttons under a request: what its state allows besides rating. */
export function buttonsFor({ allowed }: Pick<RequestView, 'allowed'>): Button[] {
  const names: AskName[] = ['supplement', 'urge', 'reopen', 'withdraw']
  return names
    .filter((name) => allowed.includes(asks[name].command))
    .filter((name) => name !== 'reopen' || !allowed.includes('rate'))
    .map((name) => ({ name, label: asks[name].label, icon: asks[name].icon }))
}

export interface Told extends Written {
  id: string
  satisfaction: number
  key: string
}

/** Does what the sheet was opened for. */
export function tell(name: AskName, told: Told): Promise<Result<RequestView>> {
  const { id, text, photos, satisfaction } = told
  const options = { key: told.key, busy: '正在发送' }
  const words = text && { text }
  const pictures = photos.length > 0 && { photos }
  switch (name) {
    case 'supplement':
      return callResident('requests.supplement', { id, text, ...pictures }, options)
    case 'urge':
      return callResident('requests.urge', { id, ...words }, options)
    case 'solved':
      return callResident(
        'requests.rate',
        { id, solved: true, ...(satisfaction > 0 && { satisfaction }), ...words },
        options,
      )
    case 'unsolved':
      return callResident('requests.rate', { id, solved: false, ...words }, options)
    case 'reopen':
      return callResident('requests.reopen', { id, reason: text, ...pictures }, options)
    case 'withdraw':
      return callResident('requests.withdraw', { id, ...(text && { reason: text }) }, options)
  }
}
