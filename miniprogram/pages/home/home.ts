import type { HomeView } from '../../../typings/api'
import { isFromChat } from '../../api/group'
import { followLook, lookStyle } from '../../api/look'
import { open, routes, showTab } from '../../api/pages'
import { lastHome, loadHome } from '../../api/session'
import { allowSharing, homeCard } from '../../api/share'

/** What the page shows of a home view, and nothing else of it. */
interface HomeData {
  /** The person's own micro-grid, else the one whose group they came from. */
  place: string
  caretaker: string
  standIn: string
  openRequests: HomeView['openRequests']
  unread: number
  groupWords: string
  /** The newest notice of where they live or work; empty when there is none. */
  bulletin: string
  /** The group they came by is nobody's yet, and could be theirs. */
  bindWords: string
  joinedWords: string
  work: string
}

function workWords(work: HomeView['work']): string {
  if (!work?.waiting) return ''
  const late = work.overdue > 0 ? `，其中 ${work.overdue} 件已超时` : ''
  return `有 ${work.waiting} 件等您办${late}`
}

/** Offers to join the micro-grid of the group, to those who are not in it. */
function groupWords({ profile, groupGrid }: HomeView): string {
  if (!groupGrid || groupGrid.id === profile.grid?.id) return ''
  return profile.grid
    ? `您是从「${groupGrid.name}」的群进来的。搬到这里了就点一下。`
    : '您是从群里进来的。住在这里就点一下，以后直接打开也认得您。'
}

/** Asks the leader of a group that is bound to no micro-grid yet. */
function bindWords({ bindable }: HomeView): string {
  const [first, ...others] = bindable
  if (!first) return ''
  return others.length > 0
    ? '这个群还没有绑定。是您哪个微网格的群？'
    : `这是 ${first.name} 的群吗？绑定以后，邻居点开就认得。`
}

/** Tells whoever was at home nowhere where they are now. */
function joinedWords({ hasJoined, profile }: HomeView): string {
  return hasJoined && profile.grid ? `记下了，您住在${profile.grid.name}。不对的话点这里换。` : ''
}

function toData(home: HomeView): HomeData {
  const { grid, caretaker } = home.profile
  return {
    place: grid?.name ?? home.groupGrid?.name ?? '',
    caretaker: caretaker?.label ?? '',
    standIn: caretaker?.standIn ?? '',
    openRequests: home.openRequests.slice(0, 5),
    unread: home.unread,
    bulletin: home.bulletin ? `${home.bulletin.from.name}：${home.bulletin.title}` : '',
    groupWords: groupWords(home),
    bindWords: bindWords(home),
    joinedWords: joinedWords(home),
    work: workWords(home.work),
  }
}

Page({
  data: {
    pageStyle: lookStyle(),
    home: null as HomeData | null,
    failure: '',
    isOffline: false,
  },
  onLoad() {
    allowSharing()
    const last = lastHome()
    if (last) this.setData({ home: toData(last) })
  },
  onShow() {
    followLook(this)
    void this.refresh()
  },
  async onPullDownRefresh() {
    await this.refresh()
    wx.stopPullDownRefresh()
  },
  async refresh() {
    const result = await loadHome({ isQuiet: this.data.home !== null })
    if (result.ok) {
      this.setData({ home: toData(result.data), failure: '' })
      return
    }
    const isOffline = result.failure.code === 'OFFLINE'
    this.setData({ failure: result.failure.message, isOffline })
  },
  onRetry() {
    this.setData({ failure: '' })
    void this.refresh()
  },
  onReport() {
    if (this.data.home?.place || isFromChat()) open(routes.report('me'))
    else open(routes.join())
  },
  onReportForNeighbour() {
    open(routes.report('neighbour'))
  },
  onBind() {
    open(routes.group())
  },
  onJoin() {
    open(routes.join())
  },
  onOpenRequest(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
    open(routes.request(event.detail.id))
  },
  onAllRequests() {
    showTab(routes.mine())
  },
  onInbox() {
    showTab(routes.inbox())
  },
  onWork() {
    showTab(routes.work())
  },
  onBulletins() {
    open(routes.notices())
  },
  onHomes() {
    open(routes.homes())
  },
  onShareAppMessage: () => homeCard(),
})
