import type { Fields } from '../engine/values'
import { decodeMessage, encodeMessage } from '../open-api/messages'
import type { OpenApiAnswer } from '../open-api/open-apis'
import type { Action, Call } from './types'
import { text } from './wire'

const notFound = -604100
const noPermission = -604101

interface Pair {
  key: string
  value: Buffer
}

function parseValue(bytes: Buffer): unknown {
  const json = bytes.toString('utf8')
  try {
    return JSON.parse(json) as unknown
  } catch {
    return json
  }
}

function argumentsOf(message: Record<string, unknown>): Fields {
  const { pairs = [] } = (message.openapiData ?? {}) as { pairs?: Pair[] }
  return Object.fromEntries(pairs.map(({ key, value }) => [key, parseValue(value)]))
}

function systemError(errorCode: number): Buffer {
  return encodeMessage('CommOpenApiResp', { errorCode })
}

function encodeAnswer(answer: OpenApiAnswer): Buffer {
  const isFile = Buffer.isBuffer(answer.content)
  return encodeMessage('CommOpenApiResp', {
    respData: isFile ? answer.content : Buffer.from(JSON.stringify(answer)),
    contentType: isFile ? answer.contentType : 'application/json; charset=utf-8',
    httpCode: 200,
  })
}

function note(call: Call, api: string, result: { data: unknown; errorCode: number }): void {
  call.invocation?.explain.openApi.push({ api, ...result })
}

function refuse(call: Call, api: string, errorCode: number): Buffer {
  note(call, api, { data: {}, errorCode })
  return systemError(errorCode)
}

function isPermitted(call: Call, api: string): boolean {
  const name = call.invocation?.functionName
  return name !== undefined && call.cloud.functions.require(name).permissions.includes(api)
}

async function callOpenApi(
  call: Call,
  api: string,
  message: Record<string, unknown>,
): Promise<Buffer> {
  const { openApis, warn } = call.cloud
  const run = openApis.find(api)
  if (!run) {
    warn(`the open API ${api} is not emulated; the call failed with ${notFound}`)
    return refuse(call, api, notFound)
  }
  if (!isPermitted(call, api)) {
    warn(
      `${call.invocation?.functionName ?? 'a program outside'} may not call ${api}: its config.json does not list it`,
    )
    return refuse(call, api, noPermission)
  }
  const data = argumentsOf(message)
  const answer = await run(data, openApis.context(call.invocation?.caller.openid))
  const errorCode = 'errcode' in answer ? Number(answer.errcode) : 0
  note(call, api, { data, errorCode })
  return encodeAnswer(answer)
}

/** `cloud.getOpenData`: exchanges cloud ids for their data, on the server and for the caller. */
function getOpenData(call: Call, message: Record<string, unknown>): Buffer {
  const { reqData } = (message.svrkitData ?? {}) as { reqData?: Buffer }
  const request = decodeMessage('OpenDataRequest', reqData ?? Buffer.alloc(0))
  const ids = request.cloudidList as string[]
  const openid = call.invocation?.caller.openid
  const dataList = ids.map((id) => ({
    cloudId: id,
    json: JSON.stringify(call.cloud.openApis.cloudIds.resolve(id, openid)),
  }))
  const respData = encodeMessage('OpenDataResponse', { dataList })
  return encodeMessage('CommOpenApiResp', { respData, svrkitErrorCode: 0 })
}

const openApi: Action = (call) => {
  const api = text(call.body, 'apiName')
  const { requestData } = call.body
  const bytes = Buffer.isBuffer(requestData) ? requestData : Buffer.alloc(0)
  const message = decodeMessage('CommApiData', bytes)
  return api === 'ApiGetOpenDataByCloudId'
    ? getOpenData(call, message)
    : callOpenApi(call, api, message)
}

export const openApiActions: Record<string, Action> = { 'wx.openApi': openApi }
