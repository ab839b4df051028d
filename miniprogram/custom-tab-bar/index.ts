import { routes, showTab } from '../api/pages'
import { lastHome, loadHome, onHome } from '../api/session'
import type { HomeView } from '../../typings/api'

interface Tab {
  url: string
  text: string
  icon: string
  chosenIcon: string
  count: number
  testid: string
}

/** The tabs of this person: without an appointment there is no work tab at all. */
function tabsFor(home: HomeView | null): Tab[] {
  const tabs = [
    { url: routes.home(), text: '首页', icon: 'home', count: 0, testid: 'tab-home' },
    { url: routes.mine(), text: '我的诉求', icon: 'file', count: 0, testid: 'tab-mine' },
    {
      url: routes.inbox(),
      text: '消息',
      icon: 'mail',
      count: home?.unread ?? 0,
      testid: 'tab-inbox',
    },
    {
      url: routes.work(),
      text: '工作台',
      icon: 'task',
      count: home?.work?.waiting ?? 0,
      testid: 'tab-work',
    },
  ]
  const isWorking = (home?.profile.appointments.length ?? 0) > 0
  return (isWorking ? tabs : tabs.slice(0, 3)).map((tab) => ({
    ...tab,
    chosenIcon: `${tab.icon}-filled`,
  }))
}

interface Following {
  stopFollowing?: () => void
}

Component({
  options: { styleIsolation: 'apply-shared' },
  data: { tabs: tabsFor(null), current: '' },
  lifetimes: {
    attached() {
      this.setData({ tabs: tabsFor(lastHome()), current: currentUrl() })
      const following = this as Following
      following.stopFollowing = onHome((home) => this.setData({ tabs: tabsFor(home) }))
      if (!lastHome()) void loadHome({ isQuiet: true })
    },
    detached() {
      const following = this as Following
      following.stopFollowing?.()
    },
  },
  pageLifetimes: {
    show() {
      this.setData({ tabs: tabsFor(lastHome()), current: currentUrl() })
    },
  },
  methods: {
    onChoose(event: WechatMiniprogram.TouchEvent) {
      const { url } = event.currentTarget.dataset as { url: string }
      if (url !== this.data.current) showTab(url)
    },
  },
})

function currentUrl(): string {
  const pages = getCurrentPages()
  return `/${pages[pages.length - 1]?.route ?? ''}`
}
