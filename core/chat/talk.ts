import { detectEmergency } from '../requests/emergency'
import { takeBackWithin } from '../requests/guards'
import * as sentences from './sentences'
import type { Known, Line, Pending, Stepped, Talk, Topic } from './types'

/** Nothing is done; the words are all. */
export function say(talk: Talk, words: string): Stepped {
  return { talk, intent: { kind: 'say', words } }
}

/** Whom to call first, where the words tell of life or property in danger; else nothing. */
export function warningFor(text: string): string {
  const kind = detectEmergency(text)
  return kind ? sentences.callFirst(kind) : ''
}

export function topicOf({ id, title }: Topic): Topic {
  return { id, title }
}

export function waitFor(talk: Talk, pending: Pending, words: string): Stepped {
  return say({ ...talk, pending, isChoosing: false }, words)
}

/** Shows a list: from now on numbers are places in it. */
export function choose(talk: Talk, lines: Line[], words: string): Stepped {
  const choices = lines.slice(0, sentences.longestList).map(topicOf)
  return say({ ...talk, picked: null, choices, isChoosing: choices.length > 0 }, words)
}

/** "No", or "take it back" while something waits: that is dropped, nothing was sent. */
export function drop(talk: Talk): Stepped {
  return say({ ...talk, pending: null, isChoosing: false }, sentences.dropped)
}

/** What was done last counts no longer, if it was just now; what still waits is dropped first. */
export function undoStep(talk: Talk, { now }: Known): Stepped {
  const { last, pending } = talk
  if (pending) return drop(talk)
  if (!last || now - last.at > takeBackWithin) return say(talk, sentences.nothingToTakeBack)
  return { talk, intent: { kind: 'take_back', topic: topicOf(last), did: last.did } }
}
