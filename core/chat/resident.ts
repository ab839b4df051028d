import { detectEmergency } from '../requests/emergency'
import type { Meaning } from './grammar'
import * as sentences from './sentences'
import { choose, drop, say, topicOf, undoStep, waitFor } from './talk'
import type { Known, Stepped, Talk } from './types'

/** Fewer characters tell nobody what is the matter. */
const leastCharacters = 4

/** What a line of a resident comes to: something to report, or where their own stands. */
export function residentStep(talk: Talk, meaning: Meaning, known: Known): Stepped {
  switch (meaning.kind) {
    case 'number':
      return numberStep(talk, meaning.number, known)
    case 'pick':
      return pickStep(talk, meaning.number, known)
    case 'yes':
      return talk.pending ? numberStep(talk, 1, known) : helpStep(talk)
    case 'no':
      return talk.pending ? drop(talk) : helpStep(talk)
    case 'list':
      return choose({ ...talk, pending: null }, known.own, sentences.ownList(known.own))
    case 'undo':
      return undoStep(talk, known)
    case 'thanks':
      return say(talk, sentences.thanks)
    case 'numbered':
      return wordsStep(talk, meaning.line, known)
    case 'answer':
      return answerStep(talk, meaning.text, known)
    case 'report':
      return wordsStep({ ...talk, picked: null }, meaning.text, known)
    case 'words':
      return wordsStep(talk, meaning.text, known)
    case 'help':
    case 'nothing':
      return helpStep(talk)
  }
}

function helpStep(talk: Talk): Stepped {
  return say(talk, sentences.residentHelp)
}

/** The words of handlers mean nothing here; a sentence among them is a sentence. */
function answerStep(talk: Talk, text: string, known: Known): Stepped {
  return text === '' ? helpStep(talk) : wordsStep(talk, text, known)
}

function numberStep(talk: Talk, number: number, known: Known): Stepped {
  const { pending } = talk
  if (pending?.kind !== 'report')
    return number === 0 ? helpStep(talk) : pickStep(talk, number, known)
  const { about, text, key } = pending
  const settled = { ...talk, pending: null }
  if (number === 1 && about)
    return { talk: settled, intent: { kind: 'supplement', topic: about, text } }
  if (number === 1 || (number === 2 && about))
    return { talk: settled, intent: { kind: 'report', text, key } }
  return drop(talk)
}

function pickStep(talk: Talk, number: number, { own }: Known): Stepped {
  const topic = (talk.choices.length > 0 ? talk.choices : own)[number - 1]
  const line = own.find(({ id }) => id === topic?.id)
  if (!topic || !line)
    return choose(talk, own, `${sentences.notInList(number, own)}${sentences.ownList(own)}`)
  return say(
    { ...talk, picked: topicOf(line), isChoosing: false, pending: null },
    sentences.ownOpened(line),
  )
}

/**
 * Words are read back before they are sent, and go to the picked request at once only where that
 * waits for them. An emergency waits for nobody's yes.
 */
function wordsStep(talk: Talk, text: string, { key, own, receiver }: Known): Stepped {
  const { picked } = talk
  if (text === '') return waitFor(talk, { kind: 'matter' }, sentences.askMatter)
  if (detectEmergency(text))
    return { talk: { ...talk, pending: null }, intent: { kind: 'report', text, key } }
  const line = own.find(({ id }) => id === picked?.id)
  if (line?.state === 'waiting')
    return {
      talk: { ...talk, pending: null },
      intent: { kind: 'supplement', topic: topicOf(line), text },
    }
  if ([...text].length < leastCharacters)
    return waitFor(talk, { kind: 'matter' }, sentences.askMatter)
  const about = line ? topicOf(line) : null
  const words = about
    ? sentences.askWhereItBelongs(text, about)
    : sentences.askToReport(text, receiver)
  return waitFor(talk, { kind: 'report', text, key, about }, words)
}
