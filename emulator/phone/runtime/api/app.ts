import { launch } from '../launch'
import { enterOptions } from '../lifecycle'
import { post } from './emulator'
import { ApiError, asyncApi, asyncApis, type ApiTable } from './call'
import { appEvents } from '../framework/app-events'

const launchOptions = enterOptions()
const groupScenes = new Set([1008, 1044, 1158, 1185])
const wrongSceneCode = 40097
const notMemberCode = 65206

function consoleLogger(): Record<string, (...values: unknown[]) => void> {
  const write = (level: 'debug' | 'info' | 'warn' | 'error') => {
    return (...values: unknown[]): void => console[level]('[log]', ...values)
  }
  return {
    debug: write('debug'),
    log: write('info'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    setFilterMsg: () => undefined,
    addFilterMsg: () => undefined,
  }
}

/** The group whose card was tapped, sealed: only a cloud function can read it. */
async function groupEnterInfo(): Promise<object> {
  if (launch.group === null || !groupScenes.has(launch.scene)) {
    throw new ApiError('scene is not supported', { errCode: wrongSceneCode })
  }
  if (launch.hasLeftGroup) throw new ApiError('not in the group', { errCode: notMemberCode })
  const { openid, group } = launch
  const { cloudID } = await post<{ cloudID: string }>('cloud-id', {
    openid,
    data: { opengid: group },
  })
  return { cloudID, encryptedData: '', iv: '' }
}

const updateManager = {
  onCheckForUpdate: (listener: (result: { hasUpdate: boolean }) => void) => {
    setTimeout(() => listener({ hasUpdate: false }))
  },
  onUpdateReady: () => undefined,
  onUpdateFailed: () => undefined,
  applyUpdate: () => undefined,
}

/** The App's own life, the account, logs. */
export const appApis: ApiTable = {
  ...asyncApis({
    login: () => ({ code: `code-${crypto.randomUUID()}` }),
    checkSession: () => undefined,
    getUserInfo: () => ({ userInfo: { nickName: '微信用户', avatarUrl: '' } }),
    getUserProfile: () => ({ userInfo: { nickName: '微信用户', avatarUrl: '' } }),
    reportEvent: () => undefined,
    updateWeChatApp: () => undefined,
  }),
  /** WeChat offers this one with callbacks only. */
  getGroupEnterInfo: (options: object) =>
    asyncApi('getGroupEnterInfo', groupEnterInfo)({ complete: () => undefined, ...options }),
  getLaunchOptionsSync: () => launchOptions,
  getEnterOptionsSync: enterOptions,
  getAccountInfoSync: () => ({
    miniProgram: { appId: 'wx0000000000000000', envVersion: 'develop', version: '' },
  }),
  getUpdateManager: () => updateManager,
  getLogManager: consoleLogger,
  getRealtimeLogManager: consoleLogger,
  reportAnalytics: () => undefined,
  reportMonitor: () => undefined,
  reportPerformance: () => undefined,
  getPerformance: () => performance,
  getExtConfigSync: () => ({}),
  nextTick: (run: () => void) => void Promise.resolve().then(run),
  onAppShow: appEvents.show.on,
  offAppShow: appEvents.show.off,
  onAppHide: appEvents.hide.on,
  offAppHide: appEvents.hide.off,
  onError: appEvents.error.on,
  offError: appEvents.error.off,
  onUnhandledRejection: appEvents.rejection.on,
  offUnhandledRejection: appEvents.rejection.off,
  onPageNotFound: appEvents.pageNotFound.on,
  offPageNotFound: appEvents.pageNotFound.off,
  onMemoryWarning: () => undefined,
  offMemoryWarning: () => undefined,
}
