import type { Page as PageOf } from '../../../typings/calls'
import type { BookingView } from '../../../typings/bookings'
import { callResident, type Result } from '../../api/client'
import { emptyListing, extendList, pullList, refreshList, restartList } from '../../api/list'
import { followLook, lookStyle } from '../../api/look'
import { open, routes } from '../../api/pages'
import { bookingStates, whenWords } from '../../format/bookings'
import type { Tone } from '../../format/words'

interface Line {
  id: string
  title: string
  when: string
  place: string
  state: { text: string; icon: string; tone: Tone }
}

function toLine(booking: BookingView): Line {
  const { id, service, home, guest, state, place } = booking
  return {
    id,
    title: guest ? `${service.name}（${guest}）` : service.name,
    when: whenWords(booking),
    place: place ? `候补第 ${place} 位` : home.name,
    state: bookingStates[state],
  }
}

Page({
  data: { pageStyle: lookStyle(), list: emptyListing<Line>() },
  onShow() {
    followLook(this)
    void this.refresh()
  },
  async loadPage(cursor?: string): Promise<Result<PageOf<Line>>> {
    const result = await callResident('bookings.list', cursor ? { cursor } : {})
    if (!result.ok) return result
    const { items, next } = result.data
    return { ok: true, data: { items: items.map(toLine), next } }
  },
  refresh(): Promise<void> {
    return refreshList(this)
  },
  onPullDownRefresh(): Promise<void> {
    return pullList(this)
  },
  onReachBottom(): Promise<void> {
    return extendList(this)
  },
  onRetry(): Promise<void> {
    return restartList(this)
  },
  onOpen(event: WechatMiniprogram.TouchEvent) {
    open(routes.booking((event.currentTarget.dataset as { id: string }).id))
  },
})
