import type { RequestView } from '../../../typings/api'
import { checkNote, marksOf, type PhotoMark } from '../../format/checks'
import { happenedAt } from '../../format/time'
import { channels, topics, types, urgencies } from '../../format/words'

/** What was reported: the words, the photos, the place and the few facts around them. */
Component({
  options: { styleIsolation: 'apply-shared' },
  properties: {
    request: { type: Object, value: {} as RequestView },
  },
  data: { about: '', came: '', people: [] as string[], marks: [] as PhotoMark[], note: '' },
  observers: {
    request(request: RequestView) {
      if (!request.id) return
      const { topic, type, urgency, channel, submittedAt, number } = request
      const urgent = urgency === 'normal' ? '' : ` · ${urgencies[urgency]}`
      this.setData({
        about: `${topics[topic]} · ${types[type]}${urgent}`,
        came: `${happenedAt(submittedAt, Date.now())} · ${channels[channel]} · 编号 ${number}`,
        people: peopleOf(request),
        marks: marksOf(request.check),
        note: checkNote(request.check),
      })
    },
  },
})

function peopleOf(request: RequestView): string[] {
  const { isMine, isAnonymous, reporter, onBehalfOf } = request
  const named = (words: string, person: { name: string; phone: string } | null) =>
    person ? [`${words}${[person.name, person.phone].filter(Boolean).join(' ') || '没有留名'}`] : []
  const anonymous = isAnonymous && !isMine ? ['反映的人不愿留名'] : []
  return [
    ...anonymous,
    ...(isMine ? [] : named('反映的人：', reporter)),
    ...named('帮：', onBehalfOf),
  ]
}
