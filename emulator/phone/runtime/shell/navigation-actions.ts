import { host } from '../host'
import { navigationActions } from '../pages/navigation-bar'
import { pageStack } from '../pages/stack'
import { reportError } from './problem-overlay'

function attempt(action: () => void): void {
  try {
    action()
  } catch (error) {
    reportError(error)
  }
}

/** Connects the buttons of the native navigation bar with the page stack. */
export function connectNavigationBar(): void {
  navigationActions.back = () => attempt(() => pageStack().back())
  navigationActions.home = () => attempt(() => pageStack().home())
  navigationActions.close = () => host.send({ type: 'close' })
}
