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

/** When a process began, where the system tells: numbers of processes are used again. */
function beginningOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')')).split(' ')[20] ?? ''
  } catch {
    return ''
  }
}

/** Tells this process from an earlier one of the same number. */
interface Owner {
  pid: number
  began: string
}

function isAlive({ pid, began }: Owner): boolean {
  return isRunning(pid) && beginningOf(pid) === began
}

function ownerIn(value: unknown): Owner | undefined {
  if (!isPlainObject(value) || !Number.isInteger(value.pid)) return undefined
  return { pid: Number(value.pid), began: String(value.began ?? '') }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown
  } catch {
    return undefined
  }
}

function thisProcess(): Owner {
  return { pid: process.pid, began: beginningOf(process.pid) }
}

/** A second emulator inside this process is told apart by the folders it holds. */
const heldHere = new Set<string>()

function holderOf(folder: string, lockFile: string): number | undefined {
  const owner = ownerIn(readJson(lockFile))
  if (!owner || !isAlive(owner)) return undefined
  return owner.pid !== process.pid || heldHere.has(folder) ? owner.pid : undefined
}

/**
 * Takes the folder for this process; returns how to give it back. A lock left by a process that is
 * gone does not count. Throws StartError when another emulator holds it.
 */
export function lockFolder(folder: string): () => void {
  const lockFile = path.join(folder, 'owner')
  const holder = holderOf(folder, lockFile)
  if (holder !== undefined) {
    throw new StartError(
      `另一个模拟器（进程 ${holder}）正在使用 ${folder}。Another emulator is using this data folder.`,
    )
  }
  rmSync(lockFile, { force: true })
  const handle = openSync(lockFile, 'wx')
  writeFileSync(handle, JSON.stringify(thisProcess()))
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

export function writeServerNote(folder: string, note: Pick<ServerNote, 'url'>): void {
  writeFileSync(noteFile(folder), JSON.stringify({ ...note, ...thisProcess() }))
}

export function removeServerNote(folder: string): void {
  rmSync(noteFile(folder), { force: true })
}

/** Where an emulator is serving this data folder; undefined when none is, or it died. */
export function findServer(folder: string): ServerNote | undefined {
  const note = readJson(noteFile(folder))
  const owner = ownerIn(note)
  if (!isPlainObject(note) || typeof note.url !== 'string' || !owner) return undefined
  return isAlive(owner) ? { url: note.url, pid: owner.pid } : undefined
}
