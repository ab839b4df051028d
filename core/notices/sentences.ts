import type { Outcome } from '../../typings/domain'
import type { Audience, Entry, NoticeKind, Request } from '../requests/types'
import { spokenNumber } from '../requests/number'
import { clip } from './fields'

/** What a sentence may speak of. */
export interface Facts {
  /** The request after the step. */
  request: Request
  entry: Entry
  /** The first words of the request. */
  summary: string
}

type Sentence = (facts: Facts) => string

/** Who is told by name; neighbours have words of their own. */
export type DirectAudience = Exclude<Audience, 'neighbour'>

const who = ({ request }: Facts) => request.handler?.label ?? request.unit.name
const number = ({ request }: Facts) => spokenNumber(request.number)
const said = ({ entry }: Facts) => (entry.text ? `：${clip(entry.text, 40)}` : '')
const because = ({ entry }: Facts) => (entry.reason ? `：${clip(entry.reason, 60)}` : '')

export const outcomeWords: Record<Outcome, string> = {
  solved: '已经处理好',
  explained: '已作说明',
  infeasible: '目前办不了',
  referred: '已转给负责的部门',
}

const outcome = ({ entry }: Facts) => (entry.outcome ? outcomeWords[entry.outcome] : '已办结')

/** One plain sentence for each kind and audience. */
const sentences: Record<NoticeKind, Record<DirectAudience, Sentence>> = {
  new_work: {
    resident: (facts) => `您反映的“${facts.summary}”已交给${who(facts)}`,
    worker: (facts) => `有一件诉求等您签收：${facts.summary}`,
  },
  taken: {
    resident: (facts) => `${who(facts)}接手了您反映的“${facts.summary}”`,
    worker: (facts) => `${who(facts)}签收了“${facts.summary}”`,
  },
  replied: {
    resident: (facts) => `${facts.entry.actor.label}回复了您${said(facts)}`,
    worker: (facts) => `${facts.entry.actor.label}有新的回复${said(facts)}`,
  },
  asked: {
    resident: (facts) => `${who(facts)}想请您补充${said(facts)}`,
    worker: (facts) => `已请居民补充“${facts.summary}”`,
  },
  supplemented: {
    resident: (facts) => `“${facts.summary}”有了补充${said(facts)}`,
    worker: (facts) => `“${facts.summary}”有了新的情况${said(facts) || because(facts)}`,
  },
  resolved: {
    resident: (facts) => `“${facts.summary}”${outcome(facts)}，请您看看是否解决${said(facts)}`,
    worker: (facts) => `“${facts.summary}”${outcome(facts)}`,
  },
  reopened: {
    resident: (facts) => `“${facts.summary}”还没有解决，重新交给${who(facts)}办理`,
    worker: (facts) => `居民说“${facts.summary}”还没有解决，请再去看看${because(facts)}`,
  },
  moved: {
    resident: (facts) => `“${facts.summary}”现在由${who(facts)}办理${because(facts)}`,
    worker: (facts) => `“${facts.summary}”已转到${facts.request.unit.name}${because(facts)}`,
  },
  urged: {
    resident: (facts) => `“${facts.summary}”已催办`,
    worker: (facts) =>
      `居民在催“${facts.summary}”，这是第 ${facts.request.urges.count} 次${said(facts)}`,
  },
  supervised: {
    resident: (facts) => `“${facts.summary}”有上级在督促办理`,
    worker: (facts) => `${facts.entry.actor.label}督办“${facts.summary}”${said(facts)}`,
  },
  declined: {
    resident: (facts) => `“${facts.summary}”不能在这里办理${because(facts)}`,
    worker: (facts) => `“${facts.summary}”不予受理${because(facts)}`,
  },
  missed_deadline: {
    resident: (facts) => `“${facts.summary}”超过了时限，现在由${who(facts)}办理${because(facts)}`,
    worker: (facts) => `“${facts.summary}”超过了时限${because(facts)}`,
  },
  extension: {
    resident: (facts) => `“${facts.summary}”需要多一些时间${because(facts)}`,
    worker: (facts) => `“${facts.summary}”的延期${because(facts)}`,
  },
  closed: {
    resident: (facts) => `“${facts.summary}”已关闭${because(facts)}`,
    worker: (facts) => `“${facts.summary}”已关闭`,
  },
  emergency: {
    resident: (facts) => `请先拨打 110、119 或 120；“${facts.summary}”已同时通知三级网格`,
    worker: (facts) => `紧急情况，请马上查看：${facts.summary}`,
  },
  late_words: {
    resident: (facts) => `您补充的话已转给${who(facts)}`,
    worker: (facts) => `已结束的“${facts.summary}”有居民的新留言${said(facts)}`,
  },
  co_handle: {
    resident: (facts) => `“${facts.summary}”有几个单位一起办理${because(facts)}`,
    worker: (facts) => `请您协办“${facts.summary}”${because(facts)}`,
  },
  co_replied: {
    resident: (facts) => `${facts.entry.actor.label}回复了您${said(facts)}`,
    worker: (facts) => `${facts.entry.actor.label}答复了协办的部分${said(facts)}`,
  },
  withdrawn: {
    resident: (facts) => `“${facts.summary}”已撤回`,
    worker: (facts) => `居民撤回了“${facts.summary}”${because(facts)}`,
  },
  rated: {
    resident: (facts) => `“${facts.summary}”已评价`,
    worker: (facts) => `居民确认“${facts.summary}”已经解决${said(facts)}`,
  },
  reclassified: {
    resident: (facts) => `“${facts.summary}”${because(facts).slice(1) || '的类别有了调整'}`,
    worker: (facts) => `“${facts.summary}”${because(facts).slice(1)}`,
  },
  taken_back: {
    resident: (facts) => `${facts.entry.actor.label}收回了刚才那一步${because(facts)}`,
    worker: (facts) =>
      `${facts.entry.actor.label}收回了“${facts.summary}”的上一步${because(facts)}`,
  },
  merged: {
    resident: (facts) =>
      `“${facts.summary}”${because(facts).slice(1) || '与另一件一并办理'}，进展会继续告诉您`,
    worker: (facts) => `“${facts.summary}”（${number(facts)}）${because(facts).slice(1)}`,
  },
}

/** The sentence a person reads. */
export function sentenceOf(kind: NoticeKind, audience: DirectAudience, facts: Facts): string {
  return sentences[kind][audience](facts)
}
