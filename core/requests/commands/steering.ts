import { refuse } from '../../errors'
import { onDuty } from '../../grids/duty'
import { limits } from '../../limits'
import { extendClocks } from '../clocks'
import { nextStates } from '../transitions'
import type { Extension, Request } from '../types'
import { isBlank } from './answering'
import {
  type Case,
  type StepOf,
  ended,
  residents,
  takeUp,
  tellResidents,
  tellWorkers,
  workers,
} from './step'

/** Asks the level above for more time: once, and before the time is up. */
export const extend: StepOf<'extend'> = (known, { reason, days }) => {
  if (isBlank(reason)) return refuse('BAD_INPUT', '请写一句需要延期的原因。', 'reason')
  if (!Number.isInteger(days) || days < 1 || days > limits.extensionDays) {
    return refuse('BAD_INPUT', `延期的天数请填 1 到 ${limits.extensionDays}。`, 'days')
  }
  const { acting, context } = known
  const extension: Extension = {
    days,
    reason: reason.trim(),
    askedBy: acting.userId,
    askedAt: context.now,
    status: 'asked',
  }
  return {
    to: 'accepted',
    patch: { ...takeUp(known), extension },
    reason: `申请延期 ${days} 天：${reason.trim()}`,
    tell: [tellWorkers(peopleAbove(known), 'extension')],
  }
}

export const approveExtension: StepOf<'approve_extension'> = (known) => {
  const { request, context } = known
  const extension = decided(request, 'approved')
  return {
    to: request.state,
    patch: { extension, clocks: extendClocks(request.clocks, extension.days, context.calendar) },
    reason: `同意延期 ${extension.days} 天：${extension.reason}`,
    tell: [tellWorkers(workers(known), 'extension'), tellResidents(request, 'extension')],
  }
}

export const refuseExtension: StepOf<'refuse_extension'> = (known, { reason }) => {
  if (isBlank(reason)) return refuse('BAD_INPUT', '请写一句不同意的原因。', 'reason')
  const { request } = known
  return {
    to: request.state,
    patch: { extension: decided(request, 'refused') },
    reason: `没有同意延期：${reason.trim()}`,
    tell: [tellWorkers(workers(known), 'extension')],
  }
}

/** A word from a level above to those who work on it; residents do not read it. */
export const supervise: StepOf<'supervise'> = (known, { text }) => {
  if (isBlank(text)) return refuse('BAD_INPUT', '请写一句督办的意见。', 'text')
  return { to: known.request.state, text, tell: [tellWorkers(workers(known), 'supervised')] }
}

/** Ends a request in favour of the main one; its resident is told there. */
export const merge: StepOf<'merge'> = (known, { reason }) => {
  const { request, context } = known
  const main = context.other
  if (!main || main._id === request._id) {
    return refuse('BAD_INPUT', '请选择另一件诉求作为主件。', 'into')
  }
  if (nextStates(main.state, 'absorb').length === 0) {
    return refuse('WRONG_STATE', '主件已经结束，不能再并入。', 'into')
  }
  return {
    to: 'merged',
    patch: { ...ended(known), mergedInto: { id: main._id, number: main.number } },
    reason: [`与 ${main.number} 是同一件事，一并办理`, reason?.trim() ?? '']
      .filter(Boolean)
      .join('；'),
    tell: [tellResidents(request, 'merged'), tellWorkers(workers(known), 'merged')],
  }
}

export const absorb: StepOf<'absorb'> = (known) => {
  const { request, context } = known
  const merged = context.other
  if (!merged || merged._id === request._id) return refuse('BAD_INPUT', undefined, 'into')
  const present = residents(request)
  const added = residents(merged).filter((id) => !present.includes(id))
  return {
    to: request.state,
    patch: { followers: [...request.followers, ...added] },
    reason: `${merged.number} 是同一件事，并入本件一起办理`,
    tell: [tellWorkers(workers(known), 'merged')],
  }
}

function decided({ extension }: Request, status: 'approved' | 'refused'): Extension {
  if (!extension) throw new RangeError('there is no extension to decide')
  return { ...extension, status }
}

/** Everybody on duty in the unit right above; nobody when the chain was not needed. */
function peopleAbove({ context }: Case): string[] {
  const above = context.chain?.at(-2)
  return above ? onDuty(above, context.now).map(({ userId }) => userId) : []
}
