import { launch } from '../launch'
import { ApiError, asyncApis, type ApiTable } from './call'

/** WeChat's limits: 1 MB for one key, 10 MB for one person's data in one mini program. */
const largestEntry = 1024 * 1024
const largestStore = 10 * 1024 * 1024
const bytesPerKilobyte = 1024

const prefix = `phone:${launch.openid}:data:`

function ownKeys(): string[] {
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length))
}

function sizeOf(text: string): number {
  return new TextEncoder().encode(text).length
}

function usedBytes(): number {
  const sizes = ownKeys().map(
    (key) => sizeOf(key) + sizeOf(localStorage.getItem(prefix + key) ?? ''),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** Dates survive as dates; functions and undefined are lost, as on a phone. */
function encode(data: unknown): string {
  return JSON.stringify(
    data instanceof Date ? { type: 'Date', value: data.getTime() } : { value: data },
  )
}

function decode(text: string): unknown {
  const entry = JSON.parse(text) as { type?: string; value?: unknown }
  return entry.type === 'Date' ? new Date(entry.value as number) : entry.value
}

function write(key: string, data: unknown): void {
  const text = encode(data)
  if (sizeOf(text) > largestEntry) throw new ApiError('entry size limit reached')
  if (usedBytes() + sizeOf(text) > largestStore) throw new ApiError('exceed storage max size 10Mb')
  try {
    localStorage.setItem(prefix + key, text)
  } catch {
    throw new ApiError('exceed storage max size: the browser keeps no more')
  }
}

function read(key: string): unknown {
  const text = localStorage.getItem(prefix + key)
  return text === null ? undefined : decode(text)
}

/** The synchronous call answers an empty text for what is not there. */
function readOrEmpty(key: string): unknown {
  const data = read(key)
  return data === undefined ? '' : data
}

function remove(key: string): void {
  localStorage.removeItem(prefix + key)
}

function clear(): void {
  for (const key of ownKeys()) remove(key)
}

function info(): { keys: string[]; currentSize: number; limitSize: number } {
  const currentSize = Math.ceil(usedBytes() / bytesPerKilobyte)
  return { keys: ownKeys(), currentSize, limitSize: largestStore / bytesPerKilobyte }
}

interface KeyedData {
  key: string
  data: unknown
}

/** Errors of the synchronous calls carry WeChat's prefix too. */
function synchronous<Parameters extends unknown[], Result>(
  name: string,
  run: (...parameters: Parameters) => Result,
) {
  return (...parameters: Parameters): Result => {
    try {
      return run(...parameters)
    } catch (error) {
      throw new Error(`${name}:fail ${error instanceof Error ? error.message : String(error)}`)
    }
  }
}

/** Storage, separate for each person who holds a phone. */
export const storageApis: ApiTable = {
  ...asyncApis({
    setStorage: ({ key, data }: KeyedData) => write(key, data),
    getStorage({ key }: { key: string }) {
      const data = read(key)
      if (data === undefined) throw new ApiError('data not found')
      return { data }
    },
    removeStorage: ({ key }: { key: string }) => remove(key),
    clearStorage: () => clear(),
    getStorageInfo: () => info(),
    batchSetStorage({ kvList }: { kvList: { key: string; value: unknown }[] }) {
      for (const { key, value } of kvList) write(key, value)
    },
    batchGetStorage: ({ keyList }: { keyList: string[] }) => ({ dataList: keyList.map(read) }),
  }),
  setStorageSync: synchronous('setStorageSync', write),
  getStorageSync: synchronous('getStorageSync', readOrEmpty),
  removeStorageSync: synchronous('removeStorageSync', remove),
  clearStorageSync: synchronous('clearStorageSync', clear),
  getStorageInfoSync: synchronous('getStorageInfoSync', info),
}
