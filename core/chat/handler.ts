import { limits } from '../limits'
import { detectEmergency } from '../requests/emergency'
import { type AnswerName, type Meaning, answers } from './grammar'
import * as sentences from './sentences'
import { choose, drop, say, topicOf, undoStep, waitFor, warningFor } from './talk'
import type { Known, Stepped, Talk, Topic } from './types'

interface Answer {
  answer: AnswerName
  text: string
}

/** What a line of somebody who handles requests comes to. */
export function handlerStep(talk: Talk, meaning: Meaning, known: Known): Stepped {
  switch (meaning.kind) {
    case 'number':
      return numberStep(talk, meaning.number, known)
    case 'pick':
      return pickStep(talk, meaning.number, known)
    case 'numbered':
      return numberedStep(talk, meaning, known)
    case 'answer':
      return talk.pending?.kind === 'words' && meaning.isSentence
        ? wordsStep(talk, meaning.text, known)
        : answerStep(talk, meaning, known)
    case 'words':
      return wordsStep(talk, meaning.text, known)
    case 'list':
      return listStep(talk, known)
    case 'undo':
      return undoStep(talk, known)
    case 'yes':
      return yesStep(talk, known)
    case 'no':
      return talk.pending ? drop(talk) : helpStep(talk)
    case 'thanks':
      return say(talk, sentences.thanks)
    case 'report':
      return reportStep(talk, meaning.text, known)
    case 'help':
    case 'nothing':
      return helpStep(talk)
  }
}

function helpStep(talk: Talk): Stepped {
  return say(talk, sentences.handlerHelp)
}

/** After a list the numbers are places in it; otherwise 1 to 4 are the answers. */
function numberStep(talk: Talk, number: number, known: Known): Stepped {
  if (talk.pending?.kind === 'report') return confirmStep(talk, number)
  if (talk.isChoosing || number > answers.length) return pickStep(talk, number, known)
  const answer = answers[number - 1]
  return answer ? answerStep(talk, { answer, text: '' }, known) : dropOrHelp(talk)
}

function dropOrHelp(talk: Talk): Stepped {
  return talk.pending ? drop(talk) : helpStep(talk)
}

function pickStep(talk: Talk, number: number, known: Known): Stepped {
  const choices = talk.choices.length > 0 ? talk.choices : known.work
  const topic = choices[number - 1]
  if (!topic) return choose(talk, known.work, missing(number, known))
  const picked = { ...talk, picked: topicOf(topic), isChoosing: false, pending: null }
  if (talk.pending?.kind === 'which') return give(picked, topic, talk.pending)
  const line = known.work.find(({ id }) => id === topic.id)
  return line
    ? say(picked, sentences.opened(topic, line.state))
    : { talk: picked, intent: { kind: 'open', id: topic.id, side: 'handler' } }
}

function missing(number: number, { work }: Known): string {
  return `${sentences.notInList(number, work)}${sentences.workList(work)}`
}

/** "2 今晚就修" is the second answer, whatever list stands there; "5 今晚就修" the fifth request's. */
function numberedStep(
  talk: Talk,
  { number, text, line }: Extract<Meaning, { kind: 'numbered' }>,
  known: Known,
): Stepped {
  const answer = answers[number - 1]
  if (answer) return answerStep(talk, { answer, text }, known)
  const topic = talk.choices[number - 1]
  return topic
    ? give({ ...talk, picked: topic }, topic, { answer: 'reply', text })
    : wordsStep(talk, line, known)
}

/** "1 我马上去": whoever says something takes it up by saying it. */
function answerStep(talk: Talk, { answer, text }: Answer, known: Known): Stepped {
  const said: Answer = answer === 'accept' && text ? { answer: 'reply', text } : { answer, text }
  const topic = talk.picked ?? onlyOne(known)
  if (!topic) return whichStep(talk, said, known)
  return give({ ...talk, picked: topic }, topic, said)
}

function onlyOne({ work }: Known): Topic | null {
  const [first] = work
  return first && work.length === 1 ? topicOf(first) : null
}

function whichStep(talk: Talk, said: Answer, { work }: Known): Stepped {
  if (work.length === 0) return say(talk, `${warningFor(said.text)}${sentences.workList(work)}`)
  const asked = choose(talk, work, `${warningFor(said.text)}${sentences.askWhich(said, work)}`)
  return { ...asked, talk: { ...asked.talk, pending: { kind: 'which', ...said } } }
}

/** Free words answer what is picked, and never go to somebody by themselves. */
function wordsStep(talk: Talk, text: string, known: Known): Stepped {
  const { pending, picked } = talk
  if (pending?.kind === 'matter' || pending?.kind === 'report') return reportStep(talk, text, known)
  if (!picked) return whichStep(talk, { answer: 'reply', text }, known)
  return give(talk, picked, { answer: pending?.kind === 'words' ? pending.answer : 'reply', text })
}

function give(talk: Talk, topic: Topic, { answer, text }: Answer): Stepped {
  if (answer !== 'accept' && text === '')
    return waitFor(
      { ...talk, picked: topicOf(topic) },
      { kind: 'words', answer },
      sentences.askForWords(topic, answer),
    )
  const most = answer === 'escalate' ? limits.reason : limits.words
  if ([...text].length > most) return say(talk, sentences.tooLong(most))
  const settled = { ...talk, pending: null, isChoosing: false }
  return { talk: settled, intent: { kind: 'answer', topic: topicOf(topic), answer, text } }
}

/** A list of one needs no choosing. */
function listStep(talk: Talk, known: Known): Stepped {
  const cleared = { ...talk, pending: null }
  const [line] = known.work
  if (!line || known.work.length > 1)
    return choose(cleared, known.work, sentences.workList(known.work))
  const picked = { ...cleared, picked: topicOf(line), choices: [topicOf(line)], isChoosing: false }
  return say(picked, sentences.opened(line, line.state))
}

function yesStep(talk: Talk, known: Known): Stepped {
  const { pending, choices } = talk
  if (pending?.kind === 'report') return confirmStep(talk, 1)
  if (pending?.kind === 'which' && choices.length === 1) return pickStep(talk, 1, known)
  return helpStep(talk)
}

/** Somebody with a post has something of their own to report; an emergency waits for no yes. */
function reportStep(talk: Talk, text: string, { key, receiver }: Known): Stepped {
  if (text === '') return waitFor(talk, { kind: 'matter' }, sentences.askMatter)
  if (detectEmergency(text))
    return { talk: { ...talk, pending: null }, intent: { kind: 'report', text, key } }
  const pending = { kind: 'report', text, key, about: null } as const
  return waitFor(talk, pending, sentences.askToReport(text, receiver))
}

function confirmStep(talk: Talk, number: number): Stepped {
  const { pending } = talk
  if (pending?.kind !== 'report' || number !== 1) return drop(talk)
  const { text, key } = pending
  return { talk: { ...talk, pending: null }, intent: { kind: 'report', text, key } }
}
