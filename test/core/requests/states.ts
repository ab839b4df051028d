import type { Command, RequestState } from '../../../typings/domain'
import type { CommandInput, CommandName, InputOf } from '../../../core/requests/command-input'
import type { Request } from '../../../core/requests/types'
import { done, newRequest } from '../place'

/** A request in each state, all from the community so that there are levels below and above. */
function atCommunity(): Request {
  return done(newRequest(), 'leader7', { name: 'transfer', reason: '占位', unitId: 'grid8' }).next
}

const base = (): Request => {
  const area = done(atCommunity(), 'leader8', { name: 'escalate', reason: '超出能力' }).next
  return done(area, 'areaLeader', { name: 'escalate', reason: '超出能力' }).next
}

/** At 罗布社区, handled by worker 1; 区住建局 helps; worker 1 has asked for more time. */
const accepted = (): Request => {
  const helped = done(base(), 'worker1', {
    name: 'co_handle',
    parts: [{ unitId: 'housing', part: '看外墙' }],
  }).next
  return done(helped, 'worker1', { name: 'extend', reason: '等配件', days: 3 }).next
}

const resolved = (): Request =>
  done(accepted(), 'worker1', {
    name: 'resolve',
    outcome: 'solved',
    text: '好了',
    withoutAnswers: true,
  }).next

export const other: Request = newRequest({}, { id: 'request2' })

const builders: Record<RequestState, () => Request> = {
  assigned: () => ({ ...accepted(), state: 'assigned' }),
  accepted,
  waiting: () => done(accepted(), 'worker1', { name: 'ask', text: '几号楼' }).next,
  resolved,
  closed: () => done(resolved(), 'resident1', { name: 'rate', solved: true }).next,
  withdrawn: () => done(accepted(), 'resident1', { name: 'withdraw' }).next,
  declined: () => done(accepted(), 'worker1', { name: 'decline', because: 'court_matter' }).next,
  merged: () => done(accepted(), 'worker1', { name: 'merge' }, { other }).next,
}

const built = new Map<RequestState, Request>()

/** Built once: nothing in the domain changes a request in place. */
function once(state: RequestState): Request {
  const request = built.get(state) ?? builders[state]()
  built.set(state, request)
  return request
}

export const inState = Object.fromEntries(
  Object.keys(builders).map((state) => [state, () => once(state as RequestState)]),
) as Record<RequestState, () => Request>

/** A well-formed input of each command. */
export const inputs: { [N in CommandName]: InputOf<N> } = {
  accept: { name: 'accept' },
  reply: { name: 'reply', text: '我来看看' },
  ask: { name: 'ask', text: '几号楼' },
  resolve: { name: 'resolve', outcome: 'solved', text: '好了', withoutAnswers: true },
  escalate: { name: 'escalate', reason: '超出能力' },
  delegate: { name: 'delegate', reason: '请去看看', unitId: 'grid7' },
  transfer: { name: 'transfer', reason: '由您办理更合适', unitId: 'housing' },
  return: { name: 'return', reason: '不属于本单位' },
  co_handle: { name: 'co_handle', parts: [{ unitId: 'water', part: '查水管' }] },
  co_reply: { name: 'co_reply', text: '看过了' },
  extend: { name: 'extend', reason: '等配件', days: 3 },
  approve_extension: { name: 'approve_extension' },
  refuse_extension: { name: 'refuse_extension', reason: '时间够用' },
  decline: { name: 'decline', because: 'court_matter' },
  reclassify: { name: 'reclassify', urgency: 'complex', reason: '要几个部门一起' },
  take_back: { name: 'take_back' },
  supervise: { name: 'supervise', text: '请抓紧' },
  merge: { name: 'merge' },
  absorb: { name: 'absorb' },
  supplement: { name: 'supplement', text: '三号楼' },
  rate: { name: 'rate', solved: true },
  reopen: { name: 'reopen', reason: '灯又不亮了' },
  withdraw: { name: 'withdraw' },
  urge: { name: 'urge' },
  pass_deadline: { name: 'pass_deadline', clock: 'accept', version: 0 },
  stop_waiting: { name: 'stop_waiting' },
  close: { name: 'close' },
  rehome: { name: 'rehome' },
}

export const commandNames = Object.keys(inputs) as (Command & CommandName)[]

export function inputFor(request: Request, name: CommandName): CommandInput {
  const input = inputs[name]
  return input.name === 'pass_deadline' ? { ...input, version: request.version } : input
}
