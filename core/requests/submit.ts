import type { ActorRole, Channel, RequestType, Topic, Urgency } from '../../typings/domain'
import type { Calendar } from '../calendar'
import { noticesOf } from '../notices/compose'
import { residentLabel } from './actor'
import { startClocks } from './clocks'
import { type Telling, alertedOf, refOf, tellWorkers } from './commands/step'
import { dueFields } from './deadlines'
import { type Dispatched, type Subject } from './dispatch'
import { detectEmergency } from './emergency'
import { suggest } from './classify'
import { standingOf } from './history'
import type { Policy } from './policy'
import { noSafety, withPieces } from '../safety/checks'
import { piecesOf } from './content'
import type { Contact, Entry, Place, Request } from './types'

/** What a person filled in; validated and trimmed. */
export interface Draft {
  text: string
  type?: RequestType
  topic?: Topic
  urgency?: Exclude<Urgency, 'complex'>
  place?: Place
  photos?: string[]
  contact?: Contact
  isAnonymous?: boolean
  isPrivate?: boolean
  onBehalfOf?: Contact
}

/** What the shell knows of a submission beside the draft. */
export interface Submission {
  id: string
  number: string
  now: number
  policy: Policy
  calendar: Calendar
  reporter: { userId: string; role: ActorRole; label: string }
  key?: string | undefined
}

/** The reporter of a resident's own request. */
export function residentReporter(userId: string): Submission['reporter'] {
  return { userId, role: 'resident', label: residentLabel }
}

/**
 * Fills in what the person left open: type and topic from the words; an emergency in the words
 * counts even when a lower urgency was chosen.
 */
export function subjectOf(draft: Draft, channel: Channel): Subject {
  const guess = suggest(draft.text)
  const isEmergency = detectEmergency(draft.text) !== null
  return {
    text: draft.text,
    channel,
    type: draft.type ?? guess.type,
    topic: draft.topic ?? guess.topic,
    urgency: isEmergency ? 'emergency' : (draft.urgency ?? guess.urgency),
  }
}

/** The new request: assigned, its clocks running, one entry of history, the right people told. */
export function submit(
  { draft, subject }: { draft: Draft; subject: Subject },
  dispatched: Dispatched,
  submission: Submission,
): Request {
  const base = newRequest({ draft, subject }, dispatched, submission)
  const entry = firstEntry(base, dispatched, submission)
  const outbox = noticesOf({ next: base, entry, tell: told(base, dispatched, submission.now) })
  return {
    ...base,
    ...dueFields(base),
    history: [entry],
    safety: withPieces(noSafety, piecesOf(base, entry, 1)),
    outbox,
    hasOutbox: outbox.length > 0,
  }
}

function newRequest(
  { draft, subject }: { draft: Draft; subject: Subject },
  dispatched: Dispatched,
  submission: Submission,
): Request {
  const { now } = submission
  const unit = refOf(dispatched.unit)
  return {
    _id: submission.id,
    number: submission.number,
    version: 1,
    ...subject,
    ...reportFields(draft, submission),
    emergency: detectEmergency(draft.text),
    origin: refOf(dispatched.origin),
    originPath: dispatched.originChain.map(({ _id, kind }) => ({ id: _id, kind })),
    state: 'assigned',
    isOpen: true,
    unit,
    path: dispatched.path,
    handler: dispatched.handler,
    dispatch: { rule: dispatched.rule, reason: dispatched.reason },
    submittedAt: now,
    updatedAt: now,
    assignedAt: now,
    clocks: startClocks({ unit, measured: subject }, submission),
    ...untouched(),
  }
}

function reportFields(draft: Draft, { reporter }: Submission) {
  return {
    photos: draft.photos ?? [],
    place: draft.place ?? null,
    isAnonymous: draft.isAnonymous ?? false,
    isPrivate: draft.isPrivate ?? false,
    reporterId: reporter.userId,
    contact: draft.contact ?? {},
    onBehalfOf: draft.onBehalfOf ?? null,
  }
}

function untouched() {
  return {
    handledBy: [],
    dueAt: null,
    sortAt: 0,
    outcome: null,
    resolvedAt: null,
    reopenUntil: null,
    rating: null,
    reopenCount: 0,
    urges: { count: 0, lastAt: null },
    coHandlers: [],
    extension: null,
    mergedInto: null,
    followers: [],
    followIds: [],
    followCount: 0,
    meTooIds: [],
    meTooCount: 0,
    misses: [],
    safety: noSafety,
    chatCard: null,
    history: [],
    outbox: [],
    hasOutbox: false,
  }
}

function firstEntry(request: Request, dispatched: Dispatched, submission: Submission): Entry {
  const { reporter, key, now } = submission
  return {
    at: now,
    actor: reporter,
    command: 'submit',
    before: null,
    after: standingOf(request),
    reason: dispatched.reason,
    ...(key === undefined ? {} : { key }),
  }
}

/** The one who has it; in an emergency micro-grid, area, community and the district at once. */
function told(request: Request, dispatched: Dispatched, now: number): Telling[] {
  const { handler, people, chain } = dispatched
  const receivers = handler ? [handler] : people
  const ids = receivers.map(({ userId }) => userId)
  if (request.urgency !== 'emergency') return [tellWorkers(ids, 'new_work')]
  return [{ ...tellWorkers([...ids, ...alertedOf(chain, now)], 'emergency'), isUrgent: true }]
}
