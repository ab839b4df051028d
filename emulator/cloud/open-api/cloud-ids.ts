import { randomBytes } from 'node:crypto'
import type { Fields } from '../engine/values'
import { isPlainObject } from '../engine/values'

/** How long a cloud id may be exchanged for its data, in milliseconds. */
const cloudIdLifetime = 5 * 60_000

/** The mark a phone puts in place of `wx.cloud.CloudID(id)`. */
export interface CloudIdMark {
  $cloudId: string
}

/** What a function reads in place of a cloud id. */
export type OpenData =
  { cloudID: string; data: Fields } | { cloudID: string; errCode: number; errMsg: string }

interface Issued {
  openid: string
  data: Fields
  expiresAt: number
}

function failure(cloudID: string, errCode: number, errMsg: string): OpenData {
  return { cloudID, errCode, errMsg }
}

function isCloudIdMark(value: unknown): value is CloudIdMark {
  return (
    isPlainObject(value) && Object.keys(value).length === 1 && typeof value.$cloudId === 'string'
  )
}

/**
 * Opaque ids that stand for data WeChat vouches for, such as the group a card was opened in. Each
 * belongs to one person, runs out, and can be exchanged only for that person.
 */
export class CloudIds {
  private readonly issued = new Map<string, Issued>()

  constructor(private readonly now: () => number) {}

  issue(openid: string, data: Fields): string {
    const id = `77_${randomBytes(32).toString('base64url')}`
    this.forgetExpired()
    this.issued.set(id, { openid, data, expiresAt: this.now() + cloudIdLifetime })
    return id
  }

  /** What a cloud id is worth to this person. */
  resolve(id: string, openid: string | undefined): OpenData {
    const issued = this.issued.get(id)
    if (!issued) return failure(id, -601005, 'invalid cloudID')
    if (issued.expiresAt <= this.now()) return failure(id, -601006, 'cloudID expired')
    if (issued.openid !== openid) {
      return failure(id, -601007, 'cloudID and calling user does not match')
    }
    return { cloudID: id, data: issued.data }
  }

  /** Ids run out in the order they were issued, unless the clock was moved. */
  private forgetExpired(): void {
    for (const [id, { expiresAt }] of this.issued) {
      if (expiresAt > this.now()) return
      this.issued.delete(id)
    }
  }

  /** Replaces the marks at the top level of a call's data, where alone WeChat replaces them. */
  replaceMarks(data: unknown, openid: string): unknown {
    if (!isPlainObject(data)) return data
    const entries = Object.entries(data).map(([key, value]) =>
      isCloudIdMark(value) ? [key, this.resolve(value.$cloudId, openid)] : [key, value],
    )
    return Object.fromEntries(entries) as Fields
  }
}
