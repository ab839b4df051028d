import type { Command } from '../../typings/domain'
import { chinaDay, minuteMs } from '../calendar'
import { type Refusal, refuse } from '../errors'
import { type Acting, isStaffRole } from './actor'
import { finalDeadline, isFinalMissed } from './clocks'
import { runningDeadlines } from './deadlines'
import { mayDecline } from './ownership'
import type { Request } from './types'

/** A request, who would act on it, and when. */
export interface Attempt {
  request: Request
  acting: Acting
  now: number
}

/** How long an answer may be taken back, in milliseconds. */
export const takeBackWithin = 2 * minuteMs

/** The answers that leave nothing behind when they are taken back at once. */
const retractable: readonly Command[] = ['accept', 'reply', 'resolve', 'escalate']

type Guard = (attempt: Attempt) => Refusal | null

/** Only the one who took it: a colleague takes it over by `transfer` first. */
const isHandlerOfRecord: Guard = ({ request, acting }) => {
  const { handler, state } = request
  if (state === 'assigned' || acting.relation !== 'member') return null
  if (!handler || handler.userId === acting.userId) return null
  return refuse('ALREADY_TAKEN', `这件诉求由${handler.label}办理，要接手请先转办给自己。`)
}

const isBelowTop: Guard = ({ request }) => (request.path.length > 1 ? null : refuse('TOP_LEVEL'))

const wasSentHere: Guard = ({ request }) => {
  const arrival = request.history.findLast(
    ({ before, after }) => before?.unit.id !== after.unit.id && after.unit.id === request.unit.id,
  )
  if (!arrival || ['submit', 'delegate', 'transfer'].includes(arrival.command)) return null
  return refuse('WRONG_STATE', '这件诉求是从下级上来的，不能退回；需要下级去办，请下派并说明原因。')
}

const isOncePerDay: Guard = ({ request, now }) => {
  const { lastAt } = request.urges
  if (lastAt === null || chinaDay(lastAt) !== chinaDay(now)) return null
  return refuse('TOO_SOON', '今天已经催办过了，承办人已收到，明天可以再催一次。')
}

const isWithinReopening: Guard = ({ request, now }) => {
  if (request.reopenUntil !== null && now <= request.reopenUntil) return null
  return refuse('TOO_LATE', '办结已超过可以重新办理的天数，如仍有问题请重新反映一次。')
}

const mayAskForTime: Guard = ({ request, now }) => {
  if (request.extension) return refuse('TOO_MANY', '延期只能申请一次，这件诉求已经申请过。')
  const next = runningDeadlines(request).find(({ clock }) => clock !== 'accept')
  if (isFinalMissed(request.clocks) || !next || next.by <= now) {
    return refuse('TOO_LATE', '时限已经过了，不能再申请延期。')
  }
  return null
}

const hasOpenExtension: Guard = ({ request, acting }) => {
  if (request.extension?.status !== 'asked')
    return refuse('WRONG_STATE', '现在没有等待审批的延期申请。')
  if (request.extension.askedBy !== acting.userId) return null
  return refuse('FORBIDDEN', '延期要由上一级的其他人审批，不能自己批自己的。')
}

const mayRefuseOfficially: Guard = ({ acting }) => {
  const { role } = acting
  if (role !== 'resident' && role !== 'system' && mayDecline(role)) return null
  return refuse('FORBIDDEN', '不予受理要由社区以上决定，请写明情况后上报。')
}

const hasLevelsBelow: Guard = ({ request, now }) => {
  const { kind } = request.unit
  if (kind === 'micro_grid' || kind === 'department' || kind === 'partner') {
    return refuse('FORBIDDEN', '承办单位下面没有下一级，不能下派。')
  }
  if (finalDeadline(request.clocks).by > now) return null
  return refuse('TOO_LATE', '总时限已经过了，不能再往下派。')
}

const isFreeToReassign: Guard = ({ request, acting }) =>
  acting.relation === 'above' && !isStaffRole(acting.role) && request.state !== 'assigned'
    ? refuse('FORBIDDEN', '已经有人在办，请先和承办人商量。')
    : null

const isByStaff: Guard = ({ acting }) =>
  isStaffRole(acting.role)
    ? null
    : refuse('FORBIDDEN', '类别和紧急程度由社区以上调整，请写明情况后上报。')

const isAnswerJustGiven: Guard = ({ request, now }) => {
  const last = request.history.at(-1)
  if (!last?.undo || !retractable.includes(last.command))
    return refuse('WRONG_STATE', '刚才这一步不能收回，要更正请再回复一句。')
  if (now - last.at <= takeBackWithin) return null
  return refuse('TOO_LATE', '已经过了 2 分钟，不能收回了，要更正请再回复一句。')
}

const guards: Partial<Record<Command, readonly Guard[]>> = {
  reply: [isHandlerOfRecord],
  ask: [isHandlerOfRecord],
  resolve: [isHandlerOfRecord],
  escalate: [isBelowTop, isHandlerOfRecord],
  delegate: [isHandlerOfRecord, isFreeToReassign, hasLevelsBelow],
  transfer: [isFreeToReassign],
  return: [isBelowTop, isHandlerOfRecord, wasSentHere],
  co_handle: [isHandlerOfRecord],
  extend: [isBelowTop, isHandlerOfRecord, mayAskForTime],
  approve_extension: [hasOpenExtension],
  refuse_extension: [hasOpenExtension],
  decline: [mayRefuseOfficially, isHandlerOfRecord],
  merge: [isHandlerOfRecord],
  reclassify: [isByStaff, isHandlerOfRecord],
  take_back: [isAnswerJustGiven],
  urge: [isOncePerDay],
  rate: [isWithinReopening],
  reopen: [isWithinReopening],
}

/** The first rule that speaks against a command the table allows; null when none does. */
export function checkGuards(command: Command, attempt: Attempt): Refusal | null {
  for (const guard of guards[command] ?? []) {
    const refusal = guard(attempt)
    if (refusal) return refusal
  }
  return null
}
