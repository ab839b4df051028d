import type { RequestType, Topic, Urgency } from '../../../typings/domain'
import { refuse } from '../../errors'
import { applyMeasure } from '../clocks'
import type { InputOf } from '../command-input'
import { detectEmergency } from '../emergency'
import type { Measured } from '../policy'
import type { Request } from '../types'
import { isBlank } from './answering'
import {
  type Case,
  type Step,
  type StepOf,
  alertedOf,
  chainOf,
  tellResidents,
  tellWorkers,
  workers,
} from './step'

const urgencyWords: Record<Urgency, string> = {
  emergency: '紧急情况',
  urgent: '急事',
  normal: '一般事项',
  complex: '需要多部门办理的事项',
}

/** Corrects what a request is measured by; its deadlines follow, still counted from submission. */
export const reclassify: StepOf<'reclassify'> = (known, command) => {
  if (isBlank(command.reason))
    return refuse('BAD_INPUT', '请写一句调整的原因，居民会看到。', 'reason')
  const { request, context } = known
  const measured = measuredAfter(request, command)
  if (isSame(request, measured)) return refuse('BAD_INPUT', '类别和紧急程度没有变化。')
  return {
    to: request.state,
    patch: {
      ...measured,
      emergency: measured.urgency === 'emergency' ? detectEmergency(request.text) : null,
      clocks: applyMeasure({ ...request, ...measured }, context),
    },
    reason: `${whatChanged(request, measured)}：${command.reason.trim()}`,
    tell: told(known, measured),
  }
}

function measuredAfter(
  request: Measured,
  { type = request.type, topic = request.topic, urgency = request.urgency }: InputOf<'reclassify'>,
): { type: RequestType; topic: Topic; urgency: Urgency } {
  return { type, topic, urgency }
}

function isSame(before: Measured, after: Measured): boolean {
  return (
    before.type === after.type && before.topic === after.topic && before.urgency === after.urgency
  )
}

function whatChanged(before: Request, after: Measured): string {
  if (before.urgency === after.urgency) return '调整了类别'
  return `现在按${urgencyWords[after.urgency]}办理`
}

/** What becomes an emergency alerts everybody an emergency alerts. */
function told(known: Case, { urgency }: Measured): Step['tell'] {
  const { request, context } = known
  const isAlarm = urgency === 'emergency' && request.urgency !== 'emergency'
  const alarm = isAlarm ? alertedOf(chainOf(context), context.now) : []
  return [
    { ...tellWorkers(alarm, 'emergency'), isUrgent: true },
    tellWorkers(workers(known), 'reclassified'),
    tellResidents(request, 'reclassified'),
  ]
}
