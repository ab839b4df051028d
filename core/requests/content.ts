import type { ActorRole, Command } from '../../typings/domain'
import { type NewPiece, newPiece, verdictOf } from '../safety/checks'
import type { Piece, Verdict } from '../safety/types'
import { systemPerson } from './actor'
import type { Entry, Request } from './types'

/** Commands whose reason somebody typed; the others' is made of our own words. */
const typedReasons: readonly Command[] = [
  'escalate',
  'return',
  'delegate',
  'transfer',
  'extend',
  'approve_extension',
  'refuse_extension',
  'merge',
  'reclassify',
  'withdraw',
  'rate',
  'reopen',
]

/** The piece of a step's words, by the version the step made. */
export const wordsId = (version: number) => String(version)
/** The piece of a step's photo. */
export const photoId = (version: number, index: number) => `${version}-${index}`

/** Whether the reason of a step is in people's own words. */
export function isTypedReason({ command }: Pick<Entry, 'command'>): boolean {
  return typedReasons.includes(command)
}

/** Whether a piece is of one of the first so many steps. */
export function isOfVersions({ id }: Pick<Piece, 'id'>, upTo: number): boolean {
  return Number.parseInt(id, 10) <= upTo
}

/** What a step puts before others' eyes: its words, and its photos. */
export interface Content {
  words: string
  photos: readonly string[]
}

type Report = Pick<Request, 'text' | 'place' | 'photos'>

/** The first step's words are the request's text and place. */
export function contentOf(request: Report, entry: Entry): Content {
  if (entry.command === 'submit') {
    return { words: joined(request.text, request.place?.name), photos: request.photos }
  }
  const reason = isTypedReason(entry) ? entry.reason : ''
  return { words: joined(entry.text, reason), photos: entry.photos ?? [] }
}

const joined = (...parts: (string | undefined)[]) =>
  parts.filter((part) => part !== undefined && part.trim() !== '').join('\n')

/** The pieces of a step that are to be checked: none of what the system writes. */
export function piecesOf(request: Report, entry: Entry, version: number): Piece[] {
  const { userId } = entry.actor
  if (userId === systemPerson.userId) return []
  const { words, photos } = contentOf(request, entry)
  const isAskable = userId !== ''
  const found: NewPiece[] = [
    ...(words === '' ? [] : [{ id: wordsId(version), kind: 'words' as const, isAskable }]),
    ...photos.map((_, index) => ({
      id: photoId(version, index),
      kind: 'photo' as const,
      isAskable,
    })),
  ]
  return found.map((piece) => newPiece(piece, entry.at))
}

/** What a piece says and who wrote it. */
export interface PieceContent {
  author: { userId: string; role: ActorRole; label: string }
  text?: string
  photo?: string
  isFirstStep: boolean
}

/** Null for an id that no step has. */
export function contentOfPiece(request: Request, pieceId: string): PieceContent | null {
  const [version = '', index] = pieceId.split('-')
  const entry = request.history[Number(version) - 1]
  if (!entry) return null
  const { words, photos } = contentOf(request, entry)
  const author = { author: entry.actor, isFirstStep: entry.command === 'submit' }
  if (index === undefined) return { ...author, text: words }
  const photo = photos[Number(index)]
  return photo === undefined ? null : { ...author, photo }
}

/** How the words of a step stand; `passed` where it has none. */
export function wordsVerdict(request: Request, version: number): Verdict {
  const entry = request.history[version - 1]
  if (entry && contentOf(request, entry).words === '') return 'passed'
  return verdictOf(request.safety, wordsId(version))
}
