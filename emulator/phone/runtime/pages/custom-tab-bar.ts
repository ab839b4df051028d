import type * as glassEasel from 'glass-easel'
import { description, isTabPage } from '../description'
import { nodeOf } from '../framework/descriptor'
import type { Framework } from '../framework/space'

export const customTabBarPath = 'custom-tab-bar/index'

/** A tab bar the mini program draws itself: each tab page has one of its own. */
export class CustomTabBar {
  private readonly root: ReturnType<Framework['backend']['createRoot']>

  private constructor(framework: Framework) {
    const { backend, codeSpace } = framework
    this.root = backend.createRoot('wx-custom-tab-bar', codeSpace, `/${customTabBarPath}`)
  }

  /** The bar of a tab page; null where the native bar or none is wanted. */
  static for(route: string, framework: Framework): CustomTabBar | null {
    const isWanted = description().app.tabBar?.custom === true && isTabPage(route)
    return isWanted ? new CustomTabBar(framework) : null
  }

  /** What `getTabBar()` answers: the component as its own code sees it. */
  get instance(): unknown {
    return this.root.get()
  }

  attach(page: glassEasel.GeneralComponent): void {
    const parent = nodeOf(page)
    const place = document.createElement('i')
    parent?.append(place)
    this.root.attach(toBackend(parent), toBackend(place))
  }

  /** Passes a page lifetime on. */
  raise(lifetime: 'show' | 'hide' | 'resize', parameters: unknown[] = []): void {
    this.root.getComponent().triggerPageLifetime(lifetime, parameters)
  }

  release(): void {
    this.root.release()
  }
}

function toBackend(node: HTMLElement | null): glassEasel.GeneralBackendElement {
  return node as unknown as glassEasel.GeneralBackendElement
}
