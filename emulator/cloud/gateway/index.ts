import { randomUUID } from 'node:crypto'
import { newTally } from '../engine/execute'
import { GatewayError, notEmulated } from '../errors'
import type { Invocation } from '../functions/invocation'
import { databaseActions } from './database'
import { functionActions } from './functions'
import { openApiActions } from './open-api'
import { storageActions } from './storage'
import { transactionActions } from './transactions'
import type { Action, Answer, Call, Services } from './types'
import type { Body } from './wire'
import { text } from './wire'

const actions: Record<string, Action> = {
  ...databaseActions,
  ...transactionActions,
  ...functionActions,
  ...storageActions,
  ...openApiActions,
}

/** Actions that count as database calls in the explanation. */
function isDatabaseCall(action: string): boolean {
  return action.startsWith('database.')
}

function checkEnvironment(cloud: Services, body: Body): void {
  const { envName } = body
  if (envName === undefined || envName === '' || envName === cloud.environment) return
  throw new GatewayError('INVALIID_ENV', `[InvalidParameter.EnvId] Env invalid: ${String(envName)}`)
}

function newCall(cloud: Services, body: Body, invocation: Invocation | undefined): Call {
  return {
    cloud,
    action: text(body, 'action'),
    body,
    invocation,
    tally: newTally(),
    record: (operation) => invocation?.explain.operations.push(operation),
  }
}

function toFailure(cloud: Services, error: unknown): { code: string; message: string } {
  if (error instanceof GatewayError) return { code: error.code, message: error.message }
  const message = error instanceof Error ? error.message : String(error)
  cloud.warn(`the gateway failed: ${error instanceof Error ? error.stack : message}`)
  return { code: 'SYS_ERR', message: `[InternalError] ${message}` }
}

async function run(
  cloud: Services,
  body: Body,
  invocation: Invocation | undefined,
): Promise<Answer> {
  checkEnvironment(cloud, body)
  const call = newCall(cloud, body, invocation)
  const action = Object.hasOwn(actions, call.action) ? actions[call.action] : undefined
  if (invocation && isDatabaseCall(call.action)) invocation.explain.calls += 1
  if (!action) throw notEmulated(`the action ${call.action}`)
  return action(call)
}

/**
 * Answers one SDK request. Failures are answers too, `{ requestId, code, message }`, because the
 * platform sends them with HTTP status 200.
 */
export async function answer(
  cloud: Services,
  body: Body,
  invocation: Invocation | undefined,
): Promise<Answer> {
  const requestId = randomUUID()
  try {
    const result = await run(cloud, body, invocation)
    return Buffer.isBuffer(result) ? result : { requestId, ...result }
  } catch (error) {
    return { requestId, ...toFailure(cloud, error) }
  }
}
