import type { TabBarConfig, TabBarItem } from '../../compiler/types'
import { description, isTabPage } from '../description'
import { fileUrl } from '../files/address'
import { themed } from '../settings'

export interface TappedTab extends TabBarItem {
  index: number
}

interface TabState extends TabBarItem {
  badge: string
  hasRedDot: boolean
}

type TabStyle = Pick<TabBarConfig, 'color' | 'selectedColor' | 'backgroundColor' | 'borderStyle'>

/** The native tab bar with its badges and red dots. */
export class TabBar {
  readonly element = document.createElement('nav')
  private readonly onTap: (item: TappedTab) => void
  private tabs: TabState[] = []
  private style: TabStyle = {}
  private current = ''
  private isHidden = false
  private isCustom = false

  constructor(onTap: (item: TappedTab) => void) {
    this.onTap = onTap
    const config = description().app.tabBar
    this.element.className = 'phone-tab-bar phone-shell'
    this.element.setAttribute('role', 'tablist')
    this.style = { ...config }
    this.isCustom = config?.custom === true
    this.tabs = (config?.list ?? []).map((item) => ({ ...item, badge: '', hasRedDot: false }))
  }

  get isShown(): boolean {
    return !this.isHidden && !this.isCustom && isTabPage(this.current)
  }

  get count(): number {
    return this.tabs.length
  }

  show(route: string): void {
    this.current = route
    this.render()
  }

  setHidden(isHidden: boolean): void {
    this.isHidden = isHidden
    this.render()
  }

  setStyle(style: TabStyle): void {
    this.style = { ...this.style, ...style }
    this.render()
  }

  change(index: number, change: Partial<TabState>): void {
    const tab = this.tabs[index]
    if (tab === undefined) throw new Error('tabbar item not found')
    Object.assign(tab, change)
    this.render()
  }

  render(): void {
    this.element.hidden = !this.isShown
    this.element.style.backgroundColor = themed(this.style.backgroundColor)
    this.element.dataset.border = themed(this.style.borderStyle) || 'black'
    this.element.replaceChildren(...this.tabs.map((tab, index) => this.renderTab(tab, index)))
  }

  private renderTab(tab: TabState, index: number): HTMLElement {
    const isSelected = tab.pagePath === this.current
    const element = document.createElement('button')
    element.type = 'button'
    element.className = 'phone-tab'
    element.setAttribute('role', 'tab')
    element.setAttribute('aria-selected', String(isSelected))
    element.style.color = themed(isSelected ? this.style.selectedColor : this.style.color)
    element.append(...this.renderIcon(tab, isSelected), this.renderText(tab))
    element.addEventListener('click', () => this.onTap({ ...tab, index }))
    return element
  }

  private renderIcon(tab: TabState, isSelected: boolean): HTMLElement[] {
    const path = themed(isSelected ? tab.selectedIconPath : tab.iconPath)
    const holder = document.createElement('span')
    holder.className = 'phone-tab-icon'
    if (path !== '') holder.append(iconImage(path))
    if (tab.badge !== '') holder.append(mark('phone-tab-badge', tab.badge))
    else if (tab.hasRedDot) holder.append(mark('phone-tab-dot', ''))
    return [holder]
  }

  private renderText({ text }: TabState): HTMLElement {
    const element = document.createElement('span')
    element.className = 'phone-tab-text'
    element.textContent = text
    return element
  }
}

function iconImage(path: string): HTMLImageElement {
  const image = document.createElement('img')
  image.src = fileUrl(`/${path.replace(/^\//, '')}`, '')
  image.alt = ''
  return image
}

function mark(className: string, text: string): HTMLElement {
  const element = document.createElement('i')
  element.className = className
  element.textContent = text
  return element
}
