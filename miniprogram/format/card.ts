import type { DigestView, RequestView } from '../../typings/api'
import { groupStates, stateLooks, topics, whoHasIt, type Tone } from './words'
import { dayOf } from './time'

/** A card in a group: the picture says what its title says, in letters an elder reads. */
export interface CardPicture {
  tone: Tone
  /** How far it is, the largest. */
  state: string
  title: string
  lines: string[]
}

export interface CardWords {
  title: string
  picture: CardPicture
}

export type CardSubject = Pick<RequestView, 'state' | 'topic' | 'number' | 'unit'> & {
  handler: { label: string } | null
  meTooCount?: number
}

/** A request's card: what it is about and how far it is, and nothing that was written. */
export function requestCardWords(request: CardSubject): CardWords {
  const { state, topic, number, meTooCount = 0 } = request
  const others = meTooCount > 0 ? `，${meTooCount} 位邻居也遇到了` : ''
  return {
    title: `${groupStates[state]}：${topics[topic]}（编号 ${number}）${others}`,
    picture: {
      tone: stateLooks[state].tone,
      state: groupStates[state],
      title: topics[topic],
      lines: [`编号 ${number}`, whoHasIt(request)],
    },
  }
}

/** The card of what is open in a micro-grid today. */
export function digestCardWords(
  { unit, openCount }: Pick<DigestView, 'unit' | 'openCount'>,
  today: string,
): CardWords {
  const count = openCount > 0 ? `${openCount} 件` : '都答复了'
  return {
    title: `今日待答复 ${count}：${unit.name}（${dayOf(today)}）`,
    picture: {
      tone: openCount > 0 ? 'soon' : 'good',
      state: openCount > 0 ? `待答复 ${openCount} 件` : '都答复了',
      title: `${dayOf(today)} 今日待答复`,
      lines: [unit.name, '点开看看，您也遇到的点一下'],
    },
  }
}
