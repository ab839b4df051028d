import { localFileUrl } from './local-files'

/**
 * The browser's address of a file the mini program names: of its package (absolute or relative to
 * the component that uses it), of the phone's file system, or of the network.
 */
export function fileUrl(path: string, usedBy: string): string {
  if (/^(https?:|data:|blob:)/.test(path)) return path
  if (/^(wxfile|http):\/\//.test(path)) return localFileUrl(path) ?? path
  if (path.startsWith('cloud://')) return `/_emulator/file?fileID=${encodeURIComponent(path)}`
  const base = new URL(`/${usedBy}`, 'https://phone.local')
  return `files${new URL(path, base).pathname}`
}
