import { themed } from '../settings'
import type { PageConfig } from './page'

export interface NavigationActions {
  back(): void
  home(): void
  menu(): void
  close(): void
}

/** Filled in by the shell; the bar itself knows no pages. */
export const navigationActions: NavigationActions = {
  back: () => undefined,
  home: () => undefined,
  menu: () => undefined,
  close: () => undefined,
}

function button(className: string, label: string, action: () => void): HTMLButtonElement {
  const element = document.createElement('button')
  element.type = 'button'
  element.className = className
  element.setAttribute('aria-label', label)
  element.addEventListener('click', action)
  return element
}

function capsule(): HTMLElement {
  const element = document.createElement('div')
  element.className = 'phone-capsule'
  element.append(
    button('phone-capsule-menu', '更多', () => navigationActions.menu()),
    button('phone-capsule-close', '关闭', () => navigationActions.close()),
  )
  return element
}

/** The native bar on top of a page: back or home, title, loading sign, capsule. */
export class NavigationBar {
  readonly element = document.createElement('header')
  private readonly heading = document.createElement('div')
  private readonly titleElement = document.createElement('h1')
  private readonly spinner = document.createElement('i')
  private colours: { front?: string; background?: string } = {}
  private readonly config: PageConfig
  private readonly home = button('phone-navigation-home', '首页', () => navigationActions.home())

  constructor(config: PageConfig, { hasBack }: { hasBack: boolean }) {
    this.config = config
    this.element.className = 'phone-navigation-bar phone-shell'
    this.titleElement.textContent = config.navigationBarTitleText ?? ''
    this.heading.className = 'phone-navigation-heading'
    this.spinner.className = 'phone-navigation-loading'
    this.spinner.hidden = true
    this.home.hidden = true
    if (hasBack)
      this.element.append(button('phone-navigation-back', '返回', () => navigationActions.back()))
    this.heading.append(this.spinner, this.titleElement)
    this.element.append(this.home, this.heading, capsule())
    this.applyColours()
  }

  get title(): string {
    return this.titleElement.textContent ?? ''
  }

  set title(text: string) {
    this.titleElement.textContent = text
    document.title = text
  }

  set isLoading(isLoading: boolean) {
    this.spinner.hidden = !isLoading
  }

  /** A page opened from a card has no page below it, so it offers the way home. */
  set offersHome(isOffered: boolean) {
    this.home.hidden = !isOffered
  }

  setColours(colours: { front?: string; background?: string }): void {
    this.colours = colours
    this.applyColours()
  }

  applyColours(): void {
    const textStyle =
      themed(this.config.navigationBarTextStyle) || this.config.navigationBarTextStyle
    const front = this.colours.front ?? (textStyle === 'black' ? '#000000' : '#ffffff')
    this.element.style.color = front
    const background = themed(this.config.navigationBarBackgroundColor)
    this.element.style.backgroundColor = this.colours.background ?? (background || '#000000')
    this.element.classList.toggle('phone-navigation-bar--dark', front.toLowerCase() === '#ffffff')
  }
}
