import type * as glassEasel from 'glass-easel'
import { componentAt, description, isTabPage } from '../description'
import { viewport } from '../framework/backend'
import { nodeOf } from '../framework/descriptor'
import { portalRoot } from '../framework/portal'
import type { Framework } from '../framework/space'
import type { Target } from '../launch'
import { themed } from '../settings'
import { stats } from '../stats'
import { CustomTabBar } from './custom-tab-bar'
import type { EventChannel } from './event-channel'
import { NavigationBar } from './navigation-bar'
import { PullDown } from './pull-down'
import { watchScrolling } from './scrolling'

export type PageMethod = (parameter?: unknown) => unknown

/** A page as its own code sees it (`this`), with what WeChat adds. */
export interface PageInstance {
  route: string
  __route__: string
  options: Record<string, string>
  getOpenerEventChannel(): EventChannel
  [member: string]: unknown
}

export interface PageConfig {
  navigationBarTitleText?: string
  navigationBarTextStyle?: string
  navigationBarBackgroundColor?: string
  navigationStyle?: string
  backgroundColor?: string
  backgroundTextStyle?: string
  enablePullDownRefresh?: boolean
  onReachBottomDistance?: number
  disableScroll?: boolean
}

interface Opening extends Target {
  framework: Framework
  channel: EventChannel
  isFirst: boolean
}

let nextPageId = 1

/** The window options of app.json with the page's own on top. */
function pageConfig(path: string): PageConfig {
  const own: Record<string, unknown> = componentAt(path)?.config ?? {}
  return { ...description().app.window, ...own }
}

type Navigate = (options: { url: string }) => unknown

/** `this.router`: navigation whose relative addresses are read from this page for good. */
function routerOf(route: string): Record<string, Navigate> {
  const kinds = ['navigateTo', 'redirectTo', 'reLaunch', 'switchTab', 'navigateBack']
  const api = globalThis as unknown as { wx: Record<string, Navigate> }
  const entries = kinds.map((kind): [string, Navigate] => [
    kind,
    (options) => api.wx[kind]?.({ ...options, ...absolute(options.url, route) }),
  ])
  return Object.fromEntries(entries)
}

function absolute(url: string | undefined, route: string): { url?: string } {
  if (url === undefined) return {}
  const { pathname, search } = new URL(url, `https://phone.local/${route}`)
  return { url: pathname + search }
}

/** One page of the stack: its component, its element and its native navigation bar. */
export class Page {
  readonly id = nextPageId++
  readonly route: string
  readonly query: Record<string, string>
  readonly config: PageConfig
  readonly element = document.createElement('section')
  readonly view = document.createElement('div')
  readonly scroller = document.createElement('div')
  readonly navigationBar: NavigationBar
  readonly pullDown: PullDown
  readonly instance: PageInstance
  readonly component: glassEasel.GeneralComponent
  private readonly root: ReturnType<Framework['backend']['createRoot']>
  private readonly customTabBar: CustomTabBar | null
  private savedScrollTop = 0

  constructor(opening: Opening) {
    this.route = opening.path
    this.query = opening.query
    this.config = pageConfig(opening.path)
    this.navigationBar = new NavigationBar(this.config, { hasBack: !opening.isFirst })
    this.root = this.createRoot(opening)
    this.component = this.root.getComponent()
    this.customTabBar = CustomTabBar.for(this.route, opening.framework)
    this.instance = this.describeInstance(opening.channel)
    this.pullDown = new PullDown(this.scroller, {
      isEnabled: this.config.enablePullDownRefresh === true,
      onRefresh: () => this.call('onPullDownRefresh'),
    })
    this.layOut()
  }

  private createRoot({ framework, path, query }: Opening): Page['root'] {
    portalRoot.current = this.element
    const search = new URLSearchParams(query).toString()
    const url = search === '' ? `/${path}` : `/${path}?${search}`
    return framework.backend.createRoot('wx-page', framework.codeSpace, url)
  }

  private describeInstance(channel: EventChannel): PageInstance {
    const instance = this.root.get() as unknown as PageInstance
    return Object.assign(instance, {
      route: this.route,
      __route__: this.route,
      options: this.query,
      getOpenerEventChannel: () => channel,
      router: routerOf(this.route),
      pageRouter: routerOf(this.route),
      getTabBar: () => this.customTabBar?.instance ?? null,
      getPageId: () => `pageId:${this.id}`,
    })
  }

  private layOut(): void {
    this.element.className = 'phone-page'
    this.element.classList.toggle('phone-page--tab', isTabPage(this.route))
    this.element.classList.toggle('phone-page--custom', this.config.navigationStyle === 'custom')
    this.element.dataset.route = this.route
    this.view.className = 'phone-page-view'
    this.scroller.className = 'phone-page-scroll'
    this.scroller.tabIndex = 0
    this.scroller.classList.toggle('phone-page-scroll--locked', this.config.disableScroll === true)
    this.applyColours()
    this.view.append(this.scroller)
    this.element.append(this.navigationBar.element, this.view)
  }

  applyColours(): void {
    this.view.style.backgroundColor = themed(this.config.backgroundColor)
    this.navigationBar.applyColours()
  }

  /** Puts the page into the document and runs its first lifetimes. */
  load(parent: HTMLElement): void {
    const place = document.createElement('i')
    this.scroller.append(place)
    parent.append(this.element)
    viewport.element = this.view
    stats.startPage(this.route)
    nodeOf(this.component)?.setAttribute('data-page', this.route)
    const scroller = this.scroller as unknown as glassEasel.GeneralBackendElement
    this.root.attach(scroller, place as unknown as glassEasel.GeneralBackendElement)
    this.customTabBar?.attach(this.component)
    watchScrolling(this)
    this.call('onLoad', this.query)
    setTimeout(() => this.call('onReady'))
  }

  show(): void {
    this.element.hidden = false
    this.scroller.scrollTop = this.savedScrollTop
    viewport.element = this.view
    portalRoot.current = this.element
    document.title = this.navigationBar.title
    this.call('onShow')
    this.raise('show')
  }

  hide(): void {
    this.savedScrollTop = this.scroller.scrollTop
    this.call('onHide')
    this.raise('hide')
    this.element.hidden = true
  }

  unload(): void {
    this.call('onUnload')
    this.customTabBar?.release()
    this.root.release()
    this.element.remove()
  }

  /** Raises a page lifetime in all components of the page. */
  raise(lifetime: 'show' | 'hide' | 'resize', parameters: unknown[] = []): void {
    this.component.triggerPageLifetime(lifetime, parameters)
    this.customTabBar?.raise(lifetime, parameters)
  }

  /** Calls a lifetime or handler of the page's own code, if it has one. */
  call(method: string, parameter?: unknown): unknown {
    const own = this.instance[method]
    return typeof own === 'function'
      ? (own as PageMethod).call(this.instance, parameter)
      : undefined
  }
}
