import { launch } from '../launch'
import { askModal } from '../shell/modal'
import { authorizations, authorize } from './authorization'
import { showSettings } from '../shell/open-types'
import { ApiError, asyncApis, type ApiTable } from './call'

const key = `phone:${launch.openid}:privacy`
const contractName = '《用户隐私保护指引》'

type Resolve = (answer: {
  event: 'exposureAuthorization' | 'agree' | 'disagree'
  buttonId?: string
}) => void
type Handler = (resolve: Resolve, info: { referrer: string }) => void

let handler: Handler | null = null
const waiting = new Set<(hasAgreed: boolean) => void>()

function hasAgreed(): boolean {
  return localStorage.getItem(key) === 'agreed'
}

function settle(agreed: boolean): void {
  if (agreed) localStorage.setItem(key, 'agreed')
  for (const resolve of waiting) resolve(agreed)
  waiting.clear()
}

/** The button with open-type agreePrivacyAuthorization was tapped. */
export function agreeToPrivacy(_buttonId: string): void {
  settle(true)
}

async function askDirectly(): Promise<boolean> {
  const { confirm } = await askModal({
    title: '用户隐私保护提示',
    content: `使用前请阅读${contractName}。如你同意，请点击“同意”开始使用。`,
    cancelText: '拒绝',
    confirmText: '同意',
  })
  settle(confirm)
  return confirm
}

function askThroughHandler(ask: Handler, referrer: string): Promise<boolean> {
  return new Promise((resolve) => {
    waiting.add(resolve)
    ask(
      ({ event }) => {
        if (event === 'agree') settle(true)
        if (event === 'disagree') settle(false)
      },
      { referrer },
    )
  })
}

/** Waits until the person has agreed to the privacy terms; APIs that touch personal data call it. */
export async function requirePrivacy(referrer: string): Promise<void> {
  if (hasAgreed()) return
  const agreed = handler === null ? await askDirectly() : await askThroughHandler(handler, referrer)
  if (!agreed) throw new ApiError('privacy permission is not authorized', { errno: 104 })
}

export const privacyApis: ApiTable = {
  ...asyncApis({
    getSetting: () => ({
      authSetting: authorizations(),
      subscriptionsSetting: { mainSwitch: true },
    }),
    openSetting: async () => ({ authSetting: await showSettings() }),
    authorize: ({ scope }: { scope: string }) => authorize(scope),
    getPrivacySetting: () => ({
      needAuthorization: !hasAgreed(),
      privacyContractName: contractName,
    }),
    openPrivacyContract: async () => {
      await askModal({
        title: contractName,
        content: '发布后在微信里显示指引全文',
        showCancel: false,
      })
    },
    requirePrivacyAuthorize: () => requirePrivacy('requirePrivacyAuthorize'),
  }),
  onNeedPrivacyAuthorization(newHandler: Handler) {
    handler = newHandler
  },
}
