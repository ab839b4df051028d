import cloudbase from '@cloudbase/node-sdk'
import type { Cloud, CallOutcome } from '../../../emulator'
import type { Project } from './project'
import { environment } from './project'

/** A function that runs the code it is sent, with wx-server-sdk at hand. */
const runner = `
  const cloud = require('wx-server-sdk')
  cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
  const Run = Object.getPrototypeOf(async () => {}).constructor
  exports.main = async (event, context) => {
    const db = cloud.database(event.options)
    const names = ['cloud', 'db', '_', '$', 'event', 'context', 'require']
    const values = [cloud, db, db.command, db.command.aggregate, event, context, require]
    try {
      return { value: await new Run(...names, event.code)(...values) }
    } catch (error) {
      return { thrown: { errCode: error.errCode, message: error.errMsg || error.message || String(error) } }
    }
  }`

export interface Thrown {
  errCode: number
  message: string
}

export function addRunner(project: Project, permissions: string[] = []): void {
  project.addFunction('run', runner, { permissions: { openapi: permissions } })
}

export interface Ran {
  value: never
  thrown: Thrown
  explain: CallOutcome['explain']
}

/** Runs code inside a function, as wx-server-sdk sees the cloud. */
export async function runInside(
  cloud: Cloud,
  code: string,
  {
    openid = 'oTester',
    ...event
  }: { openid?: string; options?: object; [field: string]: unknown } = {},
): Promise<Ran> {
  const outcome = await cloud.call('run', { ...event, code }, { openid })
  if ('error' in outcome) throw new Error(outcome.error.message)
  return { ...(outcome.result as Ran), explain: outcome.explain }
}

/** The other SDK, in this process, as a set-up script uses it. */
export function nodeSdk(cloud: Cloud, envName = environment) {
  process.env.TENCENTCLOUD_RUNENV = 'SCF'
  process.env.TENCENTCLOUD_REGION = 'ap-shanghai'
  process.env.SCF_NAMESPACE = environment
  return cloudbase.init({
    env: envName,
    secretId: 'local',
    secretKey: 'local',
    ...{ serviceUrl: `${cloud.url}/admin` },
  })
}
