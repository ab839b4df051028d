import { uploadFolder } from '../../cloudfunctions/shared/ids'
import type { Piece } from '../../core/safety/types'
import { openWorld } from '../scenarios/world'
import type { World } from '../scenarios/world'

export const resident = 'resident_luobu_07_1'
export const follower = 'resident_luobu_07_2'
export const leader = 'leader_luobu_07'
export const worker = 'worker_luobu_1'
export const minute = 60_000

/** One world for all that is tried about checks. */
export let world: World

export async function open(): Promise<void> {
  world = await openWorld()
}

/** WeChat answers again. */
export function mend(): void {
  world.cloud.failOpenApi('security.msgSecCheck', null)
  world.cloud.failOpenApi('security.mediaCheckAsync', null)
}

export const submit = (text: string, more: object = {}) =>
  world.tell(resident, ['resident', 'requests.submit'], { text, ...more })
export const seenBy = (openid: string, id: string) =>
  world.tell(openid, ['resident', 'requests.get'], { id })
export const asLeader = (id: string) => world.tell(leader, ['handler', 'requests.get'], { id })

let uploads = 0
export async function upload(content: string, openid = resident): Promise<string> {
  const path = `${uploadFolder(openid)}/photo-${++uploads}.png`
  const address = `${world.cloud.url}/_emulator/upload?openid=${openid}&path=${path}`
  const answer = await fetch(address, { method: 'POST', body: content })
  return ((await answer.json()) as { fileID: string }).fileID
}

/** A neighbour whose own report of the same thing was merged into this one. */
export const follow = (id: string) =>
  world.cloud.database.update('requests', { _id: id }, { $set: { followers: [follower] } })

export const verdicts = (id: string) =>
  Object.fromEntries(world.stored(id).safety.pieces.map((one) => [one.id, one.verdict]))
export const piece = (id: string, pieceId: string) =>
  world.stored(id).safety.pieces.find((one) => one.id === pieceId) as Piece

/** Everything that was begun by itself has come to its end, results of pictures included. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 3; round++) {
    await world.idle()
    await world.tick()
  }
  await world.idle()
}

export const waiting = async (openid = worker) =>
  (await world.tell(openid, ['handler', 'reviews.list'], {})).items
export const waitingOf = async (id: string) =>
  (await waiting()).find(({ requestId }) => requestId === id)?.pieces ?? []
