import { fitSlot, fitWrite, fittingsOf, strandedOf, viewStranded } from '../../../core/bookings/fit'
import { reviseHome } from '../../../core/bookings/revise'
import type { Home, Person, Slot } from '../../../core/bookings/types'
import { viewHomeSettings } from '../../../core/bookings/view-settings'
import { closeWrite } from '../../../core/bookings/writes'
import { chinaDay } from '../../../core/calendar'
import type { HomeDraft, HomeSettings, StrandedSlot } from '../../../typings/console'
import type { Database } from '../database'
import { stableId } from '../ids'
import type { Context } from '../operation'
import { orRefuse, refused } from '../serve'
import { findHomeCase, replaceHome } from '../stores/homes'
import type { HomeCase } from '../stores/homes'
import { steeringOf } from '../stores/settings'
import { findSlotsAhead, writeSlot } from '../stores/slots'
import { deskPerson } from './act'
import { pause } from './pause'

interface Opened extends HomeCase {
  person: Person
}

/** A home for the people of its desk and the levels above; FORBIDDEN for others. */
async function openHome(database: Database, context: Context, homeId: string): Promise<Opened> {
  const found = await findHomeCase(database, { homeId, openid: context.openid })
  if (!found) throw refused('NOT_FOUND', '没有找到这个近邻家园。')
  return { ...found, person: deskPerson(found.home, found.held, context) }
}

export async function readHome(
  database: Database,
  context: Context,
  homeId: string,
): Promise<HomeSettings> {
  return viewOpened(await openHome(database, context, homeId), context)
}

const viewOpened = ({ home, served }: Opened, { now }: Context): HomeSettings =>
  viewHomeSettings(home, { served, today: chinaDay(now) })

/** What people booked and would lose by a change. */
export async function checkHome(
  database: Database,
  context: Context,
  draft: HomeDraft,
): Promise<StrandedSlot[]> {
  const opened = await openHome(database, context, draft.id)
  const stranded = await findStranded(database, opened, { draft, context })
  return stranded.slots.map(viewStranded)
}

interface Revising {
  draft: HomeDraft
  context: Context
}

/** The home after the change, and the slots ahead that it leaves with people in them. */
async function findStranded(
  database: Database,
  { home, settings }: Opened,
  { draft, context }: Revising,
): Promise<{ after: Home; slots: Slot[] }> {
  if (home.version !== draft.version) throw changedMeanwhile()
  const { now: from, openid, key } = context
  const newId = (index: number) => `${home._id}-${stableId(openid, key && `${key}-${index}`)}`
  const after = orRefuse(reviseHome(home, draft, { today: chinaDay(from), newId }))
  const ahead = await findSlotsAhead(database, { homeId: home._id, from })
  const { calendar } = steeringOf(settings)
  return { after, slots: strandedOf(fittingsOf(after, ahead, calendar)) }
}

const changedMeanwhile = () =>
  refused('CONFLICT', '别人刚刚改过这个家园，您的改动没有保存，请看最新的再改。')

/**
 * Saves all that a home's people decide in one conditional write, then brings the slots along that
 * people booked already. Cut off in between it may simply be done again.
 */
export async function saveHome(
  database: Database,
  context: Context,
  { reason, ...draft }: HomeDraft & { reason?: string },
): Promise<{ home: HomeSettings; closedSlots: number }> {
  const opened = await openHome(database, context, draft.id)
  if (!isRepeated(opened, context)) {
    const { after, slots } = await findStranded(database, opened, { draft, context })
    if (slots.length > 0 && reason === undefined) throw wouldStrand(slots)
    const saved = { ...after, ...(context.key && { savedBy: context.key }) }
    if (!(await replaceHome(database, draft.version, saved))) throw changedMeanwhile()
  }
  const closing = { by: opened.person, reason: reason ?? '服务安排调整了' }
  const closedSlots = await bringAlong(database, context, { homeId: draft.id, closing })
  return { home: await readHome(database, context, draft.id), closedSlots }
}

const isRepeated = ({ home }: Opened, { key }: Context) => key !== null && home.savedBy === key

function wouldStrand(slots: readonly Slot[]) {
  const people = slots.reduce((sum, slot) => sum + viewStranded(slot).bookings, 0)
  const sentence = `这样改，有 ${slots.length} 个时段不再有了，里面有 ${people} 个预约。写一句原因，关掉这些时段，就会告诉他们。`
  return refused('WRONG_STATE', sentence, 'reason')
}

interface Following {
  homeId: string
  closing: { by: Person; reason: string }
}

/** Twice: who read the home before it changed may have made a slot meanwhile. */
async function bringAlong(
  database: Database,
  context: Context,
  following: Following,
): Promise<number> {
  const first = await followHome(database, context, following)
  await pause(settlingPauses)
  return first + (await followHome(database, context, following))
}

const settlingPauses = 20
const attemptsAtMost = 5

/** Reads the home anew each time, so that of two changes the last one decides. */
async function followHome(
  database: Database,
  context: Context,
  { homeId, closing }: Following,
): Promise<number> {
  let closed = 0
  for (let attempt = 1; attempt <= attemptsAtMost; attempt++) {
    const { home, settings } = await openHome(database, context, homeId)
    const ahead = await findSlotsAhead(database, { homeId, from: context.now })
    const fittings = fittingsOf(home, ahead, steeringOf(settings).calendar)
    const stranded = strandedOf(fittings)
    for (const slot of stranded) {
      const write = closeWrite(slot, { at: context.now, ...closing })
      if ((await writeSlot(database, write)) === 'written') closed++
    }
    const misses = await fitAll(database, fittings, context.now)
    if (misses === 0) break
    await pause(attempt)
  }
  return closed
}

/** How many slots changed while they were looked at. */
async function fitAll(
  database: Database,
  fittings: ReturnType<typeof fittingsOf>,
  now: number,
): Promise<number> {
  let misses = 0
  for (const fitting of fittings) {
    const after = fitSlot(fitting, now)
    if (after === fitting.slot) continue
    const written = await writeSlot(database, fitWrite(fitting.slot, after))
    if (written !== 'written') misses++
  }
  return misses
}
