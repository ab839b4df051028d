import { existsSync, readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import type { Link } from '../types'
import { sendMissing } from '../../cloud/http/files'

/** A text for people, offered on the desk and shown as it is written. */
export interface DeskDocument {
  label: string
  /** Absolute path of a text file; one that isn't there is not offered. */
  file: string
}

export const documentBase = '/_desk/documents/'

/** Links to the documents that are there. */
export function documentLinks(documents: readonly DeskDocument[]): Link[] {
  return documents.flatMap(({ label, file }, index) =>
    existsSync(file) ? [{ label, href: `${documentBase}${index}` }] : [],
  )
}

/** Sends the document an address of {@link documentLinks} names. */
export function sendDocument(
  documents: readonly DeskDocument[],
  path: string,
  response: ServerResponse,
): void {
  const found = documents[Number(path.slice(documentBase.length))]
  if (!found || !existsSync(found.file)) return sendMissing(response)
  response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' })
  response.end(readFileSync(found.file))
}
