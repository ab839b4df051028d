import { GatewayError } from '../errors'

const maximumPathLength = 850

/** The bucket's name, made from the environment's as the platform does. */
function bucketOf(environment: string): string {
  const prefix = Buffer.from(environment.slice(0, 2)).toString('hex')
  return `${prefix}-${environment}-1300000000`
}

export function fileIdOf(environment: string, cloudPath: string): string {
  return `cloud://${environment}.${bucketOf(environment)}/${cloudPath}`
}

/** The path inside the bucket; undefined when the id belongs to another environment. */
export function pathOf(environment: string, fileId: string): string | undefined {
  const start = `cloud://${environment}.${bucketOf(environment)}/`
  return fileId.startsWith(start) ? fileId.slice(start.length) : undefined
}

function isSoundPath(cloudPath: string): boolean {
  const parts = cloudPath.split('/')
  const hasForbidden = /[\u0000-\u001f?#%\\]/u.test(cloudPath)
  const isShort = Buffer.byteLength(cloudPath) <= maximumPathLength
  return isShort && !hasForbidden && parts.every((part) => !['', '.', '..'].includes(part))
}

/** Refuses paths the storage refuses: empty, rooted, with empty or dotted parts, too long. */
export function checkPath(cloudPath: unknown): string {
  if (typeof cloudPath === 'string' && isSoundPath(cloudPath)) return cloudPath
  throw new GatewayError('INVALID_PARAM', '[InvalidParameter] the storage path is not valid')
}
