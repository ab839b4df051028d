import { callAs } from './cloud'
import type { Look } from './look'

export const resident = 'resident_luobu_14_1'
export const leader = 'leader_luobu_14'
export const neighbour = 'resident_luobu_14_2'
export const worker = 'worker_luobu_1'

/** Ids that stand for `:name` in the addresses of pages. */
export type Prepared = Readonly<Record<string, string>>

/** Something for every page to show: requests on their way and resolved, an emergency, a booking. */
export async function prepare(url: string): Promise<Prepared> {
  return { ...(await prepareRequests(url)), ...(await prepareBooking(url)) }
}

async function prepareRequests(url: string): Promise<Prepared> {
  const submit = (text: string) =>
    callAs(url, resident, ['resident', 'requests.submit', { text }]).then(({ id }) => id)
  const resolved = await submit('楼下的垃圾两天没人收')
  const text = '已经收走了，请您看看'
  await callAs(url, leader, ['handler', 'requests.accept', { id: resolved }])
  const resolution = { id: resolved, text, outcome: 'solved' } as const
  await callAs(url, leader, ['handler', 'requests.resolve', resolution])
  const emergency = await submit('3 号楼着火了，有人被困')
  const open = await submit('楼道的灯不亮了，晚上看不清台阶')
  await callAs(url, neighbour, ['resident', 'requests.meToo', { id: open }])
  const { grid } = await callAs(url, resident, ['resident', 'profile.get', {}])
  return { resolved, emergency, open, grid: grid!.id }
}

async function prepareBooking(url: string): Promise<Prepared> {
  const { items } = await callAs(url, resident, ['resident', 'homes.find', {}])
  const home = items[0]!.home.id
  const inAWeek = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10)
  const week = { homeId: home, from: inAWeek }
  const { days } = await callAs(url, resident, ['resident', 'homes.week', week])
  const [slot, other] = days.flatMap(({ slots }) => slots).filter(({ hindrance }) => !hindrance)
  const input = { slotId: slot!.id, birthYear: 1950 }
  const booking = await callAs(url, resident, ['resident', 'bookings.book', input])
  return { home, slot: other!.id, booking: booking.id }
}

/** The elder look is the person's own choice; WeChat's font size comes with the phone. */
export async function setElderView(url: string, look: Look): Promise<void> {
  const elderView = look === 'elder'
  for (const openid of [resident, neighbour, leader, worker]) {
    await callAs(url, openid, ['resident', 'profile.update', { elderView }])
  }
}
