import type { Booking, Home, Slot } from '../../../core/bookings/types'
import type { Unit } from '../../../core/grids/types'
import type { Contact, Request } from '../../../core/requests/types'
import { endOfDay, startOfDay } from '../../../core/calendar'
import { possibleClaims } from '../../../core/bookings/claims'
import type { Database, Stage, Where } from '../database'
import { settingsStage } from './settings'
import type { Settings } from './settings'

/** What a slot shows in a list, with the bookings of one person. */
export type SlotGlance = Pick<
  Slot,
  | '_id'
  | 'serviceId'
  | 'startAt'
  | 'endAt'
  | 'capacity'
  | 'state'
  | 'closed'
  | 'room'
  | 'waiting'
  | 'waitRoom'
> & { bookings: Booking[] }

/** Everything a booking needs, in one call. */
export interface BookingCase {
  home: Home
  slot: SlotGlance | null
  /** The person has a place in the slot. */
  isIn: boolean
  /** The limit tokens of the person that are taken in the day and week of the slot. */
  taken: string[]
  /** The caller: how they are called and where they live, from the district down. */
  contact: Contact
  gridPath: string[]
  held: Unit[]
  settings: Settings[]
  request: Pick<Request, '_id' | 'reporterId' | 'path'> | null
}

interface CaseRow extends Home {
  slot: (SlotGlance & { isIn: boolean })[]
  around: { claims: string[] }[]
  user: { contact: Contact; grid: { path: string[] }[] }[]
  held: Unit[]
  settings: Settings[]
  request?: Pick<Request, '_id' | 'reporterId' | 'path'>[]
}

export interface BookingQuery {
  serviceId: string
  slotId: string
  startAt: number
  openid: string
  personId: string
  bookingId: string
  requestId: string | null
}

/** Null when no home offers the service. */
export async function findBookingCase(
  database: Database,
  query: BookingQuery,
): Promise<BookingCase | null> {
  const [row] = await database.aggregate<CaseRow>(
    'homes',
    { 'services.id': query.serviceId },
    caseStages(query),
  )
  if (!row) return null
  const { slot, around, user, held, settings, request, ...home } = row
  return {
    home,
    slot: slot[0] ?? null,
    isIn: slot[0]?.isIn ?? false,
    taken: around.flatMap(({ claims }) => claims),
    contact: user[0]?.contact ?? {},
    gridPath: user[0]?.grid[0]?.path ?? [],
    held,
    settings,
    request: request?.[0] ?? null,
  }
}

function caseStages(query: BookingQuery): Stage[] {
  const { slotId, bookingId, personId, openid, requestId } = query
  const slot = [
    { $match: { _id: slotId } },
    { $addFields: { isIn: { $in: [{ $literal: personId }, '$people'] } } },
    ...glanceStages({ $eq: ['$$one.id', { $literal: bookingId }] }, ['isIn']),
  ]
  return [
    { $limit: 1 },
    { $lookup: { from: 'slots', pipeline: slot, as: 'slot' } },
    { $lookup: { from: 'slots', pipeline: aroundPipeline(query), as: 'around' } },
    { $lookup: { from: 'users', pipeline: userPipeline(openid), as: 'user' } },
    heldStage(openid),
    settingsStage,
    ...(requestId ? [requestStage(requestId)] : []),
  ]
}

/** Found by the tokens themselves, by the index that keeps them unique. */
function aroundPipeline({ serviceId, startAt, personId, openid }: BookingQuery): Stage[] {
  const claims = possibleClaims(serviceId, { startAt, personId, openid })
  return [
    { $match: { claims: { $in: claims } } },
    { $project: { claims: { $setIntersection: ['$claims', claims] } } },
  ]
}

function requestStage(requestId: string): Stage {
  const pipeline = [{ $match: { _id: requestId } }, { $project: { reporterId: 1, path: 1 } }]
  return { $lookup: { from: 'requests', pipeline, as: 'request' } }
}

/** The person's contact and the path of their micro-grid. */
export function userPipeline(openid: string): Stage[] {
  return [
    { $match: { _id: openid } },
    { $lookup: { from: 'units', localField: 'gridId', foreignField: '_id', as: 'grid' } },
    { $project: { contact: 1, 'grid.path': 1 } },
  ]
}

const heldStage = (openid: string): Stage => ({
  $lookup: { from: 'units', pipeline: [{ $match: { members: openid } }], as: 'held' },
})

/** A slot without the people in it, except those that match. */
function glanceStages(mine: object, more: readonly string[] = []): Stage[] {
  const bookings = { $filter: { input: '$bookings', as: 'one', cond: mine } }
  const extra = Object.fromEntries(more.map((field) => [field, 1] as const))
  return [{ $project: { ...glanceFields, ...extra, bookings } }]
}

const glanceFields = Object.fromEntries(
  [
    'serviceId',
    'startAt',
    'endAt',
    'capacity',
    'state',
    'closed',
    'room',
    'waiting',
    'waitRoom',
  ].map((field) => [field, 1] as const),
)

/** A home with its slots of some days, and where the caller lives. */
export interface HomeDays {
  home: Home
  slots: SlotGlance[]
  gridPath: string[]
  settings: Settings[]
}

interface DaysRow extends Home {
  slots: SlotGlance[]
  user: { grid: { path: string[] }[] }[]
  settings: Settings[]
}

export interface DaysQuery {
  where: Where
  openid: string
  /** Days YYYY-MM-DD, both included. */
  from: string
  to: string
  limit: number
}

/** Homes with their slots and the caller's own bookings in them: one call. */
export async function findHomeDays(database: Database, query: DaysQuery): Promise<HomeDays[]> {
  const { where, openid, limit } = query
  const mine = { $eq: ['$$one.bookerId', { $literal: openid }] }
  const pipeline = [{ $match: onDays(query) }, ...glanceStages(mine)]
  const rows = await database.aggregate<DaysRow>('homes', where, [
    { $limit: limit },
    { $lookup: { from: 'slots', let: { home: '$_id' }, pipeline, as: 'slots' } },
    { $lookup: { from: 'users', pipeline: userPipeline(openid), as: 'user' } },
    settingsStage,
  ])
  return rows.map(({ slots, user, settings, ...home }) => {
    return { home, slots, settings, gridPath: user[0]?.grid[0]?.path ?? [] }
  })
}

function onDays({ from, to }: Pick<DaysQuery, 'from' | 'to'>) {
  const startAt = { $gte: startOfDay(from), $lt: endOfDay(to) }
  return { $expr: { $eq: ['$homeId', '$$home'] }, startAt }
}

/** A home with all of its bookings on a day, and the units the caller holds. */
export interface DeskCase {
  home: Home
  slots: Slot[]
  held: Unit[]
  settings: Settings[]
}

export async function findDeskCase(
  database: Database,
  { where, openid, ...days }: Omit<DaysQuery, 'limit'>,
): Promise<DeskCase | null> {
  const without = { people: 0, bookers: 0, claims: 0, outbox: 0, requestIds: 0 }
  const pipeline = [{ $match: onDays(days) }, { $project: without }]
  type Row = Home & Omit<DeskCase, 'home'>
  const [row] = await database.aggregate<Row>('homes', where, [
    { $limit: 1 },
    { $lookup: { from: 'slots', let: { home: '$_id' }, pipeline, as: 'slots' } },
    heldStage(openid),
    settingsStage,
  ])
  if (!row) return null
  const { slots, held, settings, ...home } = row
  return { home, slots, held, settings }
}

/** Where a person lives, from the district down; empty before they joined a micro-grid. */
export async function findGridPath(database: Database, openid: string): Promise<string[]> {
  const [user, ...stages] = userPipeline(openid)
  const match = user?.$match as Where
  const [row] = await database.aggregate<{ grid: { path: string[] }[] }>('users', match, stages)
  return row?.grid[0]?.path ?? []
}

/** The homes whose desk is run by people of these units, or that stand below those above. */
export function findDeskHomes(
  database: Database,
  { own, above }: { own: string[]; above: string[] },
): Promise<Home[]> {
  const branches = [{ deskUnitIds: { $in: own } }, { path: { $in: above } }]
  const where = above.length > 0 ? { $or: branches } : branches[0]
  return database.find<Home>('homes', where ?? {}, { order: { _id: 1 }, limit: 200 })
}

/** A home with the units it serves, and those the caller holds. */
export interface HomeCase {
  home: Home
  held: Unit[]
  settings: Settings[]
  served: Pick<Unit, '_id' | 'name'>[]
}

export async function findHomeCase(
  database: Database,
  { homeId, openid }: { homeId: string; openid: string },
): Promise<HomeCase | null> {
  type Row = Home & Omit<HomeCase, 'home'>
  const [row] = await database.aggregate<Row>('homes', { _id: homeId }, [
    { $lookup: { from: 'units', localField: 'serves', foreignField: '_id', as: 'served' } },
    heldStage(openid),
    settingsStage,
  ])
  if (!row) return null
  const { served, held, settings, ...home } = row
  return { home, held, settings, served: served.map(({ _id, name }) => ({ _id, name })) }
}

/** Puts a home in the place of what was read, if nobody changed it since. */
export async function replaceHome(
  database: Database,
  version: number,
  { _id, version: _, ...home }: Home,
): Promise<boolean> {
  const changes = { set: home, inc: { version: 1 } }
  return (await database.update('homes', { _id, version }, changes)) === 1
}

/** Adds a closure if nobody changed the home since it was read. */
export async function addClosure(
  database: Database,
  home: Home,
  closure: Home['closures'][number],
): Promise<boolean> {
  const where = { _id: home._id, version: home.version }
  const changes = { push: { closures: [closure] }, inc: { version: 1 } }
  return (await database.update('homes', where, changes)) === 1
}
