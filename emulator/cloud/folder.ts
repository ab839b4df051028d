import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { StartError } from './errors'
import { isPlainObject } from './engine/values'

/** What a running emulator leaves in its data folder for those who look for it. */
export interface ServerNote {
  url: string
  pid: number
}

const minimumFreeBytes = 32 * 1024 * 1024

function errorCode(error: unknown): string {
  const hasCode = typeof error === 'object' && error !== null && 'code' in error
  return hasCode ? String(error.code) : ''
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

function describeFailure(folder: string, error: unknown): StartError {
  switch (errorCode(error)) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new StartError(`数据文件夹不可写：${folder}。The data folder can't be written to.`)
    case 'ENOSPC':
      return new StartError(`磁盘已满，无法写入 ${folder}。The disk is full.`)
    case 'ENOTDIR':
    case 'EEXIST':
      return new StartError(`${folder} 不是文件夹。It is not a folder.`)
    default:
      return new StartError(`无法使用数据文件夹 ${folder}：${errorCode(error)}。It can't be used.`)
  }
}

/** Makes the folder and proves that it can be written to. Throws StartError. */
export function prepareFolder(folder: string): void {
  const probe = path.join(folder, '.probe')
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(probe, Buffer.alloc(4096))
    rmSync(probe)
  } catch (error) {
    throw describeFailure(folder, error)
  }
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize < minimumFreeBytes) {
    throw new StartError(`磁盘空间不足，${folder} 所在磁盘已满。The disk is full.`)
  }
}

function readPid(lockFile: string): number | undefined {
  try {
    const pid = Number(readFileSync(lockFile, 'utf8'))
    return Number.isInteger(pid) && pid > 0 ? pid : undefined
  } catch {
    return undefined
  }
}

/** A second emulator inside this process is told apart by the folders it holds. */
const heldHere = new Set<string>()

function isHeld(folder: string, lockFile: string): number | undefined {
  const pid = readPid(lockFile)
  if (pid === undefined) return undefined
  if (pid === process.pid) return heldHere.has(folder) ? pid : undefined
  return isRunning(pid) ? pid : undefined
}

/**
 * Takes the folder for this process; returns how to give it back. A lock left by a process that is
 * gone does not count. Throws StartError when another emulator holds it.
 */
export function lockFolder(folder: string): () => void {
  const lockFile = path.join(folder, 'owner')
  const holder = isHeld(folder, lockFile)
  if (holder !== undefined) {
    throw new StartError(
      `另一个模拟器（进程 ${holder}）正在使用 ${folder}。Another emulator is using this data folder.`,
    )
  }
  rmSync(lockFile, { force: true })
  const handle = openSync(lockFile, 'wx')
  writeFileSync(handle, String(process.pid))
  closeSync(handle)
  heldHere.add(folder)
  return () => {
    heldHere.delete(folder)
    rmSync(lockFile, { force: true })
  }
}

function noteFile(folder: string): string {
  return path.join(folder, 'server.json')
}

export function writeServerNote(folder: string, note: ServerNote): void {
  writeFileSync(noteFile(folder), JSON.stringify(note))
}

export function removeServerNote(folder: string): void {
  rmSync(noteFile(folder), { force: true })
}

/** Where an emulator is serving this data folder; undefined when none is, or it died. */
export function findServer(folder: string): ServerNote | undefined {
  try {
    const note = JSON.parse(readFileSync(noteFile(folder), 'utf8')) as unknown
    if (!isPlainObject(note) || typeof note.url !== 'string') return undefined
    const pid = Number(note.pid)
    return isRunning(pid) ? { url: note.url, pid } : undefined
  } catch {
    return undefined
  }
}
