import type { NeighbourView, RequestDraft } from '../../typings/api'
import type { World } from '../scenarios/world'

export const reporter = 'resident_luobu_07_1'
export const neighbour = 'resident_luobu_07_2'
export const other = 'resident_luobu_07_3'
export const leader = 'leader_luobu_07'
export const group = 'group_luobu_07'

/** A request that tells more than neighbours may read. */
export const secret = {
  text: '3 栋 502 漏水，打 13805981234',
  contact: { name: '王秀英', phone: '13805981234' },
  place: { name: '泽霖府 3 栋 502 室', point: { latitude: 26.4, longitude: 117.8 } },
  isAnonymous: true,
} as const

export const resolution = { text: '换好了，502 也看过了', outcome: 'solved' } as const

/** What the people of a micro-grid do with a request of one of them. */
export function actsIn(world: () => World) {
  const submit = (draft: Partial<RequestDraft> = {}, openid = reporter) =>
    world().tell(openid, ['resident', 'requests.submit'], { text: '楼道灯坏了', ...draft })
  const peek = (openid: string, id: string, options = {}) =>
    world().ask(openid, ['resident', 'requests.peek'], { id }, options)
  const wish = (openid: string, name: 'follow' | 'unfollow' | 'meToo', id: string) =>
    world().ask(openid, ['resident', `requests.${name}`], { id })
  return {
    submit,
    peek,
    wish,
    async follow(openid: string, id: string): Promise<NeighbourView> {
      const answer = await wish(openid, 'follow', id)
      if (!answer.ok) throw new Error(answer.error.message)
      return answer.data
    },
    news: async (openid: string, id: string) =>
      (await world().inbox(openid)).filter(({ requestId }) => requestId === id),
  }
}

/** Messages go out by a function of their own, which may still be on its way. */
export async function arrival(sent: unknown[]): Promise<void> {
  for (let tries = 0; sent.length === 0 && tries < 200; tries++)
    await new Promise((resolve) => setTimeout(resolve, 25))
}

/** The room of the secret request by itself: ids and numbers hold these digits by chance. */
export const room = /(?<![\da-f])502(?![\da-f])/
