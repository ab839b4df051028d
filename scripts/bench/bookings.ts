import { EventEmitter } from 'node:events'
import tcb from '@cloudbase/node-sdk'
import type { Home, Slot } from '../../core/bookings/types'
import { addDays, chinaDay } from '../../core/calendar'
import type { Answer } from '../../typings/api'
import type { BookingView } from '../../typings/bookings'
import { localTarget } from '../local/target'
import { type BenchCloud, withSizes } from './bench-cloud'
import { quantile, rounded } from './statistics'
import type { Bench, Figures } from './types'

const seats = 20
const waitlistMost = 30
const crowdSize = 1000

/** 1,000 people press at once for 20 seats, beside a version that checks first and then inserts. */
export const bookingsBench: Bench = {
  name: 'bookings',
  about: `${crowdSize} people press at once for ${seats} seats; the same by check, then insert`,
  run: (say) =>
    withSizes([crowdSize], gather, async (clouds) => {
      const cloud = clouds.get(crowdSize)
      if (!cloud) return {}
      say('conditional write …')
      const ours = await pressAtOnce(cloud)
      say('check, then insert …')
      return { ...ours, ...(await checkThenInsert(cloud)) }
    }),
}

const people = Array.from({ length: crowdSize }, (_, index) => `crowd_${index}`)
const serviceId = 'home-crowd-clinic'

/** A home that serves everybody, with one service every day at nine. */
async function gather({ database, place }: BenchCloud): Promise<void> {
  const model = place.homes.find(({ _id }) => _id === 'home-luobu')
  const service = model?.services[0]
  const community = model?.path.at(-1) ?? ''
  const grid = place.units.find(
    ({ kind, path }) => kind === 'micro_grid' && path.includes(community),
  )
  if (!model || !service || !grid) throw new Error('the place has no home to begin with')
  const sessions = [{ rule: 'FREQ=DAILY', from: '09:00', to: '10:00' }]
  const schedule = { ...service.schedule, sessions }
  const changed = { id: serviceId, minutes: 60, capacity: seats, waitlistMost, schedule }
  const home: Home = { ...model, _id: 'home-crowd', services: [{ ...service, ...changed }] }
  await database.insertMany('homes', [{ ...home }])
  const user = { gridId: grid._id, contact: {}, elderView: false, joinedAt: 0, grants: {} }
  await database.insertMany(
    'users',
    people.map((_id) => ({ _id, ...user })),
  )
}

async function pressAtOnce(cloud: BenchCloud): Promise<Figures> {
  const day = addDays(chinaDay(cloud.clock.now()), 2).replaceAll('-', '')
  const slotId = `${serviceId}:${day}0900`
  const started = performance.now()
  const presses = await Promise.all(people.map((openid) => press(cloud, openid, slotId)))
  const seconds = (performance.now() - started) / 1000
  const [slot] = cloud.database.find('slots', { _id: slotId }) as unknown as Slot[]
  const held = slot?.bookings.filter(({ state }) => state === 'held').length ?? 0
  const states = presses.flatMap(({ answer }) => (answer.ok ? [answer.data.state] : []))
  const refused = presses.flatMap(({ answer }) => (answer.ok ? [] : [answer.error.code]))
  return {
    'ours.hold_a_seat': held,
    'ours.told_of_a_seat': states.filter((state) => state === 'held').length,
    'ours.oversold': Math.max(0, held - seats),
    'ours.waiting': slot?.waiting ?? 0,
    'ours.told_full': refused.filter((code) => code === 'SLOT_FULL').length,
    'ours.other_errors': refused.filter((code) => code !== 'SLOT_FULL').length,
    'ours.calls_each': rounded(mean(presses.map(({ calls }) => calls))),
    'ours.calls_at_most': quantile(
      presses.map(({ calls }) => calls),
      1,
    ),
    'ours.seconds': rounded(seconds),
  }
}

const mean = (numbers: readonly number[]) =>
  numbers.reduce((sum, one) => sum + one, 0) / numbers.length

async function press(cloud: BenchCloud, openid: string, slotId: string) {
  const data = { operation: 'bookings.book', input: { slotId }, key: `press-${openid}` }
  const { explain, ...outcome } = await cloud.call('resident', data, { openid })
  if ('error' in outcome) throw new Error(JSON.stringify(outcome.error))
  return { answer: outcome.result as Answer<BookingView>, calls: explain.calls }
}

/** In the cloud every press runs at once; a handful is enough to oversell. */
const fewAtOnce = 16

/**
 * What booking systems do that oversell: each caller counts the bookings, finds room, and inserts
 * one. The same database through the same SDK, without a function in between.
 */
async function checkThenInsert(cloud: BenchCloud): Promise<Figures> {
  // The SDK's callers share sockets, each with listeners of its own.
  EventEmitter.defaultMaxListeners = 0
  const few = await insertNaively(cloud, fewAtOnce)
  const all = await insertNaively(cloud, crowdSize)
  return {
    [`check_then_insert.oversold.${fewAtOnce}_at_once`]: few - seats,
    [`check_then_insert.oversold.${crowdSize}_at_once`]: all - seats,
  }
}

/** How many were told that they have one of the seats. */
async function insertNaively({ url, clock }: BenchCloud, atOnce: number): Promise<number> {
  const bookings = tcb
    .init({ timeout: 60_000, ...localTarget(url) })
    .database()
    .collection('slots')
  const slot = { homeId: `naive-${atOnce}`, startAt: clock.now() }
  let won = 0
  const waiting = [...people]
  const press = async (openid: string) => {
    const { total = 0 } = await bookings.where(slot).count()
    if (total >= seats) return
    const id = `${slot.homeId}-${openid}`
    await bookings.add({ ...slot, _id: id, claims: [id] })
    won++
  }
  const pressInTurn = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) await press(next)
  }
  await Promise.all(Array.from({ length: atOnce }, pressInTurn))
  return won
}
