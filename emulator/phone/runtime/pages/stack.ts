import { componentAt, description, isTabPage } from '../description'
import { raisePageNotFound } from '../framework/app-events'
import type { Framework } from '../framework/space'
import { host } from '../host'
import { parseTarget, type Target } from '../launch'
import { remember } from '../reopen'
import { EventChannel } from './event-channel'
import { Page } from './page'
import { TabBar } from './tab-bar'

export type NavigationKind = 'navigateTo' | 'redirectTo' | 'reLaunch' | 'switchTab'

const deepestStack = 10

/** A navigation WeChat would refuse, in its words. */
export class NavigationError extends Error {}

/** The open pages. Tab pages stay alive while another tab is shown; all others end when left. */
export class PageStack {
  readonly element = document.createElement('main')
  readonly tabBar: TabBar
  private readonly framework: Framework
  private pages: Page[] = []
  private readonly tabs = new Map<string, Page>()

  constructor(framework: Framework) {
    this.framework = framework
    this.element.className = 'phone-pages'
    this.tabBar = new TabBar((item) => this.tapTab(item.pagePath, item))
  }

  get top(): Page | undefined {
    return this.pages.at(-1)
  }

  get all(): readonly Page[] {
    return this.pages
  }

  /** Opens the first page of a launch; an unknown one is reported to the App first. */
  launch(target: Target): void {
    const path = target.path === '' ? this.homePath() : target.path
    if (componentAt(path)?.isPage) this.replaceAll({ path, query: target.query })
    else this.reportNotFound(target)
    if (this.top !== undefined) this.offerHome(this.top)
  }

  private homePath(): string {
    const { entryPagePath, pages } = description().app
    return (entryPagePath ?? pages[0] ?? '').replace(/^\//, '')
  }

  private reportNotFound(target: Target): void {
    const isHandled = raisePageNotFound({ ...target, isEntryPage: true })
    if (!isHandled || this.top === undefined) this.replaceAll({ path: this.homePath(), query: {} })
  }

  private offerHome(page: Page): void {
    page.navigationBar.offersHome = page.route !== this.homePath() && !isTabPage(page.route)
  }

  open(kind: NavigationKind, url: string, channel = new EventChannel()): void {
    const target = this.resolve(url)
    this.check(kind, target.path)
    switch (kind) {
      case 'navigateTo':
        this.top?.hide()
        this.push(target, channel)
        break
      case 'redirectTo':
        this.pages.pop()?.unload()
        this.push(target, channel)
        break
      case 'reLaunch':
        this.replaceAll(target)
        break
      case 'switchTab':
        this.switchTo(target)
        break
    }
    this.report()
  }

  /** Relative addresses are read from the page they are used on. */
  private resolve(url: string): Target {
    if (url.startsWith('/') || this.top === undefined) return parseTarget(url)
    const base = new URL(`/${this.top.route}`, 'https://phone.local')
    const { pathname } = new URL(url.split('?')[0] ?? '', base)
    return { ...parseTarget(url), path: pathname.slice(1) }
  }

  private check(kind: NavigationKind, path: string): void {
    if (!componentAt(path)?.isPage) throw new NavigationError(`page "${path}" is not found`)
    const isTab = isTabPage(path)
    if (isTab && (kind === 'navigateTo' || kind === 'redirectTo')) {
      throw new NavigationError(`can not ${kind} a tabbar page`)
    }
    if (!isTab && kind === 'switchTab')
      throw new NavigationError('can not switch to no-tabBar page')
    if (kind === 'navigateTo' && this.pages.length >= deepestStack) {
      throw new NavigationError('webview count limit exceed')
    }
  }

  back(delta = 1): void {
    if (this.pages.length < 2) throw new NavigationError('cannot navigate back at first page.')
    const count = Math.min(Math.max(1, delta), this.pages.length - 1)
    for (const page of this.pages.splice(this.pages.length - count)) page.unload()
    this.top?.show()
    this.report()
  }

  home(): void {
    const path = this.homePath()
    this.open(isTabPage(path) ? 'switchTab' : 'reLaunch', `/${path}`)
  }

  private replaceAll(target: Target): void {
    for (const page of this.pages.splice(0).reverse()) this.drop(page)
    for (const tab of this.tabs.values()) tab.unload()
    this.tabs.clear()
    this.push(target, new EventChannel())
    this.report()
  }

  private drop(page: Page): void {
    if (!this.tabs.has(page.route)) page.unload()
  }

  private switchTo(target: Target): void {
    const current = this.pages.splice(0)
    const shown = current.at(-1)
    if (shown?.route === target.path) {
      this.pages = [shown]
      return
    }
    shown?.hide()
    for (const page of current.reverse()) this.drop(page)
    const known = this.tabs.get(target.path)
    if (known === undefined) this.push(target, new EventChannel())
    else this.resume(known)
  }

  private resume(page: Page): void {
    this.pages = [page]
    page.show()
  }

  private push(target: Target, channel: EventChannel): void {
    const { framework } = this
    const page = new Page({ ...target, framework, channel, isFirst: this.pages.length === 0 })
    this.pages.push(page)
    if (isTabPage(page.route)) this.tabs.set(page.route, page)
    page.load(this.element)
    if (this.top === page) page.show()
  }

  private tapTab(path: string, item: { index: number; text: string }): void {
    this.open('switchTab', `/${path}`)
    this.top?.call('onTabItemTap', { index: item.index, pagePath: path, text: item.text })
  }

  private report(): void {
    const { top } = this
    if (top === undefined) return
    this.tabBar.show(top.route)
    this.element.classList.toggle('phone-pages--with-tabs', this.tabBar.isShown)
    remember(top.route, top.query)
    host.send({ type: 'navigate', path: top.route, query: top.query, depth: this.pages.length })
    host.send({ type: 'title', title: top.navigationBar.title })
  }
}

let current: PageStack | null = null

export function createStack(framework: Framework): PageStack {
  current = new PageStack(framework)
  return current
}

export function pageStack(): PageStack {
  if (current === null) throw new Error('The phone has not been started')
  return current
}

/** The visible page; an error while there is none, e.g. in App.onLaunch. */
export function topPage(): Page {
  const page = pageStack().top
  if (page === undefined) throw new Error('There is no page yet')
  return page
}
