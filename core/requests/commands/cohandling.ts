import { refuse } from '../../errors'
import { onDuty } from '../../grids/duty'
import type { Unit } from '../../grids/types'
import { limits } from '../../limits'
import type { CoHandler } from '../types'
import { isBlank } from './answering'
import { type Case, type StepOf, refOf, takeUp, tellResidents, tellWorkers, workers } from './step'

/** Calls several units at once, each with its part; the lead stays responsible. */
export const coHandle: StepOf<'co_handle'> = (known, { parts }) => {
  const { request, context } = known
  const asked = parts.map(({ unitId, part }) => ({
    unit: unitOf(known, unitId),
    part: part.trim(),
  }))
  if (asked.length === 0 || asked.some(({ unit, part }) => !unit || part === '')) {
    return refuse('BAD_INPUT', '请给每个协办单位写明要做的部分。', 'parts')
  }
  const units = asked.flatMap(({ unit }) => unit ?? [])
  const taken = [request.unit.id, ...request.coHandlers.map(({ unit }) => unit.id)]
  const isRepeated = units.some((unit, index) => units.indexOf(unit) !== index)
  if (isRepeated || units.some(({ _id }) => taken.includes(_id))) {
    return refuse('BAD_INPUT', '同一个单位只能请一次，请检查协办单位。', 'parts')
  }
  if (request.coHandlers.length + units.length > limits.coHandlers) return refuse('TOO_MANY')
  const added = asked.flatMap(({ unit, part }) => (unit ? [called(unit, part)] : []))
  const people = units.flatMap((unit) => onDuty(unit, context.now)).map(({ userId }) => userId)
  return {
    to: 'accepted',
    patch: { ...takeUp(known), coHandlers: [...request.coHandlers, ...added] },
    reason: `请${units.map(({ name }) => name).join('、')}一起办理`,
    tell: [tellWorkers(people, 'co_handle'), tellResidents(request, 'moved')],
  }
}

/** A unit's answer to its part; a further one replaces it, the history keeps both. */
export const coReply: StepOf<'co_reply'> = (known, { text, photos }) => {
  if (isBlank(text)) return refuse('BAD_INPUT', '请写一句协办的结果。', 'text')
  const { request, acting, context } = known
  const coHandlers = request.coHandlers.map((one) =>
    one.unit.id === acting.unitId ? { ...one, answer: text, answeredAt: context.now } : one,
  )
  return {
    to: request.state,
    patch: { coHandlers },
    text,
    photos,
    tell: [tellWorkers(workers(known), 'co_replied'), tellResidents(request, 'replied')],
  }
}

function unitOf({ context }: Case, unitId: string): Unit | undefined {
  return context.targets?.map((chain) => chain.at(-1)).find((unit) => unit?._id === unitId)
}

function called(unit: Unit, part: string): CoHandler {
  return { unit: refOf(unit), part, answer: null, answeredAt: null }
}
