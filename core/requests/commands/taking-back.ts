import type { Command } from '../../../typings/domain'
import { refuse } from '../../errors'
import type { Changes, Entry, Request } from '../types'
import { type Undo, undo } from '../undo'
import { type StepOf, tellResidents, tellWorkers, workers } from './step'

/** What the residents read of an answer that is none any more. */
const reasons: Partial<Record<Command, string>> = {
  accept: '还没有接手',
  reply: '刚才的回复不算数',
  resolve: '还没有办完，接着办',
  escalate: '没有上报，还是自己办',
}

/**
 * The answer just given counts no longer: everything it changed is again as it was before, the
 * clocks as if it had never been given. Both entries stay in the history.
 */
export const takeBack: StepOf<'take_back'> = (known) => {
  const { request } = known
  const last = request.history.at(-1)
  if (!last?.before || !last.undo) return refuse('WRONG_STATE')
  return {
    to: last.before.state,
    patch: changesBefore(request, last.undo),
    reason: reasons[last.command] ?? '',
    tell: [
      tellWorkers(workers(known), 'taken_back'),
      tellWorkers(ownerOf(last), 'taken_back'),
      tellResidents(request, 'taken_back'),
    ],
  }
}

function changesBefore(request: Request, step: Undo): Partial<Changes> {
  const before = undo(request, step)
  const names = Object.keys(step) as (keyof Changes)[]
  return Object.fromEntries(names.map((name) => [name, before[name]]))
}

/** Who has it again. */
function ownerOf({ before }: Entry): string[] {
  return before?.handler ? [before.handler.userId] : []
}
