import type { GroupUnit, GroupView } from '../../../typings/api'
import type { NoGroup } from '../../format/no-group'
import type { Tone } from '../../format/words'

/** What can be done with the group of the card for one unit, and what is asked before. */
export interface Offer {
  unitId: string
  question: string
  button: string
  operation: 'groups.bind' | 'groups.move'
  isReplacing: boolean
  /** A sentence to say yes to; empty where the tap itself is the yes. */
  warning: string
}

export interface UnitRow {
  id: string
  name: string
  tag: { icon: string; tone: Tone; text: string }
  hasGroup: boolean
  hasPoster: boolean
}

/** The page as it shows a group and one's units. */
export interface Shown {
  headline: string
  detail: string
  offers: Offer[]
  rows: UnitRow[]
}

/** What to do where the group can't be told. */
const howTo = {
  other_way: '要从群里的卡片打开，才知道是哪个群：把卡片发到群里，再从群里点开它。',
  left: '您已经不在这个群里了。请群里的人把您加回来，再从群里的卡片打开；也可以请还在群里的同事来绑定。',
  unknown: '微信这次没有说是哪个群。请退出来，再从群里的卡片打开一次。',
} as const satisfies Record<NoGroup, string>

const tags = {
  none: { icon: 'link-unlink', tone: 'soon', text: '还没绑定群' },
  this: { icon: 'check-circle', tone: 'good', text: '绑定的就是这个群' },
  another: { icon: 'check-circle', tone: 'good', text: '已绑定群' },
} as const satisfies Record<GroupUnit['group'], UnitRow['tag']>

function headline({ standing, boundTo }: GroupView): string {
  switch (standing) {
    case 'free':
      return '这个群还没有绑定'
    case 'yours':
    case 'others':
      return `这个群是${boundTo?.name ?? ''}的群`
    case null:
      return '我的群'
  }
}

/** With every unit bound there is nothing to do here. */
const settled = '从群里的卡片进来的邻居，直接就在这个微网格。要换群，请从新群里的卡片打开。'

function detail({ standing, ask, units }: GroupView, none: NoGroup | null): string {
  switch (standing) {
    case 'free':
      return '绑定以后，从群里的卡片进来的邻居，不用填也不用选，就认得是您网格的人。'
    case 'yours':
      return '从群里的卡片进来的邻居，直接就在这个微网格。'
    case 'others':
      return `不能改别人的群。要改的话，请找${ask ?? '社区'}。`
    case null:
      if (none === 'other_way' && units.every(({ group }) => group !== 'none')) return settled
      return howTo[none ?? 'unknown']
  }
}

function offersOf({ standing, boundTo, units }: GroupView): Offer[] {
  if (standing !== 'free' && standing !== 'yours') return []
  return units
    .filter(({ group }) => group !== 'this')
    .map(({ unit, group }) => offerOf(unit, { boundTo, isReplacing: group === 'another' }))
}

function offerOf(
  { id, name }: GroupUnit['unit'],
  { boundTo, isReplacing }: { boundTo: GroupView['boundTo']; isReplacing: boolean },
): Offer {
  const losses = [
    boundTo ? `${boundTo.name}就没有群了` : '',
    isReplacing ? `${name}原来的群就不再算数` : '',
  ].filter(Boolean)
  return {
    unitId: id,
    question: `这是 ${name} 的群吗？`,
    button: isReplacing ? '是，换成这个群' : boundTo ? '改成它的群' : '是，绑定这个群',
    operation: boundTo ? 'groups.move' : 'groups.bind',
    isReplacing,
    warning: losses.length > 0 ? `${losses.join('，')}。确定要改吗？` : '',
  }
}

function rowOf({ unit, group, hasPoster }: GroupUnit): UnitRow {
  return { id: unit.id, name: unit.name, tag: tags[group], hasGroup: group !== 'none', hasPoster }
}

export function toShown(view: GroupView, none: NoGroup | null): Shown {
  return {
    headline: headline(view),
    detail: detail(view, none),
    offers: offersOf(view),
    rows: view.units.map(rowOf),
  }
}
