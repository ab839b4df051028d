import { type Refusal, isRefusal, refuse } from '../../errors'
import { isCurrent, isOnLeave, onDuty } from '../../grids/duty'
import { isVolunteerKind } from '../../grids/levels'
import type { Chain, Unit } from '../../grids/types'
import { isDepartmentWork, mayTransferTo } from '../ownership'
import {
  type Case,
  type Reception,
  type Step,
  type StepOf,
  chainOf,
  moveTo,
  receive,
  receivers,
  tellResidents,
  tellWorkers,
  workers,
} from './step'
import { isBlank } from './answering'

export const escalate: StepOf<'escalate'> = (known, { reason }) => {
  if (isBlank(reason)) return needsReason('上报')
  return hop(known, receiveAbove(known), reason)
}

/** Gives it back: never down, always to the level above, who decides where it belongs. */
export const giveBack: StepOf<'return'> = (known, { reason }) => {
  if (isBlank(reason)) return needsReason('退回')
  return hop(known, receiveAbove(known), reason)
}

export const delegate: StepOf<'delegate'> = (known, { reason }) => {
  if (isBlank(reason)) return needsReason('下派')
  const chain = targetOf(known)
  const unit = chain.at(-1)
  if (!unit || unit._id === known.request.unit.id || !unit.path.includes(known.request.unit.id)) {
    return refuse('BAD_INPUT', '只能下派给承办单位下面的单位，请重新选择。', 'unitId')
  }
  const problem = cannotReceive(known, unit)
  return problem ?? hop(known, receive([unit], known.context), reason)
}

export const transfer: StepOf<'transfer'> = (known, { reason, unitId, appointmentId }) => {
  if (isBlank(reason)) return needsReason('转办')
  const target =
    appointmentId === undefined ? toUnit(known, unitId) : toColleague(known, appointmentId)
  return isRefusal(target) ? target : hop(known, target, reason)
}

/** One level up, or further where nobody is on duty. */
export function receiveAbove({ context }: Case): Reception {
  return receive(chainOf(context).slice(0, -1), context)
}

/** A move and whom it concerns: those who get it, those who had it, the residents. */
export function hop(known: Case, reception: Reception, reason: string): Step {
  const { request } = known
  return {
    to: 'assigned',
    patch: moveTo(known, reception),
    reason: [reason.trim(), reception.reason].filter((part) => part !== '').join('；'),
    tell: [
      tellWorkers(receivers(reception), 'new_work'),
      tellWorkers(workers(known), 'moved'),
      tellResidents(request, 'moved'),
    ],
  }
}

function toUnit(known: Case, unitId: string | undefined): Reception | Refusal {
  const chain = targetOf(known)
  const unit = chain.at(-1)
  if (!unit || unit._id !== unitId) return refuse('BAD_INPUT', '请选择要转去的单位。', 'unitId')
  if (unit._id === known.request.unit.id) {
    return refuse('BAD_INPUT', '这件诉求已经在这个单位，请选择同事或别的单位。', 'unitId')
  }
  if (!mayTransferTo(known.request.unit.kind, unit.kind)) {
    return refuse('FORBIDDEN', '只能转给同一级的单位，其他情况请上报或退回，由上一级决定。')
  }
  return cannotReceive(known, unit) ?? receive(chain, known.context)
}

function toColleague({ request, context }: Case, appointmentId: string): Reception | Refusal {
  const unit = chainOf(context).at(-1)
  const colleague = unit?.appointments.find(({ id }) => id === appointmentId)
  if (!unit || !colleague || !isCurrent(colleague, context.now)) {
    return refuse('BAD_INPUT', '没有找到这位同事，请重新选择。', 'appointmentId')
  }
  if (isOnLeave(colleague, context.now)) {
    return refuse('BAD_INPUT', `${colleague.label}在请假，请选择别的同事。`, 'appointmentId')
  }
  const { userId, label } = colleague
  if (request.handler?.userId === userId && request.state !== 'assigned') {
    return refuse('BAD_INPUT', `这件诉求已经由${label}办理。`, 'appointmentId')
  }
  return { unit, handler: { userId, label }, people: [{ userId, label }], reason: '' }
}

function targetOf({ context }: Case): Chain {
  return context.targets?.[0] ?? []
}

/** Why a unit can't get the request from here: nobody there, or work that isn't for volunteers. */
function cannotReceive({ request, context }: Case, unit: Unit): Refusal | null {
  const isPushedDown = isVolunteerKind(unit.kind) && !isVolunteerKind(request.unit.kind)
  if (isPushedDown && isDepartmentWork(request, context.ownership)) {
    return refuse('FORBIDDEN', '这类事情由部门办理，不能派给志愿的网格长。')
  }
  const isSister = unit.kind === request.unit.kind && unit.kind !== 'department'
  if (!isSister && onDuty(unit, context.now).length === 0) {
    return refuse('BAD_INPUT', `${unit.name}现在没有人在岗，请选择别的单位。`, 'unitId')
  }
  return null
}

function needsReason(verb: string): Refusal {
  return refuse('BAD_INPUT', `请写一句${verb}的原因，居民会看到。`, 'reason')
}
