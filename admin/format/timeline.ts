import type { Command } from '../../typings/domain'
import type { EntryView, RequestView } from '../../typings/requests'
import { outcomes } from './words'

export interface Step {
  key: string
  at: string
  /** What happened, as one sentence. */
  sentence: string
  /** Why it moved, where it did. */
  reason: string
  /** What the person said; empty for the submission, whose words stand above. */
  text: string
  photos: readonly string[]
  isTakenBack: boolean
}

type Teller = (who: string, entry: EntryView) => string

const holder = (entry: EntryView): string => entry.handler?.label ?? entry.unit.name

const tellers: Readonly<Record<Command, Teller>> = {
  submit: (who, entry) => `${who}提交，派给${holder(entry)}`,
  accept: (who) => `${who}签收`,
  reply: (who) => `${who}回复`,
  ask: (who) => `${who}请居民补充，停表`,
  supplement: (who) => `${who}补充`,
  resolve: (who, entry) => `${who}办结：${outcomes[entry.outcome ?? 'solved']}`,
  rate: (who, entry) =>
    entry.to === 'closed' ? `${who}说解决了` : `${who}说没解决，由${holder(entry)}接着办`,
  reopen: (who, entry) => `${who}要求重办，由${holder(entry)}接着办`,
  withdraw: (who) => `${who}撤回`,
  urge: (who) => `${who}催办`,
  escalate: (who, entry) => `${who}上报给${holder(entry)}`,
  delegate: (who, entry) => `${who}下派给${holder(entry)}`,
  transfer: (who, entry) => `${who}转办给${holder(entry)}`,
  return: (who, entry) => `${who}退回，由${holder(entry)}定`,
  co_handle: (who) => `${who}请其他单位协办`,
  co_reply: (who) => `${who}答复协办的部分`,
  extend: (who) => `${who}申请延期`,
  approve_extension: (who) => `${who}同意延期`,
  refuse_extension: (who) => `${who}不同意延期`,
  decline: (who) => `${who}不予受理`,
  merge: (who) => `${who}把它合并到另一件`,
  absorb: (who) => `${who}把另一件合并进来`,
  supervise: (who) => `${who}督办`,
  take_back: (who) => `${who}收回了刚才的答复`,
  reclassify: (who) => `${who}调整类别`,
  pass_deadline: (_who, entry) => tellPassing(entry),
  stop_waiting: () => '没有等到补充，接着办',
  close: () => '过了评价的时间，自动关闭',
  rehome: (_who, entry) => `改由${holder(entry)}办`,
}

/** A deadline passed; at the top level the request stays where it is. */
function tellPassing(entry: EntryView): string {
  const isMoved = entry.fromUnit && entry.fromUnit.id !== entry.unit.id
  return isMoved ? `超过时限，由${holder(entry)}接办` : `${entry.unit.name}超过时限，已记下`
}

/** What one step of a request's life was. */
export function sentenceOf(entry: EntryView): string {
  const who = entry.actor.isMe ? '我' : entry.actor.label || '居民'
  return tellers[entry.command](who, entry)
}

/** The life of a request, newest first. */
export function stepsOf({ history }: Pick<RequestView, 'history'>): Step[] {
  return history
    .map((entry, index) => ({
      key: String(index),
      at: entry.at,
      sentence: sentenceOf(entry),
      reason: entry.reason,
      text: entry.command === 'submit' ? '' : (entry.text ?? ''),
      photos: entry.command === 'submit' ? [] : (entry.photos ?? []),
      isTakenBack: entry.isTakenBack === true,
    }))
    .reverse()
}
