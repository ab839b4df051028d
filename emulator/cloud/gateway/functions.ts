import { GatewayError } from '../errors'
import type { Action } from './types'
import { text } from './wire'

function parseEvent(json: unknown): unknown {
  if (json === undefined || json === null || json === '') return {}
  try {
    return JSON.parse(String(json)) as unknown
  } catch {
    throw new GatewayError('INVALID_PARAM', '[InvalidParameter] request_data is not valid JSON')
  }
}

const invokeFunction: Action = async (call) => {
  const name = text(call.body, 'function_name')
  const event = parseEvent(call.body.request_data)
  const response_data = await call.cloud.functions.callNested(name, event, call.invocation)
  return { data: { response_data } }
}

export const functionActions: Record<string, Action> = {
  'functions.invokeFunction': invokeFunction,
}
