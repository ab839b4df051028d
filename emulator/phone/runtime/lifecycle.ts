import { raiseHide, raiseShow } from './framework/app-events'
import { setAhead } from './clock'
import { callApp } from './framework/definitions'
import { host, type MessageFromHost } from './host'
import { launch, parseTarget } from './launch'
import { pageStack } from './pages/stack'
import { applyTheme, changeSetting, effectiveTheme, onSettingChange } from './settings'

/** Options of App.onShow and wx.getEnterOptionsSync. */
export function enterOptions(): Record<string, unknown> {
  const { path, query, scene, group } = launch
  return { path, query, scene, referrerInfo: {}, ...(group === null ? {} : { shareTicket: group }) }
}

let isShown = true

/** The mini program comes to the front or leaves it. */
export function setShown(shown: boolean): void {
  if (shown === isShown) return
  isShown = shown
  const page = pageStack().top
  if (shown) raiseShow(enterOptions())
  page?.call(shown ? 'onShow' : 'onHide')
  page?.raise(shown ? 'show' : 'hide')
  if (!shown) raiseHide()
}

/** After a jump in time the page reads again what it shows, as after coming back to it. */
function moveClock(ahead: number): void {
  setAhead(ahead)
  if (!isShown) return
  setShown(false)
  setShown(true)
}

type Opening = Extract<MessageFromHost, { type: 'open' }>

function openFromHost(message: Opening): void {
  const target = parseTarget(message.path)
  isShown = true
  Object.assign(launch, {
    ...target,
    scene: message.scene ?? launch.scene,
    group: message.group ?? null,
    hasLeftGroup: message.hasLeftGroup ?? false,
  })
  isShown = true
  raiseShow(enterOptions())
  pageStack().launch(target)
}

function applyThemeChange(): void {
  applyTheme()
  const stack = pageStack()
  for (const page of stack.all) page.applyColours()
  stack.tabBar.render()
  callApp('onThemeChange', { theme: effectiveTheme() })
}

function reportResize(): void {
  const page = pageStack().top
  if (page === undefined) return
  const { clientWidth: windowWidth, clientHeight: windowHeight } = page.view
  const size = { size: { windowWidth, windowHeight } }
  page.call('onResize', size)
  page.raise('resize', [size.size])
}

/** Follows what the host and the browser report: theme, font size, network, visibility. */
export function listenToHost(): void {
  host.on('open', openFromHost)
  host.on('theme', ({ theme }) => changeSetting('theme', theme))
  host.on('fontSize', ({ fontSize }) => changeSetting('fontSize', fontSize))
  host.on('network', ({ isOnline }) => changeSetting('isOnline', isOnline))
  host.on('visibility', ({ isVisible }) => setShown(isVisible))
  host.on('clock', ({ ahead }) => moveClock(ahead))
  host.on('location', ({ latitude, longitude, name = '', address = '' }) =>
    changeSetting('location', { latitude, longitude, name, address }),
  )
  host.listen()
  onSettingChange((name) => {
    if (name === 'theme') applyThemeChange()
  })
  document.addEventListener('visibilitychange', () => setShown(!document.hidden))
  addEventListener('resize', reportResize)
}
