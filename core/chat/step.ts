import { limits } from '../limits'
import { minuteMs } from '../calendar'
import { parse } from './grammar'
import { say } from './talk'
import * as sentences from './sentences'
import { handlerStep } from './handler'
import { residentStep } from './resident'
import type { Known, Message, Side, Stepped, Talk } from './types'

/** After so long without a word, nothing is picked any more: an answer must not reach the wrong person. */
const forgetAfter = 30 * minuteMs

/**
 * One message of a conversation: what it comes to, and what the conversation remembers. Pure; what
 * `intent` asks for is carried out by the shell, and `settled` says what came of it.
 */
export function step(before: Talk, message: Message, known: Known): Stepped {
  const talk = { ...remembered(before, known.now), at: known.now }
  switch (message.kind) {
    case 'text':
      return textStep(talk, message.text, known)
    case 'enter':
      return enterStep(talk, message.session, known)
    case 'card':
      return cardStep(talk, message.path, known)
    case 'other':
      return say(talk, sentences.onlyWords)
  }
}

/** Whoever holds a post answers, unless they came in by the door for reporting. */
export function sideOf({ side }: Talk, { isHandler }: Pick<Known, 'isHandler'>): Side {
  return isHandler ? (side ?? 'handler') : 'resident'
}

function remembered(talk: Talk, now: number): Talk {
  if (now - talk.at <= forgetAfter) return talk
  return { ...talk, side: null, picked: null, choices: [], isChoosing: false, pending: null }
}

function textStep(talk: Talk, text: string, known: Known): Stepped {
  if ([...text].length > limits.words) return say(talk, sentences.tooLong(limits.words))
  const meaning = parse(text)
  if (meaning.kind === 'nothing') return say(talk, sentences.onlyWords)
  return sideOf(talk, known) === 'handler'
    ? handlerStep(talk, meaning, known)
    : residentStep(talk, meaning, known)
}

const requestId = /^[\w:.@-]{1,128}$/

/** `request:<id>` is about that request, `report` the door for reporting; all else is just coming in. */
function enterStep(talk: Talk, session: string, known: Known): Stepped {
  const [door, id = ''] = session.split(/:(.*)/s)
  if (door === 'request' && requestId.test(id)) return openStep(talk, id, known)
  if (door === 'report' || !known.isHandler) return greet({ ...talk, side: 'resident' }, known)
  return handlerStep({ ...talk, side: null }, { kind: 'list' }, known)
}

function cardStep(talk: Talk, path: string, known: Known): Stepped {
  const id = /[?&]id=([^&]+)/.exec(path)?.[1] ?? ''
  return requestId.test(id) ? openStep(talk, id, known) : say(talk, sentences.onlyWords)
}

function openStep(talk: Talk, id: string, known: Known): Stepped {
  const side = known.isHandler ? 'handler' : 'resident'
  return {
    talk: { ...talk, side, pending: null, isChoosing: false },
    intent: { kind: 'open', id, side },
  }
}

function greet(talk: Talk, { receiver }: Known): Stepped {
  return say(
    { ...talk, picked: null, pending: null, isChoosing: false },
    sentences.residentGreeting(receiver),
  )
}
