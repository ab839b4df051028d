import { addTemporaryFile } from '../files/local-files'
import { launch } from '../launch'
import { stats } from '../stats'
import { ApiError, asyncApi, type ApiTable } from './call'
import { post, UnreachableError } from './emulator'
import { send, type Exchange } from './exchange'
import { readBlob } from './media'
import { checkOnline, taskApi } from './network'

/** Stands for data only WeChat's servers can open; see `wx.cloud.CloudID`. */
class CloudId {
  readonly cloudID: string

  constructor(cloudID: string) {
    this.cloudID = cloudID
  }

  toJSON(): { $cloudId: string } {
    return { $cloudId: this.cloudID }
  }
}

interface CallOutcome {
  result?: unknown
  error?: { code: string | number; message: string }
  requestId?: string
}

/** An error of the cloud as wx.cloud words it. */
function cloudError({ code, message }: { code: string | number; message: string }): ApiError {
  return new ApiError(`Error: errCode: ${code} | errMsg: ${message}`, {
    errCode: Number(code) || -1,
  })
}

/** WeChat's client code for what goes wrong on the way. */
const networkErrorCode = -1
const requestTimeout = 60_000

function toCloudError(error: unknown): unknown {
  if (!(error instanceof UnreachableError)) return error
  return cloudError({ code: networkErrorCode, message: error.message })
}

interface CallInput {
  name: string
  data?: Record<string, unknown>
}

async function callFunction({ name, data = {} }: CallInput): Promise<object> {
  stats.countCloudCall()
  const { openid, group } = launch
  const body = { function: name, data, openid, ...(group === null ? {} : { group }) }
  const outcome = await post<CallOutcome>('call', body).catch((error: unknown) => {
    throw toCloudError(error)
  })
  if (outcome.error !== undefined) throw cloudError(outcome.error)
  return { result: outcome.result, requestID: outcome.requestId ?? '' }
}

interface UploadInput {
  cloudPath: string
  filePath: string
}

async function uploadFile(
  { cloudPath, filePath }: UploadInput,
  exchange: Exchange,
): Promise<object> {
  checkOnline()
  const query = new URLSearchParams({ openid: launch.openid, cloudPath })
  const blob = await readBlob(filePath)
  const answer = await send(exchange, {
    method: 'POST',
    url: `/_emulator/upload?${query.toString()}`,
    header: { 'content-type': blob.type || 'application/octet-stream' },
    body: blob,
    timeout: requestTimeout,
  })
  const { fileID } = JSON.parse(await answer.body.text()) as { fileID?: string }
  if (fileID === undefined) throw new Error(`upload answered ${answer.status}`)
  return { fileID, statusCode: answer.status }
}

interface FileUrl {
  fileID: string
  tempFileURL: string
  status: number
  errMsg: string
}

async function tempFileUrls({
  fileList,
}: {
  fileList: (string | { fileID: string })[]
}): Promise<object> {
  const ids = fileList.map((file) => (typeof file === 'string' ? file : file.fileID))
  const { fileList: urls } = await post<{ fileList: FileUrl[] }>('temp-urls', {
    openid: launch.openid,
    fileList: ids,
  })
  return { fileList: urls }
}

async function downloadFile({ fileID }: { fileID: string }, exchange: Exchange): Promise<object> {
  checkOnline()
  const { fileList } = (await tempFileUrls({ fileList: [fileID] })) as { fileList: FileUrl[] }
  const [file] = fileList
  if (file === undefined || file.tempFileURL === '')
    throw new Error(file?.errMsg ?? 'file not found')
  const { status, body } = await send(exchange, {
    method: 'GET',
    url: file.tempFileURL,
    header: {},
    body: null,
    timeout: requestTimeout,
  })
  return { tempFilePath: addTemporaryFile(body), statusCode: status }
}

async function deleteFile({ fileList }: { fileList: string[] }): Promise<object> {
  return post('delete-files', { openid: launch.openid, fileList })
}

/** wx.cloud: functions and files through the cloud emulator. */
export const cloudApis: ApiTable = {
  cloud: {
    init: () => undefined,
    CloudID: (cloudID: string) => new CloudId(cloudID),
    callFunction: asyncApi('cloud.callFunction', callFunction),
    uploadFile: taskApi('cloud.uploadFile', uploadFile),
    downloadFile: taskApi('cloud.downloadFile', downloadFile),
    getTempFileURL: asyncApi('cloud.getTempFileURL', tempFileUrls),
    deleteFile: asyncApi('cloud.deleteFile', deleteFile),
  },
}
