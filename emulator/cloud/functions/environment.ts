import type { Bundle } from './bundles'
import type { Invocation } from './invocation'

/** The app every local call belongs to; WeChat's ids look like this one. */
export const appId = 'wx0000000000000000'

const contextKeys = 'WX_OPENID,WX_APPID,WX_UNIONID,WX_CLIENTIP,WX_API_TOKEN'

/** Variables of a function's process that stay the same between calls. */
export function fixedEnvironment(bundle: Bundle, environment: string): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    HOME: process.env.HOME ?? '',
    NODE_ENV: 'production',
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TENCENTCLOUD_SECRETID: 'local',
    TENCENTCLOUD_SECRETKEY: 'local',
    SCF_NAMESPACE: environment,
    SCF_FUNCTIONNAME: bundle.name,
    TCB_ENV: environment,
    WX_CONTEXT_KEYS: contextKeys,
    TCB_CONTEXT_KEYS: 'TCB_SOURCE,TCB_ENV,SCF_NAMESPACE',
    ...bundle.environment,
  }
}

/** Variables of one call: who calls, and a gateway address that tells calls apart. */
export function callEnvironment(invocation: Invocation, url: string): Record<string, string> {
  const { caller, id } = invocation
  const fromWechat = caller.openid !== undefined
  return {
    WX_OPENID: caller.openid ?? '',
    WX_APPID: fromWechat ? appId : '',
    WX_UNIONID: '',
    WX_CLIENTIP: fromWechat ? '127.0.0.1' : '',
    WX_API_TOKEN: id,
    TCB_SOURCE: caller.source,
    TRIGGER_SRC: caller.source === 'timer' ? 'timer' : '',
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${url}/admin?invocation=${id}&` }),
  }
}

/** The second argument of `main`. */
export function callContext(
  bundle: Bundle,
  invocation: Invocation,
  environment: Record<string, string>,
): Record<string, unknown> {
  return {
    callbackWaitsForEmptyEventLoop: false,
    memory_limit_in_mb: bundle.memorySize,
    time_limit_in_ms: bundle.timeout,
    request_id: invocation.id,
    function_name: bundle.name,
    function_version: '$LATEST',
    namespace: environment.TCB_ENV,
    environment: JSON.stringify(environment),
  }
}
