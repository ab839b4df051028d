import type { RequestView } from '../../typings/api'

export interface Part {
  key: string
  text: string
}

/** What others were asked to do, and whether they have answered. */
export function parts({ coHandlers }: Pick<RequestView, 'coHandlers'>): Part[] {
  return coHandlers.map(({ unit, part, answer }) => ({
    key: unit.id,
    text: `${unit.name}：${part}${answer ? `（已答复：${answer}）` : '（还没答复）'}`,
  }))
}
