import type { FunctionName } from '../../typings/api'
import { consoleShapes } from './console-shapes'
import type { Shape } from './spoiling'

export { type Shape, spoiledCalls } from './spoiling'

const resident = 'resident_luobu_07_1'
const neighbour = 'resident_luobu_07_2'
const leader = 'leader_luobu_07'
const dispatcher = 'dispatcher_1'
const reason = '需要协调'
const text = '看过了'

const byId = (openid: string, input: object = {}, more: Partial<Shape> = {}): Shape => ({
  openid,
  input: { id: '$id', ...input },
  required: ['id', ...Object.keys(input)],
  ids: ['id'],
  ...more,
})
const byUnit = (input: object = {}): Shape => ({
  openid: leader,
  input: { unitId: '$grid', ...input },
  required: ['unitId'],
  ids: ['unitId'],
})
const said = (openid: string) => byId(openid, { text }, { words: ['text'] })
const because = (openid: string) => byId(openid, { reason }, { words: ['reason'] })

const draft = {
  text: '楼道灯坏了',
  type: 'complaint',
  topic: 'other',
  urgency: 'normal',
  place: { name: '泽霖府', point: { latitude: 26.4, longitude: 117.8 } },
  photos: [],
  contact: { name: '老陈', phone: '13800000000' },
  isAnonymous: false,
  isPrivate: false,
  onBehalfOf: { name: '老王' },
}

const worker = 'worker_luobu_1'

/** Every operation of the contract but those of the homes, whose own tests try theirs. */
const ofMiniProgram: Record<'resident' | 'handler', Record<string, Shape>> = {
  resident: {
    'home.get': { openid: resident, input: {}, required: [] },
    'requests.peek': byId(neighbour),
    'requests.follow': byId(neighbour),
    'requests.unfollow': byId(neighbour),
    'requests.meToo': byId(neighbour),
    'digests.get': {
      openid: resident,
      input: { limit: 5, unitId: '$grid' },
      required: [],
      ids: ['unitId'],
    },
    'profile.get': { openid: resident, input: {}, required: [] },
    'profile.join': {
      openid: resident,
      input: { gridId: '$grid' },
      required: ['gridId'],
      ids: ['gridId'],
    },
    'profile.update': {
      openid: resident,
      input: { contact: { name: '老陈' }, elderView: false },
      required: [],
    },
    'appointments.look': {
      openid: resident,
      input: { code: 'NOBODYSCODE' },
      required: ['code'],
      ids: ['code'],
    },
    'appointments.claim': {
      openid: resident,
      input: { code: 'NOBODYSCODE' },
      required: ['code'],
      ids: ['code'],
    },
    'units.list': { openid: resident, input: { parentId: '$community' }, required: [] },
    'requests.submit': { openid: resident, input: draft, required: ['text'], words: ['text'] },
    'requests.list': { openid: resident, input: { limit: 5, isOpen: true }, required: [] },
    'requests.get': byId(resident),
    'requests.supplement': said(resident),
    'requests.withdraw': { ...because(resident), required: ['id'] },
    'requests.rate': {
      ...byId(resident, { solved: true }),
      input: { id: '$id', solved: true, satisfaction: 5, text },
      words: ['text'],
    },
    'requests.reopen': because(resident),
    'requests.urge': { ...said(resident), required: ['id'] },
    'bulletins.list': { openid: resident, input: {}, required: [] },
    'bulletins.read': { openid: resident, input: { id: 'x' }, required: ['id'], ids: ['id'] },
    'notices.list': { openid: resident, input: { limit: 5 }, required: [] },
    'notices.read': { openid: resident, input: { ids: ['x'] }, required: [] },
    'notices.grant': {
      openid: resident,
      input: { templates: { template: 'accept' } },
      required: ['templates'],
    },
  },
  handler: {
    'queue.list': {
      openid: leader,
      input: { limit: 5, scope: 'mine', state: 'assigned', isOverdue: false },
      required: [],
    },
    'requests.get': byId(leader),
    'requests.targets': byId(leader),
    'groups.get': { openid: leader, input: {}, required: [] },
    'groups.bind': byUnit({ isReplacing: true }),
    'groups.move': byUnit({ isReplacing: true }),
    'groups.unbind': byUnit(),
    'posters.get': byUnit(),
    'digests.startToDo': byUnit(),
    'requests.revealContact': byId(leader),
    'requests.submitOnBehalf': {
      openid: leader,
      input: { ...draft, gridId: '$grid', channel: 'visit' },
      required: ['text'],
      words: ['text'],
      ids: ['gridId'],
    },
    'requests.accept': byId(leader),
    'requests.reply': said(leader),
    'requests.ask': said(leader),
    'requests.resolve': byId(leader, { text, outcome: 'solved' }, { words: ['text'] }),
    'requests.escalate': because(leader),
    'requests.return': because(leader),
    'requests.transfer': {
      ...byId(leader, { reason, unitId: '$sister' }, { words: ['reason'] }),
      ids: ['id', 'unitId'],
    },
    'requests.delegate': {
      ...byId('area_luobu_1', { reason, unitId: '$grid' }),
      ids: ['id', 'unitId'],
    },
    'requests.coHandle': byId(leader, { parts: [{ unitId: '$other', part: '查一查' }] }),
    'requests.coReply': said('department_cleaning_1'),
    'requests.extend': byId(leader, { reason, days: 2 }),
    'requests.approveExtension': byId('area_luobu_1', { approve: true }),
    'requests.decline': byId('worker_luobu_1', { because: 'court_matter' }),
    'requests.supervise': said('area_luobu_1'),
    'requests.takeBack': byId(leader),
    'requests.reclassify': {
      ...byId('worker_luobu_1', { reason }),
      input: { id: '$id', reason, urgency: 'urgent' },
    },
    'requests.merge': { ...byId(leader, { into: '$other_request' }), ids: ['id', 'into'] },
    'leave.set': {
      openid: leader,
      input: { from: '2026-12-01', to: '2026-12-03' },
      required: ['from', 'to'],
    },
    'leave.end': { openid: leader, input: {}, required: [] },
    'leave.deputies': { openid: leader, input: {}, required: [] },
    'settings.get': { openid: dispatcher, input: {}, required: [] },
    'settings.saveRules': {
      openid: dispatcher,
      input: { version: 1, rules: [] },
      required: ['version', 'rules'],
    },
    'settings.saveDeadlines': {
      openid: dispatcher,
      input: { version: 0, deadlines: {} },
      required: ['version', 'deadlines'],
    },
    'settings.saveCalendar': {
      openid: dispatcher,
      input: { version: 0, calendar: {} },
      required: ['version', 'calendar'],
    },
    'settings.saveMessages': {
      openid: dispatcher,
      input: { version: 0, messages: {} },
      required: ['version', 'messages'],
    },
    'settings.saveWording': {
      openid: dispatcher,
      input: { version: 0, wording: {} },
      required: ['version', 'wording'],
    },
    'settings.saveOwnership': {
      openid: dispatcher,
      input: { version: 0, ownership: {} },
      required: ['version', 'ownership'],
    },
    'notices.stuck': { openid: dispatcher, input: { limit: 5 }, required: [] },
    'chatCards.room': byId(leader),
    'chatCards.prepare': byId(leader),
    'reviews.list': { openid: worker, input: { limit: 5 }, required: [] },
    'reviews.decide': {
      openid: worker,
      input: { id: 'request:$id', piece: '1', decision: 'hide', reason },
      required: ['id', 'piece', 'decision', 'reason'],
      words: ['reason'],
      ids: ['id', 'piece'],
    },
    ...Object.fromEntries(
      ['signIn.look', 'signIn.confirm', 'signIn.refuse'].map((operation) => [
        operation,
        { openid: worker, input: { ticket: 'x' }, required: ['ticket'], ids: ['ticket'] },
      ]),
    ),
    'signIn.redeem': { openid: leader, input: { code: 'x' }, required: ['code'] },
  },
}

/** Shared operations take the same input at the staff page, there from people of the staff. */
const shared = Object.entries(ofMiniProgram.handler)
  .filter(([operation]) => /^(requests|settings|reviews)\.|^notices\.stuck$/.test(operation))
  .map(([operation, shape]) => [
    operation,
    { ...shape, openid: /^(requests|reviews)\./.test(operation) ? worker : dispatcher },
  ])

export const shapes: Record<FunctionName, Record<string, Shape>> = {
  ...ofMiniProgram,
  console: {
    ...(Object.fromEntries(shared) as Record<string, Shape>),
    ...consoleShapes,
  },
}
