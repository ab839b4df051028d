import { toDocument } from '../../cloudfunctions/shared/stores/requests'
import type { StoredRequest } from '../../cloudfunctions/shared/stores/requests'
import { dueFields } from '../../core/requests/deadlines'
import { mixedSteps, requestsOf, untakenOf } from '../../scripts/bench/requests'
import type { Channel, Topic, Urgency } from '../../typings/domain'
import type { World } from '../scenarios/world'

const hour = 3_600_000
const channels: Channel[] = ['mini_program', 'wechat_group', 'hotline_12345', 'visit']
const topics: Topic[] = ['parking', 'noise', 'pets', 'safety', 'municipal', 'sanitation']
const urgencies: Urgency[] = ['normal', 'normal', 'urgent', 'emergency', 'complex']
const places = ['泽霖府3栋', '长安路口', '滨河新村12幢', '金沙公园']

/** Requests that differ in everything lists are narrowed by, as the store writes them. */
export async function insertMany(world: World, now: number): Promise<StoredRequest[]> {
  const { units } = world.place
  const mixed = [...requestsOf(units, { count: 500, now, stepsOf: mixedSteps })]
  const fresh = [0.21, 2.07, 3.13, 3.93, 20.03].flatMap((hours, part) => [
    ...untakenOf(units, { count: 40, at: now - hours * hour, firstIndex: 1000 + part * 40 }),
  ])
  const documents = [...mixed, ...fresh].map((one, index) => varied(world, one, index))
  await world.cloud.database.insertMany(
    'requests',
    documents as unknown as Record<string, unknown>[],
  )
  return documents
}

function varied(world: World, request: StoredRequest, index: number): StoredRequest {
  const office = world.unit('区城市管理局')
  const place = places[index % 7]
  const isMoved = index % 23 === 0
  const helps = index % 17 === 0
  const ref = { id: office._id, name: office.name, kind: office.kind }
  const changed = {
    ...request,
    channel: channels[index % channels.length] as Channel,
    topic: topics[index % topics.length] as Topic,
    urgency: urgencies[index % urgencies.length] as Urgency,
    place: place ? { name: place } : null,
    contact: { phone: `1380000${String(1000 + (index % 50))}` },
    isAnonymous: index % 5 === 0,
    ...(index % 11 === 0 && request.state === 'assigned' && { handler: null }),
    ...(isMoved && { unit: ref, path: office.path }),
    ...(helps && { coHandlers: [{ unit: ref, part: '查一查', answer: null, answeredAt: null }] }),
  }
  const counted = { countAt: null, countedVersion: changed.version }
  return { ...toDocument({ ...changed, ...dueFields(changed) }), ...counted }
}
