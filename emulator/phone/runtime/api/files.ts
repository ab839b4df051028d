import {
  listLocalFiles,
  localFile,
  newPath,
  removeLocalFile,
  savedPrefix,
  userDataPath,
  writeLocalFile,
} from '../files/local-files'
import { ApiError, asyncApis, type ApiTable } from './call'
import { readBlob } from './media'

type Encoding = 'utf8' | 'utf-8' | 'base64' | 'binary' | 'hex' | 'ascii'

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}

function decode(bytes: Uint8Array, encoding: Encoding | undefined): string | ArrayBuffer {
  if (encoding === undefined) return bytes.slice().buffer
  if (encoding === 'base64') return toBase64(bytes)
  if (encoding === 'hex')
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return new TextDecoder(encoding === 'binary' ? 'latin1' : 'utf-8').decode(bytes)
}

function toBlob(data: string | ArrayBuffer, encoding: Encoding | undefined): Blob {
  if (typeof data === 'string' && encoding === 'base64') return new Blob([fromBase64(data)])
  return new Blob([data])
}

interface ReadInput {
  filePath: string
  encoding?: Encoding
  position?: number
  length?: number
}

async function read({ filePath, encoding, position = 0, length }: ReadInput): Promise<object> {
  const blob = await readBlob(filePath)
  const end = length === undefined ? blob.size : position + length
  const bytes = new Uint8Array(await blob.slice(position, end).arrayBuffer())
  return { data: decode(bytes, encoding) }
}

interface WriteInput {
  filePath: string
  data: string | ArrayBuffer
  encoding?: Encoding
}

function write({ filePath, data, encoding }: WriteInput): void {
  if (!filePath.startsWith(userDataPath)) throw new ApiError(`permission denied, open ${filePath}`)
  writeLocalFile(filePath, toBlob(data, encoding))
}

async function append({ filePath, data, encoding }: WriteInput): Promise<void> {
  const before = localFile(filePath)?.blob ?? new Blob()
  write({ filePath, data: await new Blob([before, toBlob(data, encoding)]).arrayBuffer() })
}

function remove(filePath: string): void {
  if (!removeLocalFile(filePath)) throw new ApiError(`no such file or directory ${filePath}`)
}

async function save({
  tempFilePath,
  filePath,
}: {
  tempFilePath: string
  filePath?: string
}): Promise<object> {
  const blob = await readBlob(tempFilePath)
  const savedFilePath = filePath ?? newPath(savedPrefix, blob)
  writeLocalFile(savedFilePath, blob)
  return { savedFilePath }
}

async function copy({ srcPath, destPath }: { srcPath: string; destPath: string }): Promise<void> {
  writeLocalFile(destPath, await readBlob(srcPath))
}

function statOf(path: string): object {
  const file = localFile(path)
  if (file === undefined) throw new ApiError(`no such file or directory ${path}`)
  const time = Math.floor(file.createdAt / 1000)
  return {
    size: file.blob.size,
    mode: 33188,
    lastAccessedTime: time,
    lastModifiedTime: time,
    isFile: () => true,
    isDirectory: () => false,
  }
}

async function info({ filePath }: { filePath: string }): Promise<object> {
  const blob = await readBlob(filePath)
  return { size: blob.size, digest: '' }
}

const manager = {
  ...asyncApis({
    readFile: read,
    writeFile: write,
    appendFile: append,
    unlink: ({ filePath }: { filePath: string }) => remove(filePath),
    saveFile: save,
    copyFile: copy,
    getFileInfo: info,
    stat: ({ path }: { path: string }) => ({ stats: statOf(path) }),
    access: ({ path }: { path: string }) => void statOf(path),
    mkdir: () => undefined,
    rmdir: () => undefined,
    readdir: ({ dirPath }: { dirPath: string }) => ({ files: listLocalFiles(dirPath) }),
    getSavedFileList: () => ({
      fileList: listLocalFiles(savedPrefix).map((filePath) => ({ filePath })),
    }),
    removeSavedFile: ({ filePath }: { filePath: string }) => remove(filePath),
  }),
  writeFileSync: (filePath: string, data: string | ArrayBuffer, encoding?: Encoding) =>
    write({ filePath, data, ...(encoding === undefined ? {} : { encoding }) }),
  unlinkSync: remove,
  statSync: statOf,
  accessSync: (path: string) => void statOf(path),
  mkdirSync: () => undefined,
  readdirSync: (path: string) => listLocalFiles(path),
}

/** Files live in memory as blobs; reading is asynchronous only, because browsers know no other way. */
export const fileApis: ApiTable = {
  getFileSystemManager: () => manager,
  env: { USER_DATA_PATH: userDataPath },
  arrayBufferToBase64: (buffer: ArrayBuffer) => toBase64(new Uint8Array(buffer)),
  base64ToArrayBuffer: (text: string) => fromBase64(text).buffer,
  ...asyncApis({ getFileInfo: info, saveFile: save }),
}
