import { openContact, shareFrom, showSettings } from '../shell/open-types'
import { agreeToPrivacy } from '../api/privacy'
import { chooseAvatar } from '../shell/choose-file'
import type { Builtin, BuiltinDefinition } from './builtin'
import { setAttribute } from './common'
import { actOnForm } from './form'

const openTypes = [
  'share',
  'contact',
  'getPhoneNumber',
  'getRealtimePhoneNumber',
  'getUserInfo',
  'launchApp',
  'openSetting',
  'feedback',
  'chooseAvatar',
  'agreePrivacyAuthorization',
] as const

type OpenType = (typeof openTypes)[number]

function isOpenType(text: string): text is OpenType {
  return (openTypes as readonly string[]).includes(text)
}

function phoneNumberCode(): string {
  return `phone-${crypto.randomUUID()}`
}

async function pickAvatar(builtin: Builtin): Promise<void> {
  const avatarUrl = await chooseAvatar()
  if (avatarUrl !== null) builtin.emit('chooseavatar', { avatarUrl })
}

async function runOpenType(builtin: Builtin, openType: OpenType): Promise<void> {
  switch (openType) {
    case 'share':
      return shareFrom({ from: 'button', target: builtin })
    case 'contact':
      builtin.emit('contact', openContact(builtin))
      return
    case 'getPhoneNumber':
      builtin.emit('getphonenumber', { code: phoneNumberCode(), errMsg: 'getPhoneNumber:ok' })
      return
    case 'getRealtimePhoneNumber':
      builtin.emit('getrealtimephonenumber', {
        code: phoneNumberCode(),
        errMsg: 'getRealtimePhoneNumber:ok',
      })
      return
    case 'getUserInfo':
      builtin.emit('getuserinfo', {
        userInfo: { nickName: '微信用户', avatarUrl: '' },
        errMsg: 'getUserInfo:ok',
      })
      return
    case 'launchApp':
      builtin.emit('error', { errMsg: 'launchApp:fail not available on this phone' })
      return
    case 'openSetting':
      builtin.emit('opensetting', { authSetting: await showSettings(), errMsg: 'openSetting:ok' })
      return
    case 'feedback':
      console.info('feedback: the phone has no feedback page')
      return
    case 'chooseAvatar':
      return pickAvatar(builtin)
    case 'agreePrivacyAuthorization':
      agreeToPrivacy(builtin.component.id)
      builtin.emit('agreeprivacyauthorization', { errMsg: 'agreePrivacyAuthorization:ok' })
  }
}

/** Several types may be joined, e.g. `getPhoneNumber|agreePrivacyAuthorization`. */
async function press(builtin: Builtin): Promise<void> {
  if (builtin.flag('disabled') || builtin.flag('loading')) return
  const formType = builtin.text('formType')
  if (formType !== '') actOnForm(builtin, formType)
  const wanted = builtin.text('openType').split('|').filter(isOpenType).reverse()
  for (const openType of wanted) await runOpenType(builtin, openType)
}

function writeState(builtin: Builtin): void {
  const { node } = builtin
  const isDisabled = builtin.flag('disabled')
  node.dataset.type = builtin.text('type')
  node.dataset.size = builtin.text('size')
  node.classList.toggle('phone-is-plain', builtin.flag('plain'))
  node.classList.toggle('phone-is-disabled', isDisabled)
  node.classList.toggle('phone-is-loading', builtin.flag('loading'))
  node.tabIndex = isDisabled ? -1 : 0
  setAttribute(node, 'aria-disabled', isDisabled ? 'true' : builtin.text('ariaDisabled'))
}

export const button: BuiltinDefinition = {
  tag: 'button',
  properties: {
    type: ['string', 'default'],
    size: ['string', 'default'],
    plain: 'boolean',
    disabled: 'boolean',
    loading: 'boolean',
    formType: 'string',
    openType: 'string',
    hoverClass: ['string', 'button-hover'],
    lang: 'string',
    sessionFrom: 'string',
    sendMessageTitle: 'string',
    sendMessagePath: 'string',
    sendMessageImg: 'string',
    appParameter: 'string',
    showMessageCard: 'boolean',
    phoneNumberNoQuotaToast: ['boolean', true],
    createliveactivityopentype: 'any',
    needShowEntrance: 'any',
    entrancePath: 'any',
    activityType: 'any',
  },
  values: { 'open-type': openTypes, 'form-type': ['submit', 'reset', 'submitToGroup'] },
  setup(builtin) {
    if (builtin.text('ariaRole') === '') builtin.node.setAttribute('role', 'button')
    builtin.watch(['type', 'size', 'plain', 'disabled', 'loading', 'ariaDisabled'], () =>
      writeState(builtin),
    )
    builtin.onTap(() => void press(builtin))
    builtin.node.addEventListener('keydown', ({ key }) => {
      if (key === 'Enter' || key === ' ') builtin.node.click()
    })
  },
}
