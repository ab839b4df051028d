import { host } from '../host'
import { EventChannel } from '../pages/event-channel'
import { pageStack, topPage, type NavigationKind } from '../pages/stack'
import { scrollPage } from '../pages/scrolling'
import { ApiError, asyncApis, type ApiTable } from './call'

interface NavigationInput {
  url: string
  events?: Record<string, (...parameters: unknown[]) => void>
}

function open(kind: NavigationKind) {
  return ({ url, events }: NavigationInput): object => {
    const eventChannel = new EventChannel(events)
    pageStack().open(kind, url, eventChannel)
    return kind === 'navigateTo' ? { eventChannel } : {}
  }
}

interface TabInput {
  index: number
  text?: string
  iconPath?: string
  selectedIconPath?: string
}

function changeTab(
  change: (input: TabInput) => Parameters<ReturnType<typeof pageStack>['tabBar']['change']>[1],
) {
  return (input: TabInput): void => pageStack().tabBar.change(input.index, change(input))
}

const tabBarApis = asyncApis({
  showTabBar: () => pageStack().tabBar.setHidden(false),
  hideTabBar: () => pageStack().tabBar.setHidden(true),
  setTabBarBadge: changeTab(({ text = '' }) => ({ badge: String(text), hasRedDot: false })),
  removeTabBarBadge: changeTab(() => ({ badge: '' })),
  showTabBarRedDot: changeTab(() => ({ hasRedDot: true, badge: '' })),
  hideTabBarRedDot: changeTab(() => ({ hasRedDot: false })),
  setTabBarItem: changeTab(({ text, iconPath, selectedIconPath }) => ({
    ...(text === undefined ? {} : { text }),
    ...(iconPath === undefined ? {} : { iconPath }),
    ...(selectedIconPath === undefined ? {} : { selectedIconPath }),
  })),
  setTabBarStyle: (style: Parameters<ReturnType<typeof pageStack>['tabBar']['setStyle']>[0]) =>
    pageStack().tabBar.setStyle(style),
})

const barApis = asyncApis({
  setNavigationBarTitle({ title }: { title: string }) {
    topPage().navigationBar.title = title
    host.send({ type: 'title', title })
  },
  setNavigationBarColor({ frontColor, backgroundColor }: Record<string, string>) {
    topPage().navigationBar.setColours({
      ...(frontColor === undefined ? {} : { front: frontColor }),
      ...(backgroundColor === undefined ? {} : { background: backgroundColor }),
    })
  },
  showNavigationBarLoading() {
    topPage().navigationBar.isLoading = true
  },
  hideNavigationBarLoading() {
    topPage().navigationBar.isLoading = false
  },
  hideHomeButton() {
    topPage().navigationBar.offersHome = false
  },
  setBackgroundColor({ backgroundColor }: { backgroundColor?: string }) {
    if (backgroundColor !== undefined) topPage().view.style.backgroundColor = backgroundColor
  },
  setBackgroundTextStyle: () => undefined,
})

const pageApis = asyncApis({
  navigateTo: open('navigateTo'),
  redirectTo: open('redirectTo'),
  reLaunch: open('reLaunch'),
  switchTab: open('switchTab'),
  navigateBack: ({ delta }: { delta?: number }) => pageStack().back(delta),
  startPullDownRefresh: () => topPage().pullDown.start(),
  stopPullDownRefresh: () => topPage().pullDown.stop(),
  pageScrollTo: (input: Parameters<typeof scrollPage>[1]) => scrollPage(topPage(), input),
  exitMiniProgram: () => host.send({ type: 'close' }),
  navigateToMiniProgram() {
    throw new ApiError('this phone has no other mini program')
  },
  loadSubpackage: () => undefined,
  preloadSubpackage: () => undefined,
})

/** Pages, tab bar and navigation bar. */
export const navigationApis: ApiTable = {
  ...pageApis,
  ...tabBarApis,
  ...barApis,
  createEventChannel: () => new EventChannel(),
}
