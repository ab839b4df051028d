import { limits } from '../core/limits'
import { makeAdminCode } from './admin/make-code'
import { localFiles } from './local/files'
import { runningUrl } from './local/running'
import { localTarget, targetFromEnvironment } from './local/target'
import type { Target } from './place/load'

const usage = `Makes the one-time code of the first administrator.

  TCB_ENV=<environment> TENCENTCLOUD_SECRETID=<id> TENCENTCLOUD_SECRETKEY=<key> npm run admin-code
  npm run admin-code            for the local cloud of a running npm start`

try {
  const found = await findTarget()
  if (found) await print(found)
  else console.error(usage)
  process.exit(found ? 0 : 2)
} catch (error) {
  console.error(`No code was made: ${(error as Error).message}`)
  process.exit(1)
}

/** Where, and what time it is there; null when no environment is named and no local cloud runs. */
async function findTarget(): Promise<{ target: Target; now: number } | null> {
  const target = targetFromEnvironment()
  if (target) return { target, now: Date.now() }
  const url = await runningUrl(localFiles().data)
  if (!url) return null
  const clock = await fetch(`${url}/_emulator/clock`)
  const { now } = (await clock.json()) as { now: number }
  return { target: localTarget(url), now }
}

async function print({ target, now }: { target: Target; now: number }): Promise<void> {
  console.log(await makeAdminCode(target, now))
  console.error(
    `Good once, within ${limits.adminCodeMinutes} minutes: 小程序“登录管理页”里选“我有管理员码”，输入后就是区中心管理员。`,
  )
}
