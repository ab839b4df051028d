import { refuse } from '../../errors'
import { caretakerNouns } from '../../grids/levels'
import { minutesOfWorkingDay } from '../../calendar'
import { type ClockName, type Deadline, resumeClocks } from '../clocks'
import { noteMisses, runningDeadlines } from '../deadlines'
import type { Request } from '../types'
import { hop, receiveAbove } from './moving'
import {
  type Case,
  type Reception,
  type Step,
  type StepOf,
  chainOf,
  receive,
  receivers,
  tellResidents,
  tellWorkers,
  workers,
} from './step'

/** A deadline that has passed: noted once, and one level up; at the top it stays and is noted. */
export const passDeadline: StepOf<'pass_deadline'> = (known, { clock, version }) => {
  const { request, context } = known
  const due = runningDeadlines(request).find((one) => one.clock === clock)
  if (version !== request.version) return refuse('CONFLICT')
  if (!due || due.by > context.now) return refuse('TOO_SOON', '时限还没有到。')
  const why = whyPassed(request, due, minutesOfWorkingDay(context.calendar))
  if (chainOf(context).length === 1) return missedAtTop(known, clock, why)
  const reception = receiveAbove(known)
  const step = hop(known, reception, `${why}，转由${receiverName(reception)}接手`)
  return { ...step, tell: missTold(known, reception) }
}

/** Nobody answered the question: work goes on with what is known. */
export const stopWaiting: StepOf<'stop_waiting'> = (known) => {
  const { request, context } = known
  if (!hasExpired(known)) return refuse('TOO_SOON')
  return {
    to: 'accepted',
    patch: { clocks: resumeClocks(request.clocks, context) },
    reason: `${context.policy.waitingDays} 天没有收到补充，按现有的情况继续办理`,
    tell: [tellWorkers(workers(known), 'supplemented'), tellResidents(request, 'moved')],
  }
}

export const close: StepOf<'close'> = (known) => {
  const { request, context } = known
  if (!hasExpired(known)) return refuse('TOO_SOON')
  return {
    to: 'closed',
    patch: { clocks: { ...request.clocks, expiresAt: null } },
    reason: `办结后 ${context.policy.ratingDays} 天没有评价，自动关闭`,
    tell: [tellResidents(request, 'closed')],
  }
}

/** Its handler is no longer on duty: somebody else of the unit, or the next one up, has it. */
export const rehome: StepOf<'rehome'> = (known) => {
  const { request, context } = known
  const reception = receive(chainOf(context), context)
  const isStillThere =
    reception.unit._id === request.unit.id &&
    (reception.people.some(({ userId }) => userId === request.handler?.userId) ||
      (request.handler === null && reception.handler === null))
  if (isStillThere) return refuse('WRONG_STATE', '现在的承办人仍在岗，不需要改派。')
  const why = reception.reason === '' ? whyRehomed(request, reception) : ''
  const step = hop(known, reception, why)
  return request.state === 'waiting' ? stillWaiting(known, { step, reception }) : step
}

const actions: Record<ClockName, string> = { accept: '接手', handle: '办结', final: '办结' }

function whyPassed(
  { unit, clocks }: Request,
  { clock, minutes }: Deadline,
  dayMinutes: number,
): string {
  if (clock === 'accept') {
    return `${unit.name}的${caretakerNouns[unit.kind]}在${span(minutes, clocks.mode, dayMinutes)}内没有接手`
  }
  const limit = clock === 'final' ? '总时限' : '本级时限'
  return `${unit.name}没有在${limit}内${actions[clock]}`
}

function span(minutes: number, mode: Request['clocks']['mode'], dayMinutes: number): string {
  const working = mode === 'working' ? '工作' : ''
  if (mode === 'working' && minutes % dayMinutes === 0) return ` ${minutes / dayMinutes} 个工作日`
  if (minutes % 60 === 0) return ` ${minutes / 60} 个${working || ''}小时`
  return ` ${minutes} ${working ? '个工作分钟' : '分钟'}`
}

function missedAtTop(known: Case, clock: ClockName, why: string): Step {
  const { request, context } = known
  const { clocks, missed } = noteMisses(request, context.now, clock)
  const added = missed.map((one) => ({ unitId: request.unit.id, clock, at: one.by }))
  return {
    to: request.state,
    patch: { clocks, misses: [...request.misses, ...added] },
    reason: `${why}，仍由${request.unit.name}办理`,
    tell: [
      tellWorkers(workers(known), 'missed_deadline'),
      tellResidents(request, 'missed_deadline'),
    ],
  }
}

function missTold(known: Case, reception: Reception): Step['tell'] {
  return [
    tellWorkers(receivers(reception), 'missed_deadline'),
    tellWorkers(workers(known), 'missed_deadline'),
    tellResidents(known.request, 'missed_deadline'),
  ]
}

function receiverName({ handler, unit }: Reception): string {
  return handler?.label ?? unit.name
}

function hasExpired({ request, context }: Case): boolean {
  const { expiresAt } = request.clocks
  return expiresAt !== null && expiresAt <= context.now
}

function whyRehomed({ handler, unit }: Request, reception: Reception): string {
  const before = handler?.label ?? unit.name
  return `${before}不在岗，改由${receiverName(reception)}办理`
}

/** While the resident is being asked, a new handler changes nothing else: the clocks stand still. */
function stillWaiting(
  { request }: Case,
  { step, reception }: { step: Step; reception: Reception },
): Step {
  const clocks = request.clocks
  return {
    ...step,
    to: 'waiting',
    patch: { ...step.patch, clocks, handler: reception.handler, misses: request.misses },
  }
}
