import type { Command } from '../../typings/domain'
import { type Refusal, isRefusal, refuse } from '../errors'
import { noticesOf } from '../notices/compose'
import { noticeForNeighbours } from '../notices/neighbours'
import { type Acting, type Person, actingAs, relationsOf } from './actor'
import type { CommandInput, CommandName } from './command-input'
import * as answering from './commands/answering'
import * as cohandling from './commands/cohandling'
import * as moving from './commands/moving'
import * as fromResident from './commands/resident'
import { reclassify } from './commands/reclassifying'
import * as steering from './commands/steering'
import type { Context, Step, StepOf } from './commands/step'
import * as fromSystem from './commands/system'
import { takeBack } from './commands/taking-back'
import { dueFields } from './deadlines'
import { stirred } from '../chat-tool/card'
import { withPieces } from '../safety/checks'
import { piecesOf } from './content'
import { checkGuards } from './guards'
import { standingOf } from './history'
import { commands, isOpenState, nextStates } from './transitions'
import { undoOf } from './undo'
import type { Changes, Entry, HandlerRef, Notice, Request } from './types'

/** What a command comes to: write `changes` and append the rest, or store `next` whole. */
export interface Decision {
  next: Request
  /** The fields that differ, without `history`, `outbox` and `safety`, which grow by the step. */
  changes: Partial<Request>
  entry: Entry
  notices: Notice[]
}

const steps: { [N in CommandName]: StepOf<N> } = {
  accept: answering.accept,
  reply: answering.reply,
  ask: answering.ask,
  resolve: answering.resolve,
  decline: answering.decline,
  escalate: moving.escalate,
  delegate: moving.delegate,
  transfer: moving.transfer,
  return: moving.giveBack,
  co_handle: cohandling.coHandle,
  co_reply: cohandling.coReply,
  extend: steering.extend,
  approve_extension: steering.approveExtension,
  refuse_extension: steering.refuseExtension,
  supervise: steering.supervise,
  take_back: takeBack,
  reclassify,
  merge: steering.merge,
  absorb: steering.absorb,
  supplement: fromResident.supplement,
  rate: fromResident.rate,
  reopen: fromResident.reopen,
  withdraw: fromResident.withdraw,
  urge: fromResident.urge,
  pass_deadline: fromSystem.passDeadline,
  stop_waiting: fromSystem.stopWaiting,
  close: fromSystem.close,
  rehome: fromSystem.rehome,
}

/**
 * What a command does to a request, or why it does nothing. Pure: time, people and units are
 * passed in, the request is not touched.
 */
export function decide<N extends CommandName>(
  request: Request,
  command: Extract<CommandInput, { name: N }>,
  context: Context,
): Decision | Refusal {
  const acting = attempt(request, command.name, context)
  if (isRefusal(acting)) return acting
  const step = steps[command.name]({ request, acting, context }, command)
  return isRefusal(step) ? step : conclude({ request, acting, context }, command.name, step)
}

/** The commands a person may give now, in the order of the table. */
export function allowedCommands(request: Request, person: Person, now: number): Command[] {
  return commands.filter((command) => !isRefusal(attempt(request, command, { person, now })))
}

function attempt(
  request: Request,
  command: Command,
  { person, now }: Pick<Context, 'person' | 'now'>,
): Acting | Refusal {
  const acting = actingAs(request, command, person)
  if (!acting) return refuse('FORBIDDEN', notYours(request, person, command))
  if (nextStates(request.state, command).length === 0) return wrongState(request, command, acting)
  return checkGuards(command, { request, acting, now }) ?? acting
}

function notYours(request: Request, person: Person, command: Command): string | undefined {
  if (command === 'take_back') return '只能收回您自己刚做的最后一步，什么都没有改动。'
  const isInvolved = relationsOf(request, person).length > 0
  return isInvolved ? `这一步要由别人来做，现在由${request.unit.name}办理。` : undefined
}

function wrongState({ handler, state }: Request, command: Command, acting: Acting): Refusal {
  if (command !== 'accept' || !handler || !isOpenState(state)) return refuse('WRONG_STATE')
  if (handler.userId === acting.userId) return refuse('WRONG_STATE', '您已经签收了这件诉求。')
  return refuse('ALREADY_TAKEN', `已由${handler.label}签收。`)
}

/** Writes a step down: the new fields, one entry, the notices; the version rises by one. */
function conclude(
  { request, acting, context }: { request: Request; acting: Acting; context: Context },
  command: Command,
  step: Step,
): Decision {
  if (!nextStates(request.state, command).includes(step.to)) {
    throw new RangeError(`${command} leads from ${request.state} to ${step.to}, not in the table`)
  }
  const fields = fieldsAfter(request, acting, step)
  const after = standingOf({ ...request, ...fields })
  const entry = entryOf({ request, acting, context }, { command, step, after, fields })
  const version = request.version + 1
  const safety = withPieces(request.safety, piecesOf(request, entry, version))
  const chatCard = stirred(request.chatCard, context.now)
  const dated = { version, updatedAt: context.now }
  const next: Request = { ...request, ...fields, safety, chatCard, ...dated }
  const direct = noticesOf({ next, entry, tell: step.tell })
  const notices = [...direct, ...noticeForNeighbours(next, entry)]
  const outbox = [...request.outbox, ...notices]
  const hasOutbox = outbox.length > 0
  const changes = { ...fields, version, updatedAt: context.now, hasOutbox }
  return {
    next: { ...next, history: [...request.history, entry], outbox, hasOutbox },
    changes,
    entry,
    notices,
  }
}

function fieldsAfter(request: Request, acting: Acting, step: Step): Partial<Changes> {
  const fields: Partial<Changes> = {
    ...step.patch,
    state: step.to,
    isOpen: isOpenState(step.to),
  }
  const handledBy = withHandler(request.handledBy, acting, step)
  const due = dueFields({ ...request, ...fields, state: step.to })
  return { ...fields, ...due, ...(handledBy === request.handledBy ? {} : { handledBy }) }
}

/** Everybody who answered it, the latest last. */
function withHandler(handledBy: HandlerRef[], acting: Acting, { to }: Step): HandlerRef[] {
  const isAnswer = acting.relation === 'member' && to !== 'assigned'
  const isOfficial = to === 'declined' && acting.relation === 'above'
  if (!isAnswer && !isOfficial) return handledBy
  if (handledBy.at(-1)?.userId === acting.userId) return handledBy
  const others = handledBy.filter(({ userId }) => userId !== acting.userId)
  return [...others, { userId: acting.userId, label: acting.label }]
}

interface Written {
  command: Command
  step: Step
  after: Entry['after']
  fields: Partial<Changes>
}

function entryOf(
  { request, acting, context }: { request: Request; acting: Acting; context: Context },
  { command, step, after, fields }: Written,
): Entry {
  const { userId, role, label } = acting
  const { text, photos, outcome, because } = step
  return {
    at: context.now,
    actor: { userId, role, label },
    command,
    before: standingOf(request),
    after,
    reason: step.reason ?? '',
    ...(text === undefined ? {} : { text }),
    ...(photos === undefined || photos.length === 0 ? {} : { photos }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(because === undefined ? {} : { because }),
    ...(context.key === undefined ? {} : { key: context.key }),
    undo: undoOf(request, fields),
  }
}
