import { host } from '../host'
import { navigationActions } from '../pages/navigation-bar'
import { pageStack } from '../pages/stack'
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

const menuItems = ['转发给朋友', '设置', '重新进入小程序']

async function openMenu(): Promise<void> {
  switch (await askActions({ itemList: menuItems })) {
    case 0:
      return shareFrom({ from: 'menu' })
    case 1:
      await showSettings()
      return
    case 2:
      location.reload()
  }
}

/** Connects the buttons of the native navigation bar with the page stack. */
export function connectNavigationBar(): void {
  navigationActions.back = () => attempt(() => pageStack().back())
  navigationActions.home = () => attempt(() => pageStack().home())
  navigationActions.menu = () => void openMenu()
  navigationActions.close = () => host.send({ type: 'close' })
}
