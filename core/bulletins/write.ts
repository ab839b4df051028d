import { isLevel } from '../grids/levels'
import type { Unit } from '../grids/types'
import { type Refusal, refuse } from '../errors'
import { limits } from '../limits'
import { dayMs } from '../calendar'
import { refOf } from '../requests/commands/step'
import { dueFields, isOver } from './life'
import type { Bulletin, BulletinAudience } from './types'

/** What a member of staff wrote; validated and trimmed. */
export interface Draft {
  title: string
  text: string
  from: number
  until: number
  audience: BulletinAudience
}

/** A post of the author, with its unit. */
export interface Office {
  unit: Unit
  label: string
}

export interface Writing {
  draft: Draft
  /** The units it is for, as they stand. */
  units: readonly Unit[]
  /** The highest first. */
  offices: readonly Office[]
  userId: string
  now: number
}

/** A new notice, or why there is none. */
export function writeBulletin(id: string, writing: Writing): Bulletin | Refusal {
  const author = authorOf(writing)
  const problem = problemOf(writing)
  if (problem) return problem
  if (!author) return refuse('FORBIDDEN', '只能通知您的单位和下面的单位。', 'unitIds')
  const { draft, now } = writing
  const base = {
    _id: id,
    version: 1,
    ...draft,
    to: toOf(writing),
    author: author.by,
    path: author.path,
    createdAt: now,
    updatedAt: now,
    withdrawn: null,
    readers: null,
    listKey: `${String(now).padStart(13, '0')}-${id}`,
  }
  return { ...base, ...dueFields(base, now) }
}

/** The notice with other words, times or receivers; its author's unit stays. */
export function rewriteBulletin(before: Bulletin, writing: Writing): Bulletin | Refusal {
  if (isOver(before, writing.now)) return refuse('WRONG_STATE', '这条通知已经结束，不能再改。')
  const problem = problemOf(writing)
  if (problem) return problem
  if (!authorOf(writing)) return refuse('FORBIDDEN', '只能通知您的单位和下面的单位。', 'unitIds')
  const { draft, now } = writing
  const next = { ...before, ...draft, to: toOf(writing), updatedAt: now }
  return { ...next, ...dueFields(next, now), version: before.version + 1 }
}

export function withdrawBulletin(
  before: Bulletin,
  { label, now }: { label: string; now: number },
): Bulletin | Refusal {
  if (isOver(before, now)) return refuse('WRONG_STATE', '这条通知已经结束，不用撤回。')
  const next = { ...before, withdrawn: { at: now, label }, updatedAt: now }
  return { ...next, ...dueFields(next, now), version: before.version + 1 }
}

/** The notice as the clock finds it when its time to appear or to go has come. */
export function advanceBulletin(before: Bulletin, now: number): Bulletin {
  return { ...before, ...dueFields(before, now), version: before.version + 1 }
}

function problemOf({ draft, units, now }: Writing): Refusal | null {
  const { from, until } = draft
  if (until <= from) return refuse('BAD_INPUT', '结束的时间要在开始之后。', 'until')
  if (until <= now) return refuse('BAD_INPUT', '结束的时间已经过了，请重新选择。', 'until')
  if (until - Math.max(from, now) > limits.bulletinDays * dayMs)
    return refuse('BAD_INPUT', `一条通知最多显示 ${limits.bulletinDays} 天。`, 'until')
  if (units.some(({ kind }) => !isLevel(kind)))
    return refuse('BAD_INPUT', '通知发给区、街道、社区和网格，不发给部门。', 'unitIds')
  return null
}

/** In which post somebody may speak to all of these units: the lowest that stands above them. */
function authorOf({ units, offices, userId }: Writing) {
  const office = offices.findLast(({ unit }) => units.every(({ path }) => path.includes(unit._id)))
  if (!office || units.length === 0) return null
  const { unit, label } = office
  return { by: { userId, label, unit: refOf(unit) }, path: unit.path }
}

const toOf = ({ units }: Writing) => units.map(refOf)
