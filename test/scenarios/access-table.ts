import { defaultWording } from '../../core/requests/wording'
import type { FunctionName, Operation } from '../../typings/api'
import type { HandlerBookings, ResidentBookings } from '../../typings/bookings'
import type { ErrorCode } from '../../typings/domain'

/** How people stand to a request of 罗布社区's 7th micro-grid, in the order of the columns. */
export const roles = [
  { sign: 'str', name: 'a stranger', openid: 'stranger' },
  { sign: 'rep', name: 'the resident who reported it', openid: 'resident_luobu_07_1' },
  { sign: 'nei', name: 'a neighbour of the same grid', openid: 'resident_luobu_07_2' },
  { sign: 'lea', name: 'the leader of the grid', openid: 'leader_luobu_07' },
  { sign: 'fle', name: 'the leader of a foreign grid', openid: 'leader_luobu_40' },
  { sign: 'are', name: 'the area leader above', openid: 'area_luobu_1' },
  { sign: 'far', name: 'a foreign area leader', openid: 'area_luobu_5' },
  { sign: 'com', name: 'a community worker above', openid: 'worker_luobu_1' },
  { sign: 'fco', name: 'a worker of another community', openid: 'worker_jinsha_1' },
  { sign: 'dis', name: 'a dispatcher of the district', openid: 'dispatcher_1' },
  { sign: 'dep', name: 'a department asked for a part', openid: 'department_cleaning_1' },
  { sign: 'end', name: 'a leader whose appointment ended', openid: 'ended_leader' },
  { sign: 'don', name: 'the deputy of a leader who is away', openid: 'deputy_on' },
  { sign: 'dof', name: 'the deputy of a leader who is there', openid: 'deputy_off' },
] as const

const legend = {
  ok: 'ok',
  '--': 'NO_APPOINTMENT',
  '??': 'NOT_FOUND',
  no: 'FORBIDDEN',
  nj: 'NOT_JOINED',
  gr: 'NOT_FROM_GROUP',
  bad: 'BAD_INPUT',
} as const satisfies Record<string, ErrorCode | 'ok'>

/** What an operation is tried on, made by the product's own steps; `nothing` for one's own affairs. */
export type Stage =
  'nothing' | 'assigned' | 'at_area' | 'waiting' | 'resolved' | 'extension_asked' | 'settings'

export interface Row {
  stage: Stage
  /** `$…` is filled in from the place. */
  input: Record<string, unknown>
  /** A code for each role, in the order of the roles. */
  expected: (ErrorCode | 'ok')[]
}

function row(stage: Stage, signs: string, input: Record<string, unknown> = {}): Row {
  const expected = signs.split(' ').map((sign) => legend[sign as keyof typeof legend])
  if (expected.length !== roles.length || expected.some((code) => !code))
    throw new Error(`a row has ${roles.length} signs of the legend: ${signs}`)
  return { stage, input, expected }
}

const reason = '需要协调'
const text = '看过了'

/*            str rep nei lea fle are far com fco dis dep end don dof */
const all = 'ok ok ok ok ok ok ok ok ok ok ok ok ok ok'
const notFound = '?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ??'
const mine = '?? ok ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ??'
const mineOnceHandled = '?? ok ?? no ?? ?? ?? ?? ?? ?? ?? ?? ?? ??'
const holders = '-- -- -- ok ok ok ok ok ok ok ok -- ok --'
const appointed = '-- -- -- ok ok ok ok ok ok ok ok -- -- --'
const readers = '-- -- -- ok ?? ok ?? ok ?? ok ok -- ok --'
const members = '-- -- -- ok ?? no ?? no ?? no no -- ok --'
const membersAndAbove = '-- -- -- ok ?? ok ?? ok ?? ok no -- ok --'
/** Who has it, and who was asked for a part. */
const handlers = '-- -- -- ok ?? no ?? no ?? no ok -- ok --'
const lastAnswerer = '-- -- -- ok ?? no ?? no ?? no no -- no --'
const above = '-- -- -- no ?? ok ?? ok ?? ok no -- no --'
const staff = '-- -- -- no ?? no ?? ok ?? ok no -- no --'
const atArea = '-- -- -- no ?? ok ?? ok ?? ok no -- no --'
const departments = '-- -- -- no ?? no ?? no ?? no ok -- no --'
const ofUnit = 'no no no ok no no no no no no no no ok no'
const within = '-- -- -- ok no ok no ok no ok no -- ok --'
/** Who has a post that the staff page is for; of them who scanned the code. */
const atDesktops = 'no no no no no no no ok ok ok ok no no no'
const scanner = 'no no no no no no no ok ?? ?? ?? no no no'
const nobody = '?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ??'
/** What opens for whoever taps a request's card, before anybody of them but the residents has a home. */
const visitors = 'nj ok ok ok no ok nj ok nj ok ok nj ok nj'
const neighbours = 'nj no ok ok no nj nj nj nj nj nj nj nj nj'
const leavers = 'nj ok ok ok no nj nj nj nj nj nj nj nj nj'
const digestReaders = 'nj ok ok ok no ok nj ok nj ok nj nj ok nj'
const leaders = '-- -- -- ok ok -- -- -- -- -- -- -- ok --'
const leadersWithoutCard = '-- -- -- gr gr -- -- -- -- -- -- -- gr --'
const ownLeaders = '-- -- -- ok no -- -- -- -- -- -- -- ok --'
const printers = '-- -- -- ok no ok no ok no ok no -- ok --'
const readersWithoutGroup = '-- -- -- gr ?? gr ?? gr ?? gr gr -- gr --'
const reviewers = '-- -- -- no no no no ok ok ok ok -- no --'
const reviewersAbove = '-- -- -- no no no no ok ?? ok ?? -- no --'
const dispatchers = '-- -- -- no no no no no no ok no -- no --'

type Own<F extends 'resident' | 'handler'> = Exclude<
  Operation<F>,
  keyof ResidentBookings | keyof HandlerBookings
>

const resident: Record<Own<'resident'>, Row> = {
  'requests.peek': row('assigned', visitors),
  'requests.follow': row('assigned', neighbours),
  'requests.unfollow': row('assigned', leavers),
  'requests.meToo': row('assigned', neighbours),
  'digests.get': row('nothing', digestReaders, { unitId: '$grid' }),
  'home.get': row('nothing', all),
  'profile.get': row('nothing', all),
  'profile.join': row('nothing', all, { gridCode: '$gridCode' }),
  'profile.update': row('nothing', all, { elderView: true }),
  'units.list': row('nothing', all),
  'appointments.look': row('nothing', notFound, { code: 'NOBODYSCODE' }),
  'appointments.claim': row('nothing', notFound, { code: 'NOBODYSCODE' }),
  'requests.submit': row('nothing', all, { text: '楼道灯坏了' }),
  'requests.list': row('nothing', all),
  'requests.get': row('assigned', mine),
  'requests.supplement': row('waiting', mineOnceHandled, { text }),
  'requests.withdraw': row('assigned', mine),
  'requests.rate': row('resolved', mineOnceHandled, { solved: true }),
  'requests.reopen': row('resolved', mineOnceHandled, { reason }),
  'requests.urge': row('assigned', mine),
  'bulletins.list': row('nothing', all),
  'bulletins.read': row('nothing', notFound, { id: 'x' }),
  'notices.list': row('nothing', all),
  'notices.read': row('nothing', all),
  'notices.grant': row('nothing', all, { templates: { template: 'accept' } }),
}

const handler: Record<Own<'handler'> | 'queue.list of a unit', Row> = {
  'queue.list': row('nothing', holders),
  'queue.list of a unit': row('nothing', ofUnit, { unitId: '$grid', scope: 'unit' }),
  'groups.get': row('nothing', leaders),
  'groups.bind': row('nothing', leadersWithoutCard, { unitId: '$grid' }),
  'groups.move': row('nothing', leadersWithoutCard, { unitId: '$grid' }),
  'groups.unbind': row('nothing', ownLeaders, { unitId: '$grid' }),
  'posters.get': row('nothing', printers, { unitId: '$grid' }),
  'digests.startToDo': row('nothing', ownLeaders, { unitId: '$grid' }),
  'requests.get': row('assigned', readers),
  'requests.targets': row('assigned', readers),
  'requests.revealContact': row('assigned', handlers),
  'requests.submitOnBehalf': row('nothing', within, { text: '帮他说一声', gridId: '$grid' }),
  'requests.accept': row('assigned', members),
  'requests.reply': row('assigned', members, { text }),
  'requests.ask': row('assigned', members, { text }),
  'requests.resolve': row('assigned', members, { text, outcome: 'solved', withoutAnswers: true }),
  'requests.escalate': row('assigned', members, { reason }),
  'requests.return': row('assigned', members, { reason }),
  'requests.transfer': row('assigned', membersAndAbove, { reason, unitId: '$sister' }),
  'requests.delegate': row('at_area', atArea, { reason, unitId: '$grid' }),
  'requests.coHandle': row('assigned', members, { parts: [{ unitId: '$other', part: '查一查' }] }),
  'requests.coReply': row('assigned', departments, { text }),
  'requests.extend': row('assigned', members, { reason, days: 2 }),
  'requests.approveExtension': row('extension_asked', above, { approve: true }),
  'requests.decline': row('assigned', staff, { because: 'court_matter' }),
  'requests.supervise': row('assigned', above, { text }),
  'requests.takeBack': row('resolved', lastAnswerer),
  'requests.reclassify': row('assigned', staff, { reason, urgency: 'urgent' }),
  'requests.merge': row('assigned', membersAndAbove, { into: '$main' }),
  'leave.set': row('nothing', appointed, { from: '2027-01-04', to: '2027-01-06' }),
  'leave.end': row('nothing', appointed),
  'leave.deputies': row('nothing', appointed),
  'settings.get': row('settings', dispatchers),
  'settings.saveRules': row('settings', dispatchers, { version: '$rules', rules: [] }),
  'settings.saveDeadlines': row('settings', dispatchers, {
    version: '$deadlines',
    deadlines: '$policy',
  }),
  'settings.saveCalendar': row('settings', dispatchers, { version: '$calendar', calendar: {} }),
  'settings.saveMessages': row('settings', dispatchers, {
    version: '$messages',
    messages: { templates: {}, quiet: null },
  }),
  'settings.saveWording': row('settings', dispatchers, {
    version: '$wording',
    wording: defaultWording,
  }),
  'settings.saveOwnership': row('settings', dispatchers, {
    version: '$ownership',
    ownership: { departmentTopics: [] },
  }),
  'notices.stuck': row('settings', dispatchers),
  'chatCards.room': row('assigned', readers),
  'chatCards.prepare': row('assigned', readersWithoutGroup),
  'reviews.list': row('nothing', reviewers),
  'reviews.decide': row('nothing', reviewersAbove, {
    id: '$review',
    piece: '1',
    decision: 'pass',
  }),
  'signIn.look': row('nothing', atDesktops, { ticket: '$ticket' }),
  'signIn.confirm': row('nothing', scanner, { ticket: '$scanned' }),
  'signIn.refuse': row('nothing', scanner, { ticket: '$scanned' }),
  'signIn.redeem': row('nothing', nobody, { code: 'WRONG-CODE' }),
}

/** The staff page is for people with a staff post; what they may do there is what they may anyway. */
const atThePage = new Set(['com', 'fco', 'dis', 'dep'])

export function staffOnly({ expected, ...row }: Row): Row {
  const isAtThePage = (column: number) => atThePage.has(roles[column]?.sign ?? '')
  return { ...row, expected: expected.map((code, at) => (isAtThePage(at) ? code : 'FORBIDDEN')) }
}

const isShared = (title: string) => /^(requests|settings|reviews)\.|^notices\.stuck$/.test(title)
const shared = Object.fromEntries(
  Object.entries(handler)
    .filter(([title]) => isShared(title))
    .map(([title, one]) => [title, staffOnly(one)]),
)
const someone = atDesktops
/** For those above a micro-grid of 罗布社区; for them and the department asked for a part. */
const aboveIt = 'no no no no no no no ok ?? ok ?? no no no'
const inCharge = 'no no no no no no no ok ?? ok ok no no no'
const atCommunity = 'no no no no no no no ok no ok no no no no'
/** Departments have no requests of their own place. */
const atLevels = 'no no no no no no no ok ok ok bad no no no'
const ofDistrict = 'no no no no no no no no no ok no no no no'
const november = { from: '2026-11-01', to: '2026-11-30' }
const searchers = 'no no no no no no no ok no ok no no no no'
const nobodys = 'no no no no no no no ?? ?? ?? ?? no no no'

const page: Record<string, Row> = {
  ...shared,
  'signIn.start': row('nothing', all),
  'signIn.poll': row('nothing', nobody, { ticket: 'x', secret: 'y' }),
  'sessions.current': row('nothing', someone),
  'sessions.list': row('nothing', someone),
  'sessions.revoke': row('nothing', nobodys, { id: 'somebody-elses' }),
  'sessions.signOut': row('nothing', someone),
  'today.get': row('nothing', someone),
  'today.news': row('nothing', someone, { since: '2026-11-23T00:00:00.000Z' }),
  'requests.search': row('nothing', someone),
  'requests.search of a unit': row('nothing', searchers, { unitId: '$grid' }),
  'requests.duplicates': staffOnly(handler['requests.get'] as Row),
  'requests.assign': row('nothing', someone, {
    ids: ['nothing-there'],
    to: { unitId: '$grid' },
    reason,
  }),
  'requests.photos': staffOnly(handler['requests.get'] as Row),
  'requests.revealContact': row('assigned', inCharge, { reason }),
  'views.list': row('nothing', someone),
  'views.save': row('nothing', someone, { name: '噪音', filters: {} }),
  'views.remove': row('nothing', nobodys, { id: 'somebody-elses' }),
  'people.search': row('nothing', someone),
  'people.search of a unit': row('nothing', aboveIt, { unitId: '$grid' }),
  'people.get': row('nothing', aboveIt, { unitId: '$grid', appointmentId: '$leader' }),
  'people.signOut': row('nothing', aboveIt, { unitId: '$grid', appointmentId: '$leader' }),
  'audits.search': row('nothing', someone),
  'audits.search of a unit': row('nothing', aboveIt, { unitId: '$grid' }),
  'audits.export': row('nothing', someone),
  'numbers.get': row('nothing', someone, november),
  'numbers.get of a community': row('nothing', atCommunity, { unitId: '$community', ...november }),
  'numbers.heat': row('nothing', someone, november),
  'numbers.heat of a community': row('nothing', atCommunity, { unitId: '$community', ...november }),
  'numbers.export': row('nothing', atLevels, november),
  'numbers.export of a community': row('nothing', atCommunity, {
    unitId: '$community',
    ...november,
  }),
  'numbers.rows': row('nothing', nobodys, { id: 'somebody-elses' }),
  'numbers.rebuild': row('nothing', ofDistrict, { from: '2026-11-23', to: '2026-11-23' }),
  'bulletins.list': row('nothing', someone),
  'bulletins.get': row('nothing', nobodys, { id: 'somebody-elses' }),
  'bulletins.save': row('nothing', atCommunity, {
    title: '停水',
    text,
    from: '2026-11-23T01:00:00Z',
    until: '2027-01-01T00:00:00Z',
    unitIds: ['$community'],
    audience: 'everybody',
  }),
  'bulletins.withdraw': row('nothing', nobodys, { id: 'somebody-elses', version: 1 }),
  'settings.try': row('nothing', ofDistrict, { rules: [], text }),
  'jobs.list': row('nothing', someone),
  'jobs.get': row('nothing', nobodys, { id: 'somebody-elses' }),
  'jobs.cancel': row('nothing', nobodys, { id: 'somebody-elses' }),
}

/** Everybody's answer to every operation, by function. Homes and bookings have a table of their own. */
export const accessTable: Record<FunctionName, Record<string, Row>> = {
  resident,
  handler,
  console: page,
}
