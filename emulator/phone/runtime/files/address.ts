import { fileAddress } from './cloud-address'
import { localFileUrl } from './local-files'

/**
 * The browser's address of a file the mini program names: of its package (absolute or relative to
 * the component that uses it), of the phone's file system, or of the network. Files of the cloud
 * have to be asked for: see {@link shownFileUrl}.
 */
export function fileUrl(path: string, usedBy: string): string {
  if (/^(https?:|data:|blob:)/.test(path)) return path
  if (/^(wxfile|http):\/\//.test(path)) return localFileUrl(path) ?? path
  const base = new URL(`/${usedBy}`, 'https://phone.local')
  return `files${new URL(path, base).pathname}`
}

/** As {@link fileUrl}, for files of the cloud too; an unknown one keeps its name. */
export async function shownFileUrl(path: string, usedBy: string): Promise<string> {
  if (!path.startsWith('cloud://')) return fileUrl(path, usedBy)
  return (await fileAddress(path)) ?? path
}
