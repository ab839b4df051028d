import { addPhone, keepPhones, keptPhones, phones, sharedGroup, show } from './phones'
import { followWorld, loadWorld, world } from './world'

function openids(): string[] {
  return phones.map(({ openid }) => openid)
}

/** Sets the desk up: the phones of last time, or the two the place begins with. */
export async function openDesk(): Promise<void> {
  const kept = keptPhones()
  await loadWorld(kept.map(({ openid }) => openid))
  if (world.people.length === 0) await loadWorld([])
  for (const { openid } of world.people) {
    addPhone({ openid, ...kept.find((phone) => phone.openid === openid) })
  }
  showGroupToOthers()
  keepPhones()
  followWorld(openids)
}

/** Fetches what those on the desk see, and one more who is about to join them. */
export async function reloadWorld(newcomer: string): Promise<void> {
  await loadWorld([...openids(), newcomer])
}

/** Puts one more phone on the desk, in the hands of somebody who isn't there yet. */
export async function addNeighbour(): Promise<void> {
  const present = new Set(openids())
  const members = world.groups.find(({ id }) => id === sharedGroup())?.members ?? []
  const newcomer = members.find(({ openid }) => !present.has(openid)) ?? world.people[0]
  if (!newcomer) return
  await reloadWorld(newcomer.openid)
  addPhone({ openid: newcomer.openid })
}

/** The first phone shows the mini program; the others wait in the group they share with it. */
function showGroupToOthers(): void {
  const group = sharedGroup()
  if (group === null) return
  for (const phone of phones.slice(1)) {
    phone.opening = null
    show(phone, { name: 'chat', chat: group })
  }
}
