import type { ImportMode } from '../../../../typings/console'
import { type Failure, ask, newKey } from '../../../api/client'
import { openFile } from './open-file'

export interface Sending {
  rootId: string
  mode: ImportMode
  onProgress: (done: number, total: number) => void
  /** False once the page has been left. */
  isHere: () => boolean
}

export interface Sent {
  jobId: string
  /** Headings that are passed over. */
  ignored: string[]
}

const badFile = (message: string): Failure => ({ code: 'BAD_INPUT', message })

/** Reads a file beside the page and sends it piece by piece; a failure says what to do. */
export async function sendFile(file: File, sending: Sending): Promise<Sent | Failure> {
  const opened = await openFile(file)
  if (typeof opened === 'string') return badFile(opened)
  try {
    return await sendPieces(file.name.slice(0, 120), opened, sending)
  } finally {
    opened.close()
  }
}

type Opened = Exclude<Awaited<ReturnType<typeof openFile>>, string>

async function sendPieces(
  fileName: string,
  { heading, rows, next }: Opened,
  { rootId, mode, onProgress, isHere }: Sending,
): Promise<Sent | Failure> {
  if (rows === 0) return badFile('表里只有表头，没有内容。')
  const how = { rootId, mode, fileName, heading, rows }
  const started = await ask('imports.start', how, { key: newKey() })
  if (!started.ok) return started.failure
  const { job, ignored } = started.data
  let done = 0
  for (let index = 0, piece = await next(); piece && isHere(); index++, piece = await next()) {
    const added = await ask('imports.add', { id: job.id, index, ...piece })
    if (!added.ok) return added.failure
    onProgress((done += piece.rows.length), rows)
  }
  return { jobId: job.id, ignored }
}
