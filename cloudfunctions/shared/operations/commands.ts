import * as v from 'valibot'
import { limits } from '../../../core/limits'
import type { CommandInput } from '../../../core/requests/command-input'
import type { HandlerApi, RequestView } from '../../../typings/api'
import { act } from '../act'
import type { CaseParts } from '../stores/requests'
import { mergeRequests } from '../merge'
import type { OperationContext, Operations } from '../operation'
import { flag, id, oneOf, photos, reason, text, words } from '../schemas'
import { checkPhotos } from '../submit'
import { declineReasons, outcomes, topics, types, urgencies } from '../vocabulary'

type Commands = Omit<
  Pick<HandlerApi, Extract<keyof HandlerApi, `requests.${string}`>>,
  'requests.get' | 'requests.revealContact' | 'requests.submitOnBehalf' | 'requests.targets'
>

const said = { id, text, photos: v.exactOptional(photos) }
const because = { id, reason }
const part = v.strictObject({ unitId: id, part: words('协办事项', limits.part) })
const parts = v.pipe(
  v.array(part, '请选择协办单位。'),
  v.minLength(1, '请选择协办单位。'),
  v.maxLength(limits.coHandlers, `一次最多请 ${limits.coHandlers} 个单位协办。`),
)
const days = v.pipe(
  v.number('延期天数不对。'),
  v.integer('延期天数不对。'),
  v.minValue(1, '至少延期 1 天。'),
  v.maxValue(limits.extensionDays, `最多延期 ${limits.extensionDays} 天。`),
)

/** Each command of people with an appointment: its input, and what the decision has to know. */
export const commands: Operations<Commands> = {
  'requests.accept': {
    input: v.strictObject({ id }),
    run: (input, context) => giveCommand(context, { name: 'accept', ...input }),
  },
  'requests.reply': {
    input: v.strictObject(said),
    run: (input, context) => giveCommand(context, { name: 'reply', ...input }),
  },
  'requests.ask': {
    input: v.strictObject(said),
    run: (input, context) => giveCommand(context, { name: 'ask', ...input }),
  },
  'requests.resolve': {
    input: v.strictObject({
      ...said,
      outcome: oneOf(outcomes, '办理结果'),
      withoutAnswers: v.exactOptional(flag),
    }),
    run: (input, context) => giveCommand(context, { name: 'resolve', ...input }),
  },
  'requests.escalate': {
    input: v.strictObject(because),
    run: (input, context) => giveCommand(context, { name: 'escalate', ...input }),
  },
  'requests.return': {
    input: v.strictObject(because),
    run: (input, context) => giveCommand(context, { name: 'return', ...input }),
  },
  'requests.transfer': {
    input: v.strictObject({
      ...because,
      unitId: v.exactOptional(id),
      appointmentId: v.exactOptional(id),
    }),
    run: (input, context) => giveCommand(context, { name: 'transfer', ...input }),
  },
  'requests.delegate': {
    input: v.strictObject({ ...because, unitId: id }),
    run: (input, context) => giveCommand(context, { name: 'delegate', ...input }),
  },
  'requests.coHandle': {
    input: v.strictObject({ id, parts }),
    run: (input, context) => giveCommand(context, { name: 'co_handle', ...input }),
  },
  'requests.coReply': {
    input: v.strictObject(said),
    run: (input, context) => giveCommand(context, { name: 'co_reply', ...input }),
  },
  'requests.extend': {
    input: v.strictObject({ ...because, days }),
    run: (input, context) => giveCommand(context, { name: 'extend', ...input }),
  },
  'requests.approveExtension': {
    input: v.strictObject({ id, approve: flag, reason: v.exactOptional(reason) }),
    run: ({ approve, reason: why = '', ...input }, context) =>
      giveCommand(
        context,
        approve
          ? { name: 'approve_extension', ...input }
          : { name: 'refuse_extension', reason: why, ...input },
      ),
  },
  'requests.decline': {
    input: v.strictObject({
      id,
      because: oneOf(declineReasons, '不予受理的理由'),
      text: v.exactOptional(text),
    }),
    run: (input, context) => giveCommand(context, { name: 'decline', ...input }),
  },
  'requests.supervise': {
    input: v.strictObject({ id, text }),
    run: (input, context) => giveCommand(context, { name: 'supervise', ...input }),
  },
  'requests.takeBack': {
    input: v.strictObject({ id }),
    run: (input, context) => giveCommand(context, { name: 'take_back', ...input }),
  },
  'requests.reclassify': {
    input: v.strictObject({
      ...because,
      type: v.exactOptional(oneOf(types, '类型')),
      topic: v.exactOptional(oneOf(topics, '类别')),
      urgency: v.exactOptional(oneOf(urgencies, '紧急程度')),
    }),
    run: (input, context) => giveCommand(context, { name: 'reclassify', ...input }),
  },
  'requests.merge': {
    input: v.strictObject({ id, into: id, reason: v.exactOptional(reason) }),
    run: (input, context) => mergeRequests(context.backend, context, input),
  },
}

/** Carries out one command with what its decision has to know. */
export function giveCommand(
  context: OperationContext,
  input: { id: string } & CommandInput,
): Promise<RequestView> {
  const { id: requestId, ...command } = input
  if ('photos' in command) checkPhotos(command.photos, context.openid)
  return act(context.backend, context, {
    id: requestId,
    command,
    side: 'handler',
    ...partsOf(command),
  })
}

/** The units a command names, and whose load decides who of them gets the request. */
function partsOf(command: CommandInput): CaseParts {
  switch (command.name) {
    case 'escalate':
    case 'return':
      return { receiver: 'above' }
    case 'delegate':
      return { targetIds: [command.unitId], receiver: { unitId: command.unitId } }
    case 'transfer':
      return command.unitId
        ? { targetIds: [command.unitId], receiver: { unitId: command.unitId } }
        : {}
    case 'co_handle':
      return { targetIds: command.parts.map(({ unitId }) => unitId) }
    default:
      return {}
  }
}
