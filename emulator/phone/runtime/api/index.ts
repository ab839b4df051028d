import { component as adapter } from 'glass-easel-miniprogram-adapter'
import { builtins } from '../builtins'
import type { Caller } from '../framework/descriptor'
import { createAnimation } from './animation'
import { appApis } from './app'
import type { ApiTable } from './call'
import { canIUse } from './can-i-use'
import { canvasApis } from './canvas'
import { cloudApis } from './cloud'
import { deviceApis } from './device'
import { fileApis } from './files'
import { interfaceApis } from './interface'
import { PhoneIntersectionObserver } from './intersection-observer'
import { mediaApis } from './media'
import { navigationApis } from './navigation'
import { networkApis } from './network'
import { placeApis } from './place'
import { privacyApis } from './privacy'
import { SelectorQuery } from './selector-query'
import { shareApis } from './share'
import { storageApis } from './storage'
import { subscribeApis } from './subscribe'

type ObserverOptions = ConstructorParameters<typeof PhoneIntersectionObserver>[1]

const apis: ApiTable = {
  ...appApis,
  ...canvasApis,
  ...cloudApis,
  ...deviceApis,
  ...fileApis,
  ...interfaceApis,
  ...mediaApis,
  ...navigationApis,
  ...networkApis,
  ...placeApis,
  ...privacyApis,
  ...shareApis,
  ...storageApis,
  ...subscribeApis,
  createAnimation,
  createSelectorQuery: () => new SelectorQuery(),
  createIntersectionObserver: (scope: Caller, options?: ObserverOptions) =>
    new PhoneIntersectionObserver(scope, options),
  canIUse: (schema: string) => canIUse(schema, { apis, builtins }),
}

/** Says once of each API that is not there, by name. */
function reportMissing(table: ApiTable, prefix: string): ApiTable {
  const reported = new Set<string>()
  return new Proxy(table, {
    get(target, name, receiver) {
      if (typeof name !== 'string' || name in target) return Reflect.get(target, name, receiver)
      const isProbe = name === 'then' || name === 'toJSON' || name.startsWith('$$')
      if (!isProbe && !reported.has(name)) {
        reported.add(name)
        console.warn(`${prefix}.${name} is not emulated by this phone`)
      }
      return undefined
    },
  })
}

/** Puts `wx` in place, and the queries that components create of themselves. */
export function installApi(): void {
  const cloud = reportMissing(apis.cloud as ApiTable, 'wx.cloud')
  Object.assign(globalThis, { wx: reportMissing(Object.assign(apis, { cloud }), 'wx') })
  Object.assign(adapter.ComponentCaller.prototype, {
    createSelectorQuery(this: Caller) {
      return new SelectorQuery(this)
    },
    createIntersectionObserver(this: Caller, options?: ObserverOptions) {
      return new PhoneIntersectionObserver(this, options)
    },
  })
}
