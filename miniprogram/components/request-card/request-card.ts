import type { RequestLine } from '../../../typings/api'
import { dueWords, promise, type DueWords } from '../../format/due'
import { happenedAt } from '../../format/time'
import { residentStates, staffStates, stateLooks, topics, whoHasIt } from '../../format/words'

interface CardView {
  state: DueWords
  due: DueWords | null
  who: string
  expects: string
  when: string
  urged: string
  others: string
}

const blank: CardView = {
  state: { icon: '', tone: 'plain', text: '' },
  due: null,
  who: '',
  expects: '',
  when: '',
  urged: '',
  others: '',
}

/** What one line says to a resident: who has it and until when. */
function residentView(line: RequestLine, now: number): CardView {
  const text = residentStates[line.state]
  return {
    ...blank,
    state: { ...stateLooks[line.state], text },
    who: whoHasIt(line),
    expects: promise(line.due, now),
    when: happenedAt(line.updatedAt, now),
  }
}

/** What it says to those who handle it: the clock first. */
function staffView(line: RequestLine, now: number): CardView {
  const text = staffStates[line.state]
  return {
    ...blank,
    state: { ...stateLooks[line.state], text },
    due: dueWords(line.due, now),
    who: line.handler?.isMe ? '由我办' : whoHasIt(line),
    when: `${topics[line.topic]} · ${happenedAt(line.submittedAt, now)}`,
    urged: line.urgeCount > 0 ? `居民催过 ${line.urgeCount} 次` : '',
    others: line.meTooCount > 0 ? `${line.meTooCount} 位邻居也遇到了` : '',
  }
}

/** One request in a list; `audience` chooses the words. */
Component({
  options: { styleIsolation: 'apply-shared' },
  properties: {
    line: { type: Object, value: {} as RequestLine },
    audience: { type: String, value: 'resident' },
  },
  data: { view: blank, isEmergency: false },
  observers: {
    'line, audience'(line: RequestLine, audience: string) {
      if (!line.id) return
      const now = Date.now()
      const view = audience === 'staff' ? staffView(line, now) : residentView(line, now)
      this.setData({ view, isEmergency: line.urgency === 'emergency' })
    },
  },
  methods: {
    onOpen() {
      this.triggerEvent('open', { id: this.data.line.id })
    },
  },
})
