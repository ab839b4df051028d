import type { CheckView } from '../../typings/safety'
import { mayRead, stateFor } from '../safety/sight'
import type { Viewing } from '../safety/sight'
import { verdictOf } from '../safety/checks'
import { photoId, wordsId, wordsVerdict } from './content'
import type { Request } from './types'

/** Whose eyes a request is shown to. */
export interface Viewer {
  userId: string
  isReporter: boolean
  /** Works on it, did so, or answers for those who do. */
  isWorker: boolean
  /** Works on it now, or answers for those who do: may know, masked, who reported it. */
  isInCharge: boolean
  /** Took a step of it by their charge, be it the one that gave it away. */
  hasActed: boolean
}

/** How a viewer stands to what `authorId` wrote. */
export function viewingOf(
  { userId, isReporter, isWorker, hasActed }: Viewer,
  authorId: string,
): Viewing {
  if (userId === authorId) return 'author'
  if (isWorker || hasActed) return 'worker'
  return isReporter ? 'party' : 'neighbour'
}

/** Whether the words of a step are this viewer's to read. */
export function mayReadWords(request: Request, version: number, viewing: Viewing): boolean {
  return mayRead('words', wordsVerdict(request, version), viewing)
}

interface Step {
  version: number
  photos: readonly string[]
}

/** The photos of a step that this viewer sees, each with its verdict. */
function readablePhotos({ safety }: Request, { version, photos }: Step, viewing: Viewing) {
  return photos
    .map((photo, index) => ({ photo, verdict: verdictOf(safety, photoId(version, index)) }))
    .filter(({ verdict }) => mayRead('photo', verdict, viewing))
}

export function photosFor(request: Request, step: Step, viewing: Viewing): string[] {
  return readablePhotos(request, step, viewing).map(({ photo }) => photo)
}

/** What a viewer is told of the checks of a step; nothing where all of it has passed. */
export function checkFor(request: Request, step: Step, viewing: Viewing): { check?: CheckView } {
  const shown = readablePhotos(request, step, viewing)
  const words = stateFor('words', wordsVerdict(request, step.version), viewing)
  const photos = shown.map(({ verdict }) => stateFor('photo', verdict, viewing))
  const withheld = step.photos.length - shown.length
  const states = [words, ...photos]
  if (withheld === 0 && states.every((state) => state === 'passed')) return {}
  // Neighbours never see it, so that its author has nothing to wait for.
  if (request.isPrivate && viewing === 'author' && !states.includes('hidden')) return {}
  const seenAs = viewing === 'author' || viewing === 'worker' ? viewing : 'reader'
  return { check: { seenAs, words, photos, withheld, ...reasonFor(request, step, viewing) } }
}

/** Why staff hid a part of it, for who wrote it and those who work on it. */
function reasonFor({ safety }: Request, { version, photos }: Step, viewing: Viewing) {
  if (viewing !== 'author' && viewing !== 'worker') return {}
  const ids = [wordsId(version), ...photos.map((_, index) => photoId(version, index))]
  const hidden = safety.pieces.find((one) => one.verdict === 'hidden' && ids.includes(one.id))
  return hidden?.decided ? { reason: hidden.decided.reason } : {}
}
