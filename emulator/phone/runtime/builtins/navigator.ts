import { pageStack } from '../pages/stack'
import { host } from '../host'
import type { Builtin, BuiltinDefinition } from './builtin'

const kinds = {
  navigate: 'navigateTo',
  redirect: 'redirectTo',
  switchTab: 'switchTab',
  reLaunch: 'reLaunch',
} as const

function go(builtin: Builtin): void {
  const openType = builtin.text('openType')
  if (openType === 'navigateBack') pageStack().back(builtin.number('delta'))
  else if (openType === 'exit') host.send({ type: 'close' })
  else if (openType in kinds) {
    pageStack().open(kinds[openType as keyof typeof kinds], builtin.text('url'))
  }
}

export const navigator: BuiltinDefinition = {
  tag: 'navigator',
  properties: {
    target: ['string', 'self'],
    url: 'string',
    openType: ['string', 'navigate'],
    delta: ['number', 1],
    appId: 'string',
    path: 'string',
    extraData: 'any',
    version: 'string',
    hoverClass: ['string', 'navigator-hover'],
  },
  values: {
    'open-type': ['navigate', 'redirect', 'switchTab', 'reLaunch', 'navigateBack', 'exit'],
  },
  setup(builtin) {
    if (builtin.text('ariaRole') === '') builtin.node.setAttribute('role', 'link')
    builtin.onTap(() => {
      try {
        go(builtin)
        builtin.emit('success', {})
      } catch (error) {
        builtin.emit('fail', { errMsg: String(error) })
        console.error(error)
      }
    })
  },
}
