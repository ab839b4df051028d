import type { Command, RequestState } from '../../typings/domain'

/** How a person stands to a request; several may hold at once. */
export type Relation =
  | 'reporter'
  /** Holds the unit that has it. */
  | 'member'
  /** Holds a unit above the one that has it. */
  | 'above'
  /** Holds a unit asked to handle a part of it. */
  | 'co_handler'
  /** Took the last step: nothing has happened since. */
  | 'author'
  | 'system'

type Row = Partial<Record<Command, readonly RequestState[]>>

const resolvable = {
  reply: ['accepted'],
  ask: ['waiting'],
  resolve: ['resolved'],
  escalate: ['assigned'],
  delegate: ['assigned'],
  transfer: ['assigned'],
  return: ['assigned'],
  co_handle: ['accepted'],
  extend: ['accepted'],
  decline: ['declined'],
  merge: ['merged'],
  withdraw: ['withdrawn'],
} as const satisfies Row

const lateWords = (state: RequestState): Row => ({ supplement: [state] })

/**
 * The one table: from each state, by each command, to which states.
 * What is not here cannot happen. `submit` makes a request `assigned` out of nothing.
 */
export const transitions: Record<RequestState, Row> = {
  assigned: {
    ...resolvable,
    accept: ['accepted'],
    supplement: ['assigned'],
    urge: ['assigned'],
    co_reply: ['assigned'],
    approve_extension: ['assigned'],
    refuse_extension: ['assigned'],
    supervise: ['assigned'],
    reclassify: ['assigned'],
    absorb: ['assigned'],
    take_back: ['assigned', 'accepted', 'waiting'],
    pass_deadline: ['assigned'],
    rehome: ['assigned'],
  },
  accepted: {
    ...resolvable,
    supplement: ['accepted'],
    urge: ['accepted'],
    co_reply: ['accepted'],
    approve_extension: ['accepted'],
    refuse_extension: ['accepted'],
    supervise: ['accepted'],
    reclassify: ['accepted'],
    absorb: ['accepted'],
    take_back: ['assigned', 'accepted'],
    pass_deadline: ['assigned', 'accepted'],
    rehome: ['assigned'],
  },
  waiting: {
    reply: ['waiting'],
    resolve: ['resolved'],
    escalate: ['assigned'],
    decline: ['declined'],
    merge: ['merged'],
    withdraw: ['withdrawn'],
    supplement: ['accepted'],
    co_reply: ['waiting'],
    approve_extension: ['waiting'],
    refuse_extension: ['waiting'],
    supervise: ['waiting'],
    reclassify: ['waiting'],
    absorb: ['waiting'],
    take_back: ['waiting'],
    stop_waiting: ['accepted'],
    rehome: ['waiting'],
  },
  resolved: {
    supplement: ['resolved'],
    rate: ['closed', 'assigned'],
    reopen: ['assigned'],
    take_back: ['assigned', 'accepted', 'waiting'],
    close: ['closed'],
  },
  closed: { ...lateWords('closed'), reopen: ['assigned'] },
  withdrawn: lateWords('withdrawn'),
  declined: lateWords('declined'),
  merged: lateWords('merged'),
}

/** Who may give a command. Guards in `guards.ts` narrow it further. */
export const whoMay: Record<Command, readonly Relation[]> = {
  submit: [],
  accept: ['member'],
  reply: ['member'],
  ask: ['member'],
  resolve: ['member'],
  escalate: ['member'],
  delegate: ['member', 'above'],
  transfer: ['member', 'above'],
  return: ['member'],
  co_handle: ['member'],
  extend: ['member'],
  decline: ['member', 'above'],
  merge: ['member', 'above'],
  absorb: ['member', 'above'],
  reclassify: ['member', 'above'],
  co_reply: ['co_handler'],
  approve_extension: ['above'],
  refuse_extension: ['above'],
  supervise: ['above'],
  take_back: ['author'],
  supplement: ['reporter'],
  rate: ['reporter'],
  reopen: ['reporter'],
  withdraw: ['reporter'],
  urge: ['reporter'],
  pass_deadline: ['system'],
  stop_waiting: ['system'],
  close: ['system'],
  rehome: ['system'],
}

export const commands = Object.keys(whoMay) as Command[]

const endStates: readonly RequestState[] = ['closed', 'withdrawn', 'declined', 'merged']

/** Not yet at an end: what queues list. */
export function isOpenState(state: RequestState): boolean {
  return !endStates.includes(state)
}

/** The states a command leads to from a state; none when the table does not know the step. */
export function nextStates(state: RequestState, command: Command): readonly RequestState[] {
  return transitions[state][command] ?? []
}
