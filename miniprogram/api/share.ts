import type { RequestView } from '../../typings/api'
import { residentStates, topics } from '../format/words'

const cover = '/images/card.png'

interface Card {
  title: string
  path: string
  imageUrl: string
}

/** The card of the mini program itself. */
export function homeCard(): Card {
  return { title: '小区里的事，在这里跟微网格长说', path: '/pages/home/home', imageUrl: cover }
}

/** A request's card: what it is about and how far it is, and nothing that was written. */
function requestCard(request: Pick<RequestView, 'id' | 'topic' | 'state' | 'number'>): Card {
  return {
    title: `${topics[request.topic]} · ${residentStates[request.state]}（编号 ${request.number}）`,
    path: `/packages/request/request?id=${request.id}`,
    imageUrl: cover,
  }
}

/** The card of what a page shows: a private request's page shares the mini program itself. */
export function cardFor(request: RequestView | null): Card {
  return request && !request.isPrivate ? requestCard(request) : homeCard()
}

/** Private requests can't be shared. */
export function shareUnlessPrivate({ isPrivate }: Pick<RequestView, 'isPrivate'>): void {
  if (isPrivate) forbidSharing()
  else allowSharing()
}

/** Lets the menu share this page with the group known to whoever opens it. */
export function allowSharing(): void {
  void wx.showShareMenu({ withShareTicket: true, menus: ['shareAppMessage'] })
}

export function forbidSharing(): void {
  void wx.hideShareMenu({ menus: ['shareAppMessage', 'shareTimeline'] })
}
