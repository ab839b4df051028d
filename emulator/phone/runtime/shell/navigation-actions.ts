import { host } from '../host'
import { navigationActions } from '../pages/navigation-bar'
import { pageStack, topPage } from '../pages/stack'
import { askActions } from './action-sheet'
import { shareFrom, showSettings } from './open-types'
import { reportError } from './problem-overlay'

function attempt(action: () => void): void {
  try {
    action()
  } catch (error) {
    reportError(error)
  }
}

type Action = () => void

/** As in WeChat, only a page that says what it shares can be shared. */
function menuActions(): Record<string, Action> {
  const canShare = typeof topPage().instance.onShareAppMessage === 'function'
  return {
    ...(canShare ? { 转发给朋友: () => void shareFrom({ from: 'menu' }) } : {}),
    设置: () => void showSettings(),
    重新进入小程序: () => location.reload(),
  }
}

async function openMenu(): Promise<void> {
  const actions = menuActions()
  const index = await askActions({ itemList: Object.keys(actions) })
  if (index !== null) Object.values(actions)[index]?.()
}

/** Connects the buttons of the native navigation bar with the page stack. */
export function connectNavigationBar(): void {
  navigationActions.back = () => attempt(() => pageStack().back())
  navigationActions.home = () => attempt(() => pageStack().home())
  navigationActions.menu = () => void openMenu()
  navigationActions.close = () => host.send({ type: 'close' })
}
