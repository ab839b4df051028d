import { fileAddress } from '../files/cloud-address'
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
  const body = { function: name, data, openid: launch.openid }
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
  const query = new URLSearchParams({ openid: launch.openid, path: cloudPath })
  const blob = await readBlob(filePath)
  const answer = await send(exchange, {
    method: 'POST',
    url: `/_emulator/upload?${query.toString()}`,
    header: { 'content-type': blob.type || 'application/octet-stream' },
    body: blob,
    timeout: requestTimeout,
  })
  const { fileID } = JSON.parse(await answer.body.text()) as { fileID?: string }
  if (fileID === undefined) throw new ApiError(`upload answered ${answer.status}`)
  return { fileID, statusCode: answer.status }
}

interface FileUrl {
  fileID: string
  tempFileURL: string
  status: number
  errMsg: string
  maxAge: number
}

const urlLifetime = 86_400

async function tempFileUrl(fileID: string): Promise<FileUrl> {
  checkOnline()
  const known = await fileAddress(fileID)
  const status = known === null ? 1 : 0
  const errMsg = known === null ? 'STORAGE_FILE_NONEXIST' : 'ok'
  return { fileID, tempFileURL: known ?? '', status, errMsg, maxAge: urlLifetime }
}

type FileReference = string | { fileID: string }

async function tempFileUrls({ fileList }: { fileList: FileReference[] }): Promise<object> {
  const ids = fileList.map((file) => (typeof file === 'string' ? file : file.fileID))
  return { fileList: await Promise.all(ids.map(tempFileUrl)) }
}

async function downloadFile({ fileID }: { fileID: string }, exchange: Exchange): Promise<object> {
  const { tempFileURL, errMsg } = await tempFileUrl(fileID)
  if (tempFileURL === '') throw new ApiError(errMsg)
  const { status, body } = await send(exchange, {
    method: 'GET',
    url: tempFileURL,
    header: {},
    body: null,
    timeout: requestTimeout,
  })
  return { tempFilePath: addTemporaryFile(body), statusCode: status }
}

async function deleteOne(fileID: string): Promise<object> {
  const { openid } = launch
  return post('delete-file', { openid, fileID }).then(
    () => ({ fileID, status: 0, errMsg: 'ok' }),
    (error: unknown) => ({ fileID, status: 1, errMsg: String(error) }),
  )
}

async function deleteFile({ fileList }: { fileList: string[] }): Promise<object> {
  checkOnline()
  return { fileList: await Promise.all(fileList.map(deleteOne)) }
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
