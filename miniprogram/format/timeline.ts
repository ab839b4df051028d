import type { EntryView, RequestView } from '../../typings/api'
import type { Command } from '../../typings/domain'
import { checkNote, marksOf, type PhotoMark } from './checks'
import { happenedAt } from './time'

export interface Step {
  key: string
  at: string
  when: string
  /** What happened, as one sentence. */
  sentence: string
  /** Why it moved, where it did. */
  reason: string
  /** What the person said. */
  text: string
  photos: string[]
  /** What stands on each photo while it is checked. */
  marks: PhotoMark[]
  /** What of it others do not see yet. */
  note: string
  icon: string
}

/** `isMine`: the reader reported it, and is the one spoken to. */
type Teller = (who: string, entry: EntryView, isMine: boolean) => string

const holder = (entry: EntryView): string => entry.handler?.label ?? entry.unit.name

const tellers: Record<Command, { icon: string; tell: Teller }> = {
  submit: { icon: 'edit-1', tell: (who, entry) => `${who}反映了这件事，交给了${holder(entry)}` },
  accept: { icon: 'user-checked', tell: (who) => `${who}接手了` },
  reply: { icon: 'chat', tell: (who) => `${who}回了话` },
  ask: {
    icon: 'help-circle',
    tell: (who, _entry, isMine) => (isMine ? `${who}想请您补充一下` : `${who}请居民补充一下`),
  },
  supplement: { icon: 'add-circle', tell: (who) => `${who}补充了说明` },
  resolve: { icon: 'check-circle', tell: tellOutcome },
  rate: { icon: 'star', tell: tellRating },
  reopen: { icon: 'refresh', tell: (who, entry) => `${who}说还没解决，由${holder(entry)}接着办` },
  withdraw: { icon: 'rollback', tell: (who) => `${who}撤回了这件事` },
  urge: { icon: 'notification', tell: (who) => `${who}催了一次` },
  escalate: {
    icon: 'arrow-up',
    tell: (who, entry) => `${who}交给了上一级，现在是${holder(entry)}`,
  },
  delegate: { icon: 'arrow-down', tell: (who, entry) => `${who}交给${holder(entry)}来办` },
  transfer: { icon: 'swap', tell: (who, entry) => `${who}转给了${holder(entry)}` },
  return: {
    icon: 'rollback',
    tell: (who, entry) => `${who}退了回来，由${holder(entry)}决定怎么办`,
  },
  co_handle: { icon: 'usergroup', tell: (who) => `${who}请了其他单位一起办` },
  co_reply: { icon: 'chat', tell: (who) => `${who}答复了自己负责的部分` },
  extend: { icon: 'time', tell: (who) => `${who}申请多用几天` },
  approve_extension: { icon: 'time', tell: (who) => `${who}同意多用几天` },
  refuse_extension: { icon: 'time', tell: (who) => `${who}没有同意延期，按原来的时间办` },
  decline: { icon: 'info-circle', tell: (who) => `${who}说明了不能受理的原因` },
  merge: { icon: 'link', tell: (who) => `${who}把它和同一件事放在一起办` },
  absorb: { icon: 'link', tell: () => '又有邻居反映了同一件事，放在一起办' },
  supervise: { icon: 'notification', tell: (who) => `${who}在督促这件事` },
  take_back: { icon: 'rollback', tell: (who) => `${who}收回了刚才那一步` },
  reclassify: { icon: 'edit-1', tell: (who) => `${who}调整了这件事的类别` },
  pass_deadline: { icon: 'arrow-up', tell: (_who, entry) => tellPassing(entry) },
  stop_waiting: { icon: 'play-circle', tell: () => '没有等到补充，先按已有的情况接着办' },
  close: { icon: 'check-circle', tell: () => '过了评价的时间，这件事结束了' },
  rehome: { icon: 'swap', tell: (_who, entry) => `换由${holder(entry)}来办` },
}

function tellOutcome(who: string, entry: EntryView): string {
  switch (entry.outcome ?? 'solved') {
    case 'solved':
      return `${who}说已经办好了`
    case 'explained':
      return `${who}作了说明`
    case 'infeasible':
      return `${who}说现在办不了`
    case 'referred':
      return `${who}说要转到别处办`
  }
}

/** "Not solved" gives it back to be worked on. */
function tellRating(who: string, entry: EntryView): string {
  const isOver = entry.to === 'closed'
  return isOver ? `${who}说解决了` : `${who}说还没解决，由${holder(entry)}接着办`
}

/** A deadline passed; at the top level the request stays where it is. */
function tellPassing(entry: EntryView): string {
  const isMoved = entry.fromUnit && entry.fromUnit.id !== entry.unit.id
  return isMoved ? `${holder(entry)}接过来办` : `${entry.unit.name}还没有按时办完，已经记下`
}

function speaker(entry: EntryView): string {
  if (entry.actor.isMe) return '您'
  return entry.actor.label || '居民'
}

function toStep(entry: EntryView, index: number, reader: { isMine: boolean; now: number }): Step {
  const { icon, tell } = tellers[entry.command]
  return {
    key: `${index}`,
    at: entry.at,
    when: happenedAt(entry.at, reader.now),
    sentence: `${tell(speaker(entry), entry, reader.isMine)}${entry.isTakenBack ? '（已收回）' : ''}`,
    reason: entry.reason,
    text: entry.text ?? '',
    photos: entry.photos ?? [],
    marks: marksOf(entry.check),
    note: checkNote(entry.check),
    icon,
  }
}

/** The life of a request, newest first; the submission leaves out the words shown above it. */
export function steps(
  { history, isMine }: Pick<RequestView, 'history' | 'isMine'>,
  now: number,
): Step[] {
  const reader = { isMine, now }
  return history
    .map((entry, index) =>
      toStep(entry.command === 'submit' ? withoutWords(entry) : entry, index, reader),
    )
    .reverse()
}

/** Two lives as one, newest first; of what happened at once the first list's stands on top. */
export function mergeSteps(steps: readonly Step[], others: readonly Step[]): Step[] {
  return [...steps, ...others].sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
}

function withoutWords(entry: EntryView): EntryView {
  const { at, actor, command, from, to, unit, handler, reason } = entry
  return { at, actor, command, from, to, unit, handler, reason }
}
