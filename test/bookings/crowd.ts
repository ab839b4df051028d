import type { Home, Slot } from '../../core/bookings/types'
import type { World } from '../scenarios/world'

export const slotId = 'home-crowd-class:202611240900'

/** A home with one service on Tuesdays at nine, and a crowd of residents whom it serves. */
export async function gatherCrowd(
  world: World,
  { people, capacity, waitlistMost }: { people: number; capacity: number; waitlistMost: number },
): Promise<string[]> {
  const { database } = world.cloud
  const [model] = database.find('homes', { _id: 'home-luobu' }) as unknown as Home[]
  const service = model?.services.find(({ id }) => id === 'home-luobu-clinic')
  if (!model || !service) throw new Error('the place has no home to begin with')
  const session = { rule: 'FREQ=WEEKLY;BYDAY=TU', from: '09:00', to: '10:00' }
  const crowded: Home = {
    ...model,
    _id: 'home-crowd',
    services: [
      {
        ...service,
        id: 'home-crowd-class',
        minutes: 60,
        capacity,
        waitlistMost,
        schedule: { ...service.schedule, sessions: [session] },
      },
    ],
  }
  const crowd = Array.from({ length: people }, (_, index) => `crowd_${index}`)
  const grid = world.unit('罗布社区 07 微网格')._id
  const user = { gridId: grid, contact: {}, elderView: false, joinedAt: 0, grants: {} }
  await database.insertMany('homes', [{ ...crowded }])
  await database.insertMany(
    'users',
    crowd.map((_id) => ({ _id, ...user })),
  )
  return crowd
}

export function readSlot(world: World): Slot | null {
  const [slot] = world.cloud.database.find('slots', { _id: slotId })
  return (slot as unknown as Slot | undefined) ?? null
}
