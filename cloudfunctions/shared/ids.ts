import { createHash, randomBytes, randomUUID } from 'node:crypto'

/**
 * A document id that the same person's same key always gives, so that a retried
 * insert meets its first self; a random one without a key. 32 hex digits.
 */
export function stableId(openid: string, key: string | null): string {
  return digest(key === null ? randomUUID() : `${openid}\n${key}`)
}

/** 256 random bits as text: what nobody can guess. Kept as its `digest` only. */
export const newToken = () => randomBytes(32).toString('base64url')

/** SHA-256 as hex, cut to `length` digits. */
export function digest(text: string, length = 32): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length)
}

/**
 * The storage folder a person uploads to. It tells nothing about who they are, so
 * a photo's file id can be shown to those who handle an anonymous request.
 */
export function uploadFolder(openid: string): string {
  return `uploads/${digest(`uploads:${openid}`, 20)}`
}
