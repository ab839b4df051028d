import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { open, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Clock } from '../clock'
import { checkPath, fileIdOf, pathOf } from './paths'

/** What is known of a stored file besides its content. */
export interface FileNote {
  path: string
  size: number
  contentType: string
  /** The openid that uploaded it from a phone; null for functions and scripts. */
  owner: string | null
  uploadedAt: number
}

/** Where notes about files are kept, so that they survive as the documents do. */
export interface FileNotes {
  get(path: string): FileNote | undefined
  put(note: FileNote): Promise<void>
  remove(path: string): Promise<void>
}

export interface FilesOptions {
  folder: string
  environment: string
  notes: FileNotes
  clock: Clock
  url: () => string
}

export interface Upload {
  path: string
  content: Buffer
  contentType: string
  owner: string | null
}

const defaultMaxAge = 7200
const uploadLifetime = 10 * 60_000

/** Cloud storage: content in a folder, notes in the database, access by signed addresses. */
export class Files {
  private readonly secret = randomBytes(32)
  private readonly tickets = new Map<string, { path: string; expiresAt: number }>()

  constructor(private readonly options: FilesOptions) {
    mkdirSync(options.folder, { recursive: true })
  }

  fileId(cloudPath: string): string {
    return fileIdOf(this.options.environment, cloudPath)
  }

  /** The note of a file by its id; undefined when there is no such file here. */
  find(fileId: string): FileNote | undefined {
    const cloudPath = pathOf(this.options.environment, fileId)
    return cloudPath === undefined ? undefined : this.options.notes.get(cloudPath)
  }

  /** A permission to PUT one file, as the SDK asks for before it uploads. */
  issueTicket(cloudPath: unknown): { path: string; ticket: string; address: string } {
    const sound = checkPath(cloudPath)
    const ticket = randomBytes(16).toString('hex')
    const expiresAt = this.options.clock.now() + uploadLifetime
    this.forgetExpired()
    this.tickets.set(ticket, { path: sound, expiresAt })
    const address = `${this.options.url()}/_storage/${encodeURI(sound)}`
    return { path: sound, ticket, address }
  }

  /** True once for a ticket that was issued for this path and is fresh. */
  redeemTicket(ticket: string, cloudPath: string): boolean {
    const issued = this.tickets.get(ticket)
    this.tickets.delete(ticket)
    return issued?.path === cloudPath && issued.expiresAt > this.options.clock.now()
  }

  /** Stores a file; it is on the disk when this resolves. */
  async store({ path: cloudPath, content, contentType, owner }: Upload): Promise<FileNote> {
    const target = this.fileFor(checkPath(cloudPath))
    const draft = `${target}.${randomBytes(6).toString('hex')}`
    const handle = await open(draft, 'w')
    try {
      await handle.writeFile(content)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(draft, target)
    const uploadedAt = this.options.clock.now()
    const note = { path: cloudPath, size: content.length, contentType, owner, uploadedAt }
    await this.options.notes.put(note)
    return note
  }

  async read(note: FileNote): Promise<Buffer> {
    return readFile(this.fileFor(note.path))
  }

  /** Removes a file; false when there was none. */
  async remove(fileId: string): Promise<boolean> {
    const note = this.find(fileId)
    if (!note) return false
    await this.options.notes.remove(note.path)
    await rm(this.fileFor(note.path), { force: true })
    return true
  }

  /** An address that works for a while, unencoded as the platform gives it. */
  temporaryAddress(note: FileNote, maxAge = defaultMaxAge): string {
    const until = Math.floor(this.options.clock.now() / 1000) + maxAge
    const sign = this.signature(note.path, until)
    return `${this.options.url()}/_storage/${note.path}?sign=${sign}&t=${until}`
  }

  /** The file an address leads to; undefined when the signature is wrong or has run out. */
  open(cloudPath: string, { sign, until }: { sign: string; until: number }): FileNote | undefined {
    const expected = Buffer.from(this.signature(cloudPath, until))
    const given = Buffer.from(sign)
    const isGenuine = given.length === expected.length && timingSafeEqual(given, expected)
    const isFresh = until * 1000 > this.options.clock.now()
    return isGenuine && isFresh ? this.options.notes.get(cloudPath) : undefined
  }

  /** The file that an address made here leads to; undefined for any other address. */
  async readAddress(address: string): Promise<Buffer | undefined> {
    if (!URL.canParse(address)) return undefined
    const { pathname, searchParams } = new URL(address)
    const prefix = '/_storage/'
    if (!pathname.startsWith(prefix)) return undefined
    const sign = searchParams.get('sign') ?? ''
    const until = Number(searchParams.get('t'))
    const note = this.open(decodeURIComponent(pathname.slice(prefix.length)), { sign, until })
    return note && this.read(note)
  }

  private forgetExpired(): void {
    for (const [ticket, { expiresAt }] of this.tickets) {
      if (expiresAt > this.options.clock.now()) return
      this.tickets.delete(ticket)
    }
  }

  private signature(cloudPath: string, until: number): string {
    return createHmac('sha256', this.secret).update(`${until}/${cloudPath}`).digest('hex')
  }

  private fileFor(cloudPath: string): string {
    return path.join(this.options.folder, createHash('sha256').update(cloudPath).digest('hex'))
  }
}
