import type {
  Command,
  DeclineReason,
  Outcome,
  RequestType,
  Topic,
  Urgency,
} from '../../../typings/domain'
import type { RequestView } from '../../../typings/requests'
import { type Result, ask } from '../../api/client'

/** What a person filled in for a command; each command takes what it needs. */
export interface Form {
  text: string
  outcome: Outcome
  /** Although those asked to help have not answered. */
  withoutAnswers: boolean
  /** A unit's id, or `colleague:` and an appointment's. */
  receiver: string
  parts: { unitId: string; part: string }[]
  days: number
  approve: boolean
  because: DeclineReason
  type: RequestType
  topic: Topic
  urgency: Urgency
}

export function formFor({ type, topic, urgency }: RequestView): Form {
  return {
    ...{ text: '', outcome: 'solved', withoutAnswers: false, receiver: '' },
    ...{ parts: [{ unitId: '', part: '' }], days: 3, approve: true, because: 'not_a_request' },
    ...{ type, topic, urgency },
  }
}

export const colleague = 'colleague:'

type Given = Promise<Result<RequestView>>
type Giver = (id: string, form: Form, key: string) => Given

function receiverOf({ receiver }: Form): { unitId: string } | { appointmentId: string } {
  return receiver.startsWith(colleague)
    ? { appointmentId: receiver.slice(colleague.length) }
    : { unitId: receiver }
}

function verdict(id: string, { approve, text }: Form, key: string): Given {
  return ask('requests.approveExtension', { id, approve, ...(text && { reason: text }) }, { key })
}

const givers: Partial<Record<Command, Giver>> = {
  accept: (id, _, key) => ask('requests.accept', { id }, { key }),
  take_back: (id, _, key) => ask('requests.takeBack', { id }, { key }),
  reply: (id, { text }, key) => ask('requests.reply', { id, text }, { key }),
  ask: (id, { text }, key) => ask('requests.ask', { id, text }, { key }),
  co_reply: (id, { text }, key) => ask('requests.coReply', { id, text }, { key }),
  supervise: (id, { text }, key) => ask('requests.supervise', { id, text }, { key }),
  resolve: (id, { text, outcome, withoutAnswers }, key) => {
    const without = withoutAnswers && { withoutAnswers: true }
    return ask('requests.resolve', { id, text, outcome, ...without }, { key })
  },
  escalate: (id, { text: reason }, key) => ask('requests.escalate', { id, reason }, { key }),
  return: (id, { text: reason }, key) => ask('requests.return', { id, reason }, { key }),
  transfer: (id, form, key) =>
    ask('requests.transfer', { id, reason: form.text, ...receiverOf(form) }, { key }),
  delegate: (id, { text: reason, receiver: unitId }, key) =>
    ask('requests.delegate', { id, reason, unitId }, { key }),
  co_handle: (id, { parts }, key) => ask('requests.coHandle', { id, parts }, { key }),
  extend: (id, { text: reason, days }, key) =>
    ask('requests.extend', { id, reason, days }, { key }),
  approve_extension: verdict,
  decline: (id, { because, text }, key) =>
    ask('requests.decline', { id, because, ...(text && { text }) }, { key }),
  reclassify: (id, { type, topic, urgency, text: reason }, key) =>
    ask('requests.reclassify', { id, type, topic, urgency, reason }, { key }),
}

/** Gives a command; the same key does it once however often it is tried. */
export function give(
  command: Command,
  { id, form, key }: { id: string; form: Form; key: string },
): Given {
  const giver = givers[command]
  if (!giver) throw new Error(`staff do not give ${command}`)
  return giver(id, form, key)
}
