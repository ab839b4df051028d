import type { RequestView } from '../../../typings/api'
import type { DeclineReason, Outcome, Topic } from '../../../typings/domain'
import { callHandler, type CallOptions, type Result } from '../../api/client'
import type { Written } from '../../components/words-sheet/words-sheet'
import { declineReasons, outcomes, topics } from '../../format/words'
import { toReceiver, type ActName } from './acts'

export interface Given extends Written {
  id: string
  choice: string
  /** Others asked to handle a part have not answered, and the lead resolves it all the same. */
  isWithoutAnswers: boolean
}

function isOutcome(choice: string): choice is Outcome {
  return choice in outcomes
}

function isTopic(choice: string): choice is Topic {
  return choice in topics
}

function isDeclineReason(choice: string): choice is DeclineReason {
  return choice in declineReasons
}

/** Gives the command a sheet was opened for. */
export function give(name: ActName, given: Given, key: string): Promise<Result<RequestView>> {
  const options: CallOptions = { key, busy: '正在发送' }
  switch (name) {
    case 'resolve':
    case 'ask':
    case 'co_reply':
    case 'supervise':
    case 'decline':
    case 'reclassify':
      return say(name, given, options)
    case 'escalate':
    case 'return':
    case 'transfer':
    case 'delegate':
    case 'co_handle':
      return move(name, given, options)
    case 'extend':
    case 'approve_extension':
    case 'refuse_extension':
      return extend(name, given, options)
  }
}

type Saying = 'resolve' | 'ask' | 'co_reply' | 'supervise' | 'decline' | 'reclassify'

function say(name: Saying, given: Given, options: CallOptions): Promise<Result<RequestView>> {
  const { id, text, photos, choice } = given
  const words = { id, text, ...(photos.length > 0 && { photos }) }
  switch (name) {
    case 'resolve': {
      const outcome = isOutcome(choice) ? choice : 'solved'
      const without = given.isWithoutAnswers && { withoutAnswers: true }
      return callHandler('requests.resolve', { ...words, outcome, ...without }, options)
    }
    case 'ask':
      return callHandler('requests.ask', words, options)
    case 'co_reply':
      return callHandler('requests.coReply', words, options)
    case 'supervise':
      return callHandler('requests.supervise', { id, text }, options)
    case 'reclassify': {
      const topic = isTopic(choice) ? choice : 'other'
      return callHandler('requests.reclassify', { id, topic, reason: text }, options)
    }
    case 'decline': {
      const because = isDeclineReason(choice) ? choice : 'not_a_request'
      return callHandler('requests.decline', { id, because, ...(text && { text }) }, options)
    }
  }
}

type Moving = 'escalate' | 'return' | 'transfer' | 'delegate' | 'co_handle'

function move(name: Moving, given: Given, options: CallOptions): Promise<Result<RequestView>> {
  const { id, text, choice } = given
  switch (name) {
    case 'escalate':
      return callHandler('requests.escalate', { id, reason: text }, options)
    case 'return':
      return callHandler('requests.return', { id, reason: text }, options)
    case 'transfer':
      return callHandler('requests.transfer', { id, reason: text, ...toReceiver(choice) }, options)
    case 'delegate':
      return callHandler('requests.delegate', { id, reason: text, unitId: choice }, options)
    case 'co_handle': {
      const parts = [{ unitId: choice, part: text }]
      return callHandler('requests.coHandle', { id, parts }, options)
    }
  }
}

type Extending = 'extend' | 'approve_extension' | 'refuse_extension'

function extend(name: Extending, given: Given, options: CallOptions): Promise<Result<RequestView>> {
  const { id, text, choice } = given
  if (name === 'extend') {
    return callHandler('requests.extend', { id, reason: text, days: Number(choice) }, options)
  }
  const approve = name === 'approve_extension'
  return callHandler(
    'requests.approveExtension',
    { id, approve, ...(text && { reason: text }) },
    options,
  )
}
