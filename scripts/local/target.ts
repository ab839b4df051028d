import { readFileSync } from 'node:fs'
import { paths } from '../paths'
import type { Target } from '../place/load'

/** A local cloud as the set-up scripts reach it: through its gateway, with keys it does not check. */
export function localTarget(url: string): Target {
  const { envId } = JSON.parse(readFileSync(paths.deployment, 'utf8')) as { envId: string }
  return { env: envId, secretId: 'local', secretKey: 'local', serviceUrl: `${url}/admin` }
}

/** A real environment by `TCB_ENV`, `TENCENTCLOUD_SECRETID` and `TENCENTCLOUD_SECRETKEY`; null when one lacks. */
export function targetFromEnvironment(): Target | null {
  const {
    TCB_ENV: env,
    TENCENTCLOUD_SECRETID: secretId,
    TENCENTCLOUD_SECRETKEY: secretKey,
  } = process.env
  return env && secretId && secretKey ? { env, secretId, secretKey } : null
}
