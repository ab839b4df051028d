import type { ImportChange, UnitDetail, UnitPerson } from '../../../typings/console'
import type { Tone } from '../../format/words'

export const personStates = {
  current: { word: '在任', tone: 'good' },
  coming: { word: '还没开始', tone: 'plain' },
  invited: { word: '等待接手', tone: 'soon' },
  ended: { word: '已结束', tone: 'plain' },
} as const satisfies Record<UnitPerson['state'], { word: string; tone: Tone }>

export const changeWords = {
  added: '新增单位',
  renamed: '改名',
  moved: '换上级',
  places: '小区楼栋',
  removed: '移除单位',
  invited: '新增人员',
  ended: '人员结束',
  person_changed: '人员变动',
} as const satisfies Record<ImportChange['kind'], string>

/** "2026-01-05 起" or "2026-01-05 至 2026-12-31". */
export function termWords({ from, until }: Pick<UnitPerson, 'from' | 'until'>): string {
  return until ? `${from} 至 ${until}` : `${from} 起`
}

export function leaveWords({ leave, deputy, isOnLeave }: UnitPerson): string {
  if (!leave) return ''
  const days = leave.from === leave.to ? leave.from : `${leave.from} 至 ${leave.to}`
  const when = isOnLeave ? `请假中，${days}` : `${days} 请假`
  return deputy ? `${when}，由 ${deputy.label} 代班` : `${when}，没有代班`
}

export const isVacant = ({ people }: Pick<UnitDetail, 'people'>): boolean =>
  !people.some(({ state }) => state === 'current')
