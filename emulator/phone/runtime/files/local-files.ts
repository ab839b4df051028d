/** A file of the phone: photos taken, files saved. They live as long as the page. */
interface LocalFile {
  blob: Blob
  url: string
  createdAt: number
}

export const temporaryPrefix = 'wxfile://tmp_'
export const userDataPath = 'wxfile://usr'
export const savedPrefix = 'wxfile://store_'

const files = new Map<string, LocalFile>()
let nextNumber = 1

const extensions: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'video/mp4': 'mp4',
  'audio/mpeg': 'mp3',
  'application/pdf': 'pdf',
  'text/plain': 'txt',
}

function extensionOf(blob: Blob): string {
  const named = blob instanceof File ? /\.(\w+)$/.exec(blob.name)?.[1] : undefined
  return named ?? extensions[blob.type] ?? 'bin'
}

export function newPath(prefix: string, blob: Blob): string {
  return `${prefix}${Date.now().toString(36)}${nextNumber++}.${extensionOf(blob)}`
}

export function writeLocalFile(path: string, blob: Blob): void {
  removeLocalFile(path)
  files.set(path, { blob, url: URL.createObjectURL(blob), createdAt: Date.now() })
}

/** Keeps a blob as a temporary file and returns its path. */
export function addTemporaryFile(blob: Blob): string {
  const path = newPath(temporaryPrefix, blob)
  writeLocalFile(path, blob)
  return path
}

export function localFile(path: string): LocalFile | undefined {
  return files.get(path)
}

export function localFileUrl(path: string): string | undefined {
  return files.get(path)?.url
}

export function removeLocalFile(path: string): boolean {
  const file = files.get(path)
  if (file !== undefined) URL.revokeObjectURL(file.url)
  return files.delete(path)
}

export function listLocalFiles(prefix: string): string[] {
  return [...files.keys()].filter((path) => path.startsWith(prefix))
}
