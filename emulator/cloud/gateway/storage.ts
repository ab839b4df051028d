import { isPlainObject } from '../engine/values'
import { GatewayError } from '../errors'
import type { Action, Call } from './types'

const getUploadMetadata: Action = (call) => {
  const { files } = call.cloud
  const { path, ticket, address } = files.issueTicket(call.body.path)
  const fileId = files.fileId(path)
  // It travels as a header, where only ASCII may stand.
  const cosFileId = Buffer.from(fileId).toString('base64url')
  return { data: { url: address, token: ticket, authorization: ticket, fileId, cosFileId } }
}

function listOf(call: Call, field: string): unknown[] {
  const value = call.body[field]
  if (Array.isArray(value)) return value
  throw new GatewayError('INVALID_PARAM', `[InvalidParameter] ${field} must be an array`)
}

const batchGetDownloadUrl: Action = (call) => {
  const { files } = call.cloud
  const download_list = listOf(call, 'file_list')
    .filter(isPlainObject)
    .map(({ fileid, max_age }) => {
      const fileID = String(fileid)
      const note = files.find(fileID)
      if (!note) return { fileID, tempFileURL: '', code: 'STORAGE_FILE_NONEXIST' }
      const maxAge = typeof max_age === 'number' ? max_age : undefined
      const tempFileURL = files.temporaryAddress(note, maxAge)
      return { fileID, tempFileURL, download_url: tempFileURL, maxAge, code: 'SUCCESS' }
    })
  return { data: { download_list } }
}

const batchDeleteFile: Action = async (call) => {
  const { files } = call.cloud
  const delete_list = await Promise.all(
    listOf(call, 'fileid_list').map(async (fileid) => {
      const fileID = String(fileid)
      const wasThere = await files.remove(fileID)
      return { fileID, code: wasThere ? 'SUCCESS' : 'STORAGE_FILE_NONEXIST' }
    }),
  )
  return { data: { delete_list } }
}

export const storageActions: Record<string, Action> = {
  'storage.getUploadMetadata': getUploadMetadata,
  'storage.batchGetDownloadUrl': batchGetDownloadUrl,
  'storage.batchDeleteFile': batchDeleteFile,
}
