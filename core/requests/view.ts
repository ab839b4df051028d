import type {
  CoHandlerView,
  DueView,
  EntryView,
  RequestLine,
  RequestView,
  UnitName,
} from '../../typings/api'
import type { UnitKind } from '../../typings/domain'
import { type Person, isWorker, relationsOf, residentLabel } from './actor'
import { finalDeadline } from './clocks'
import { checkFor, mayReadWords, photosFor, viewingOf } from './check-view'
import type { Viewer } from './check-view'
import { isTypedReason } from './content'
import { allowedCommands } from './decide'
import { light, runningDeadlines } from './deadlines'
import { emergencyLines } from './emergency'
import { isTakenBack } from './history'
import { maskContact } from './mask'
import { spokenNumber } from './number'
import type { CoHandler, Entry, HandlerRef, Request, UnitRef } from './types'

/**
 * A request as one person may see it; that they may see it at all is for `canSee` to say.
 * Names and phones are masked, user ids and keys never leave.
 */
export function viewRequest(request: Request, person: Person, now: number): RequestView {
  const viewer = viewerOf(request, person)
  const { _id, state, unit, dispatch, version, type, topic, urgency, channel } = request
  return {
    id: _id,
    number: spokenNumber(request.number),
    state,
    level: unit.kind,
    unit: unitName(unit),
    handler: handlerView(request.handler, viewer),
    dispatch: { rule: dispatch.rule, reason: dispatch.reason },
    history: visibleSteps(request, viewer).map((step) => viewStep(step, request, viewer)),
    allowed: allowedCommands(request, person, now),
    version,
    type,
    topic,
    urgency,
    channel,
    ...reportView(request, viewer),
    ...progressView(request, viewer, now),
    coHandlers: request.coHandlers.map((one) => viewCoHandler(one, isNeighbour(viewer))),
  }
}

/** One line of a list. */
export function viewLine(request: Request, person: Person, now: number): RequestLine {
  const viewer = viewerOf(request, person)
  const { _id, state, type, topic, urgency, unit } = request
  const report = reportView(request, viewer)
  return {
    id: _id,
    number: spokenNumber(request.number),
    state,
    text: report.text,
    type,
    topic,
    urgency,
    unit: unitView(unit),
    handler: handlerView(request.handler, viewer),
    due: viewDue(request, now),
    submittedAt: iso(request.submittedAt),
    updatedAt: iso(request.updatedAt),
    urgeCount: request.urges.count,
    meTooCount: request.meTooCount,
    photo: report.photos[0] ?? null,
  }
}

/** The deadlines as the state makes them count. */
export function viewDue(request: Request, now: number): DueView {
  const running = runningDeadlines(request)
  const next = running[0]
  const byOf = (clock: 'accept' | 'handle') => running.find((one) => one.clock === clock)?.by
  const final = running.length > 0 ? finalDeadline(request.clocks).by : undefined
  return {
    light: light(request, now),
    next: next ? { clock: next.clock, at: iso(next.by) } : null,
    acceptBy: isoOrNull(byOf('accept')),
    handleBy: isoOrNull(byOf('handle') ?? final),
    finalBy: isoOrNull(final),
  }
}

function viewerOf(request: Request, person: Person): Viewer {
  const relations = relationsOf(request, person)
  return {
    userId: person.userId,
    isReporter: relations.includes('reporter'),
    isWorker: isWorker(request, person),
    isInCharge: relations.some((relation) => relation !== 'reporter'),
    hasActed: request.history.some(
      ({ actor }) => actor.userId === person.userId && actor.role !== 'resident',
    ),
  }
}

/** Followers of a merged request read what was done, not what a private neighbour wrote. */
function maySeeReport({ isPrivate }: Request, { isReporter, isWorker }: Viewer): boolean {
  return isReporter || isWorker || !isPrivate
}

/** Neither whose request it is nor at work on it. */
function isNeighbour({ isReporter, isWorker, hasActed }: Viewer): boolean {
  return !isReporter && !isWorker && !hasActed
}

function reportView(request: Request, viewer: Viewer) {
  const isVisible = maySeeReport(request, viewer)
  const viewing = viewingOf(viewer, request.reporterId)
  const step = { version: 1, photos: request.photos }
  const isReadable = isVisible && mayReadWords(request, 1, viewing)
  const { place } = request
  return {
    text: isReadable ? request.text : '',
    photos: isVisible ? photosFor(request, step, viewing) : [],
    place: place && isReadable ? placeView(place) : null,
    ...(isVisible ? checkFor(request, step, viewing) : {}),
    isAnonymous: request.isAnonymous,
    isPrivate: request.isPrivate,
    isMine: viewer.isReporter,
    ...peopleView(request, viewer),
  }
}

/** Masked for those who handle it; an anonymous reporter is hidden from them too. */
function peopleView(request: Request, { isReporter, isInCharge }: Viewer) {
  const { contact, onBehalfOf, isAnonymous } = request
  const isVisible = isReporter || (isInCharge && !isAnonymous)
  return {
    reporter: isVisible ? maskContact(contact) : null,
    onBehalfOf: onBehalfOf && isVisible ? maskContact(onBehalfOf) : null,
  }
}

function progressView(request: Request, viewer: Viewer, now: number) {
  const { outcome, rating, urges, extension, urgency, mergedInto } = request
  return {
    submittedAt: iso(request.submittedAt),
    updatedAt: iso(request.updatedAt),
    due: viewDue(request, now),
    outcome,
    rating: rating && ratingView(rating, viewer),
    urges: { count: urges.count, lastAt: isoOrNull(urges.lastAt ?? undefined) },
    meTooCount: request.meTooCount,
    followCount: request.followCount,
    extension: extension && {
      days: extension.days,
      reason: isNeighbour(viewer) ? '' : extension.reason,
      status: extension.status,
    },
    ...(mergedInto ? { mergedInto: mergedView(mergedInto) } : {}),
    emergencyLines: urgency === 'emergency' ? emergencyLines(request.emergency) : [],
  }
}

/** Neighbours read the words in the history, once they are checked. */
function ratingView({ text, ...rating }: NonNullable<Request['rating']>, viewer: Viewer) {
  return { ...rating, ...(text === undefined || isNeighbour(viewer) ? {} : { text }) }
}

interface Step {
  entry: Entry
  /** The version the step made. */
  version: number
}

/** A word from above to the handlers is not for the residents' eyes. */
function visibleSteps({ history }: Request, { isWorker }: Viewer): Step[] {
  return history
    .map((entry, index) => ({ entry, version: index + 1 }))
    .filter(({ entry }) => isWorker || entry.command !== 'supervise')
}

function viewStep({ entry, version }: Step, request: Request, viewer: Viewer): EntryView {
  const { before, after, command } = entry
  const isOver = isTakenBack(request.history, version - 1)
  return {
    at: iso(entry.at),
    actor: actorView(entry, request, viewer),
    command,
    from: before?.state ?? null,
    to: after.state,
    unit: unitView(after.unit),
    ...(before && before.unit.id !== after.unit.id ? { fromUnit: unitView(before.unit) } : {}),
    handler: after.handler && { label: after.handler.label },
    ...saidView({ entry, version }, request, viewer),
    ...(entry.outcome === undefined ? {} : { outcome: entry.outcome }),
    ...(isOver ? { isTakenBack: true } : {}),
  }
}

/** The words and photos of a step, as far as they are this viewer's to see. */
function saidView({ entry, version }: Step, request: Request, viewer: Viewer) {
  const { actor, command, reason, text, photos } = entry
  const isFromReporter = actor.userId === request.reporterId && isReporterWords(entry)
  const isPrivate = isFromReporter && !maySeeReport(request, viewer)
  const isHidden = isPrivate || (isTakenBack(request.history, version - 1) && !viewer.isWorker)
  const viewing = viewingOf(viewer, actor.userId)
  const isReadable = !isHidden && mayReadWords(request, version, viewing)
  const isOurs = !isTypedReason(entry)
  const keepsReason = !isHidden || actor.role !== 'resident' || command === 'submit'
  const step = { version, photos: photos ?? [] }
  return {
    reason: keepsReason && (isOurs || isReadable) ? reason : '',
    ...(text === undefined || !isReadable ? {} : { text }),
    ...(photos === undefined || isHidden ? {} : { photos: photosFor(request, step, viewing) }),
    ...(isHidden || command === 'submit' ? {} : checkFor(request, step, viewing)),
  }
}

const reporterCommands = ['submit', 'supplement', 'rate', 'reopen', 'withdraw', 'urge']

function isReporterWords({ command }: Entry): boolean {
  return reporterCommands.includes(command)
}

function actorView(entry: Entry, request: Request, { userId }: Viewer): EntryView['actor'] {
  const { actor } = entry
  const isMe = actor.userId === userId
  const isReporter = actor.userId === request.reporterId && isReporterWords(entry)
  if (request.isAnonymous && isReporter && !isMe) {
    return { role: 'resident', label: residentLabel, isMe }
  }
  return { role: actor.role, label: actor.label, isMe }
}

/** Neighbours are told who helps; what was asked and answered they read in the history. */
function viewCoHandler(
  { unit, part, answer, answeredAt }: CoHandler,
  isForNeighbour: boolean,
): CoHandlerView {
  const words = isForNeighbour ? { part: '', answer: null } : { part, answer }
  return { unit: unitView(unit), ...words, answeredAt: isoOrNull(answeredAt ?? undefined) }
}

function handlerView(handler: HandlerRef | null, { userId }: Viewer): RequestView['handler'] {
  return handler && { label: handler.label, isMe: handler.userId === userId }
}

function placeView({ name, point }: NonNullable<Request['place']>): RequestView['place'] {
  if (!point) return { name }
  return { name, point: { latitude: point.latitude, longitude: point.longitude } }
}

function mergedView({ id, number }: NonNullable<Request['mergedInto']>) {
  return { id, number: spokenNumber(number) }
}

function unitName({ id, name }: UnitRef): UnitName {
  return { id, name }
}

function unitView({ id, name, kind }: UnitRef): UnitName & { level: UnitKind } {
  return { id, name, level: kind }
}

function iso(at: number): string {
  return new Date(at).toISOString()
}

function isoOrNull(at: number | undefined): string | null {
  return at === undefined ? null : iso(at)
}
