import type { RequestState } from '../../typings/domain'
import { clip } from '../notices/fields'
import { emergencyLines } from '../requests/emergency'
import type { EmergencyKind } from '../requests/types'
import type { AnswerName } from './grammar'
import type { Line, Topic } from './types'

/** Lists longer than this are for the mini program. */
export const longestList = 9

const named = ({ title }: Topic) => `“${title}”`

/** The four numbers, as they stand on the card that leaders have on their wall. */
export const fourAnswers =
  '1 我来看看\n2 想说的话，比如：2 今晚就修\n3 办好了，比如：3 灯泡换好了\n4 要上报，比如：4 要换电缆'

const staffStates: Record<RequestState, string> = {
  assigned: '待签收',
  accepted: '办理中',
  waiting: '等居民补充',
  resolved: '已办结，等评价',
  closed: '已关闭',
  withdrawn: '居民撤回了',
  declined: '不予受理',
  merged: '已并到另一件',
}

const residentStates: Record<RequestState, string> = {
  assigned: '等人接手',
  accepted: '有人在办',
  waiting: '等您补充',
  resolved: '办好了，等您评价',
  closed: '已结束',
  withdrawn: '已撤回',
  declined: '没有受理',
  merged: '并到另一件里',
}

const shown = (lines: Line[], states: Record<RequestState, string>) =>
  lines
    .slice(0, longestList)
    .map((line, index) => `【${index + 1}】${line.title}（${states[line.state]}）`)
    .join('\n')

const howMany = ({ length }: Line[]) =>
  length > longestList ? `多于 ${longestList} 件，最急的是` : `有 ${length} 件`

export const handlerHelp = `打字就能答复：\n${fourAnswers}\n? 看有几件事，回编号选一件\n撤销 收回刚才那句（两分钟内）`

export const residentHelp =
  '有什么事，直接打字说：在哪里、什么事。我念一遍给您看，您回 1 才报上去。\n? 看办到哪一步了\n着火、急病、有危险，先打 119、120、110。'

export const onlyWords = '这里只看得懂文字。照片请在小程序里添加；想说什么，打几个字就行。'

export const tooLong = (most: number) => `一次最多 ${most} 个字，什么都没有发出去，请分成几句说。`

export const tooFast = '您发得有点快，前面的都收到了。请过一分钟再发。'

export const thanks = '不客气，有事随时说。'

export const dropped = '好，不发了。'

export const nothingToTakeBack = '没有可以收回的：只能收回两分钟内刚发的那一步。'

export function workList(work: Line[]): string {
  if (work.length === 0) return '现在没有等您办的事。'
  return `等您办的${howMany(work)}：\n${shown(work, staffStates)}\n回编号选一件，比如 1。`
}

export function notInList(number: number, lines: Line[]): string {
  return `没有第 ${number} 件。${lines.length > 0 ? '' : '现在一件也没有。'}`
}

export const opened = (topic: Topic, state: RequestState) =>
  `现在说的是${named(topic)}（${staffStates[state]}）。\n${fourAnswers}`

/** Of one that asks for nothing more from this handler. */
export const openedEnded = (topic: Topic, state: RequestState) =>
  `${named(topic)}现在不用您办（${staffStates[state]}）。回 ? 看等您办的事。`

const askFor: Record<AnswerName, string> = {
  accept: '',
  reply: '想回复什么？打一句话就发给居民。',
  resolve: '怎么办好的？打一句话，居民会看到，比如“灯泡换好了”。',
  escalate: '为什么要上报？打一句原因，居民也看得到。',
}

export const askForWords = (topic: Topic, answer: AnswerName) =>
  `${named(topic)}：${askFor[answer]}`

const whichVerb: Record<AnswerName, string> = {
  accept: '要接手哪一件',
  reply: '回给哪一件',
  resolve: '办结哪一件',
  escalate: '上报哪一件',
}

export function askWhich({ answer, text }: { answer: AnswerName; text: string }, work: Line[]) {
  const said = text ? `“${clip(text, 30)}”` : ''
  return `${said}${whichVerb[answer]}？\n${shown(work, staffStates)}\n回编号就办。`
}

const undoHint = '\n弄错了，两分钟内回“撤销”。'

/** What was understood and what has happened. `receiver`: who has it now. */
export function answered(
  { topic, answer, text }: { topic: Topic; answer: AnswerName; text: string },
  receiver: string,
): string {
  const said = clip(text, 60)
  switch (answer) {
    case 'accept':
      return `好，${named(topic)}由您接手了，居民看得到。${undoHint}`
    case 'reply':
      return `已回复${named(topic)}：${said}${undoHint}`
    case 'resolve':
      return `已办结${named(topic)}：${said}\n等居民评价。${undoHint}`
    case 'escalate':
      return `已把${named(topic)}上报给${receiver}，原因：${said}${undoHint}`
  }
}

export const takenBack = (topic: Topic) => `已收回，${named(topic)}和刚才那一步以前一样。`

export const withdrawn = (topic: Topic) => `已撤回${named(topic)}，没有报上去。`

/** Nothing was done, and why; `now` tells how the request stands where that is the reason. */
export const notDone = (why: string, now = '') => `没有办成：${why}${now}`

export const standsNow = (topic: Topic, state: RequestState, who: string) =>
  `${named(topic)}现在是“${staffStates[state]}”，由${who}办理。您这句没有发出去，什么都没有改动。`

export const residentGreeting = (receiver: string) =>
  `您好，这里可以打字反映事情，会交给${receiver}。\n${residentHelp}`

export function ownList(own: Line[]): string {
  if (own.length === 0) return '您现在没有正在办的事。要反映什么，直接打字说。'
  return `您正在办的${howMany(own)}：\n${shown(own, residentStates)}\n回编号看是谁在办。`
}

export const ownOpened = ({ state, who, ...topic }: Line) =>
  `${named(topic)}：${residentStates[state]}，现在由${who}办理。\n${state === 'waiting' ? '要补充什么，直接打字说。' : '要补充，直接打字说；详细的经过在小程序里。'}`

export const askMatter = '请说是什么事、在哪里。'

export const askToReport = (text: string, receiver: string) =>
  `要把这句话报给${receiver}吗？\n“${clip(text, 120)}”\n回 1 就报，想改就再打一遍，不报回 0。`

export const askWhereItBelongs = (text: string, about: Topic) =>
  `“${clip(text, 60)}”\n补充到${named(about)}，回 1；当新的一件事报，回 2；不发回 0。`

export const reported = (number: string, who: string) =>
  `报上去了，编号 ${number}，交给了${who}。\n有进展小程序里看得到，回 ? 也能看。${undoHint}`

/** Before anything else: whom to call. */
export function callFirst(kind: EmergencyKind): string {
  const lines = emergencyLines(kind).map(({ number, label }) => `${number}（${label}）`)
  return `请马上打 ${lines.join('、')}。\n`
}

export const supplemented = (topic: Topic) => `已补充到${named(topic)}，承办的人看得到。`
