import type { DigestView, RequestView } from '../../typings/api'
import { digestCardWords, requestCardWords, type CardSubject } from '../format/card'
import { chinaDate } from '../format/time'

const cover = '/images/card.png'

interface Card {
  title: string
  path: string
  imageUrl: string
}

type Shared = CardSubject & { id: string; isPrivate?: boolean }

/** The card of the mini program itself. */
export function homeCard(): Card {
  return { title: '小区里的事，在这里跟微网格长说', path: '/pages/home/home', imageUrl: cover }
}

/**
 * The card of what a page shows, with the picture drawn for it; a private request's page shares
 * the mini program itself.
 */
export function cardFor(request: Shared | null, picture = ''): Card {
  if (!request || request.isPrivate) return homeCard()
  const { title } = requestCardWords(request)
  return { title, path: `/packages/request/follow?id=${request.id}`, imageUrl: picture || cover }
}

/** The card of what is open in a micro-grid today. */
export function digestCard(digest: DigestView, picture = ''): Card {
  const { title } = digestCardWords(digest, chinaDate(Date.now()))
  const path = `/packages/group/digest?unit=${digest.unit.id}`
  return { title, path, imageUrl: picture || cover }
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

/** The same, and lets the group's owner pin the card as something to do. */
export function allowSharingAsToDo(activityId: string): void {
  if (!wx.canIUse('updateShareMenu')) return
  void wx.updateShareMenu({ withShareTicket: true, toDoActivityId: activityId })
}

export function forbidSharing(): void {
  void wx.hideShareMenu({ menus: ['shareAppMessage', 'shareTimeline'] })
}
