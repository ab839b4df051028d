import { launch } from '../launch'
import { viewport } from '../framework/backend'
import {
  changeSetting,
  effectiveTheme,
  onSettingChange,
  settings,
  standardFontSize,
} from '../settings'
import { showToast } from '../shell/toast'
import { ApiError, asyncApis, cancelled, Listeners, type ApiTable } from './call'
import { askModal } from '../shell/modal'

/** The newest base library whose behaviour the phone follows. */
export const libraryVersion = '3.8.12'

const navigationBarHeight = 44
const capsule = { width: 87, height: 32, margin: 10, top: 6 }

function screenSize(): { width: number; height: number } {
  const { clientWidth: width, clientHeight: height } = document.body
  return { width, height }
}

function windowInfo(): Record<string, unknown> {
  const { width, height } = screenSize()
  const { statusBarHeight } = launch
  return {
    pixelRatio: devicePixelRatio,
    screenWidth: width,
    screenHeight: height,
    windowWidth: viewport.element.clientWidth,
    windowHeight: viewport.element.clientHeight,
    statusBarHeight,
    screenTop: statusBarHeight + navigationBarHeight,
    safeArea: {
      left: 0,
      top: statusBarHeight,
      right: width,
      bottom: height,
      width,
      height: height - statusBarHeight,
    },
  }
}

function appBaseInfo(): Record<string, unknown> {
  return {
    SDKVersion: libraryVersion,
    enableDebug: false,
    host: { appId: '' },
    language: 'zh_CN',
    version: '8.0.50',
    theme: effectiveTheme(),
    fontSizeSetting: settings.fontSize,
    fontSizeScaleFactor: settings.fontSize / standardFontSize,
  }
}

function deviceInfo(): Record<string, unknown> {
  return {
    abi: '',
    benchmarkLevel: 50,
    brand: 'devtools',
    model: 'Phone in a browser',
    system: 'iOS 17.0',
    platform: 'devtools',
    cpuType: '',
    memorySize: 0,
  }
}

function appAuthorizeSetting(): Record<string, unknown> {
  const names = [
    'album',
    'bluetooth',
    'camera',
    'location',
    'microphone',
    'notification',
    'phoneCalendar',
  ]
  return Object.fromEntries(names.map((name) => [`${name}Authorized`, 'authorized']))
}

function systemInfo(): Record<string, unknown> {
  return { ...windowInfo(), ...appBaseInfo(), ...deviceInfo() }
}

function menuButton(): Record<string, number> {
  const right = screenSize().width - capsule.margin
  const top = launch.statusBarHeight + capsule.top
  const { width, height } = capsule
  return { width, height, top, right, bottom: top + height, left: right - width }
}

const themeChanges = new Listeners<{ theme: string }>()
const networkChanges = new Listeners<{ isConnected: boolean; networkType: string }>()
const resizes = new Listeners<{ size: { windowWidth: number; windowHeight: number } }>()

function networkType(): string {
  return settings.isOnline ? 'wifi' : 'none'
}

onSettingChange((name) => {
  if (name === 'theme') themeChanges.emit({ theme: effectiveTheme() })
  if (name === 'isOnline') {
    networkChanges.emit({ isConnected: settings.isOnline, networkType: networkType() })
  }
})
addEventListener('online', () => changeSetting('isOnline', true))
addEventListener('offline', () => changeSetting('isOnline', false))
addEventListener('resize', () => {
  const { clientWidth: windowWidth, clientHeight: windowHeight } = viewport.element
  resizes.emit({ size: { windowWidth, windowHeight } })
})

const keyboards = new Listeners<{ height: number }>()

/** The keyboard is what it takes away from the visible part of the window. */
visualViewport?.addEventListener('resize', () => {
  const visible = visualViewport?.height ?? innerHeight
  keyboards.emit({ height: Math.max(0, Math.round(innerHeight - visible)) })
})

let clipboard = ''

async function copy({ data }: { data: string }): Promise<void> {
  clipboard = data
  await navigator.clipboard?.writeText(data).catch(() => undefined)
  showToast({ title: '内容已复制' })
}

async function call({ phoneNumber }: { phoneNumber: string }): Promise<void> {
  const { confirm } = await askModal({ content: phoneNumber, confirmText: '呼叫' })
  if (!confirm) throw cancelled
}

function calendarNotice(title: string): string {
  return `已添加到手机日历：${title}`
}

const deviceAsync = asyncApis({
  getSystemInfo: () => systemInfo(),
  getSystemInfoAsync: () => systemInfo(),
  getNetworkType: () => ({ networkType: networkType() }),
  setClipboardData: copy,
  getClipboardData: () => ({ data: clipboard }),
  makePhoneCall: call,
  vibrateShort: () => void navigator.vibrate?.(15),
  vibrateLong: () => void navigator.vibrate?.(400),
  addPhoneCalendar({ title, startTime }: { title: string; startTime: number }) {
    if (!title || !startTime) throw new ApiError('parameter error: title and startTime are needed')
    showToast({ title: calendarNotice(title), icon: 'none' })
  },
  addPhoneRepeatCalendar: ({ title }: { title: string }) =>
    showToast({ title: calendarNotice(title), icon: 'none' }),
  setKeepScreenOn: () => undefined,
  setScreenBrightness: () => undefined,
  getScreenBrightness: () => ({ value: 0.8 }),
  getBatteryInfo: () => ({ level: 100, isCharging: true }),
})

/** What the phone is, how it is set, and what it can be asked to do. */
export const deviceApis: ApiTable = {
  ...deviceAsync,
  getSystemInfoSync: systemInfo,
  getWindowInfo: windowInfo,
  getAppBaseInfo: appBaseInfo,
  getDeviceInfo: deviceInfo,
  getSystemSetting: () => ({
    bluetoothEnabled: true,
    locationEnabled: true,
    wifiEnabled: true,
    deviceOrientation: 'portrait',
  }),
  getAppAuthorizeSetting: appAuthorizeSetting,
  getMenuButtonBoundingClientRect: menuButton,
  onMenuButtonBoundingClientRectWeightChange: () => undefined,
  offMenuButtonBoundingClientRectWeightChange: () => undefined,
  onThemeChange: themeChanges.on,
  offThemeChange: themeChanges.off,
  onNetworkStatusChange: networkChanges.on,
  offNetworkStatusChange: networkChanges.off,
  onKeyboardHeightChange: keyboards.on,
  offKeyboardHeightChange: keyboards.off,
  onWindowResize: resizes.on,
  offWindowResize: resizes.off,
}
