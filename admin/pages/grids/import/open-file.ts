import type { Ask, Told } from './file-worker'
import type { Piece } from './rows'

/** A file that has been read and waits to be sent. */
export interface OpenedFile {
  heading: string[]
  rows: number
  /** "UTF-8", "GB18030", "XLSX". */
  encoding: string
  next(): Promise<Piece | null>
  close(): void
}

/** Larger ones are no list of grids. */
const mostBytes = 30 * 1024 * 1024

/** Reads a file in a worker; a sentence where it can't be read. */
export async function openFile(file: File): Promise<OpenedFile | string> {
  if (file.size > mostBytes) return '文件超过 30 MB，请分成几个再导入。'
  const worker = new Worker(new URL('./file-worker.ts', import.meta.url), { type: 'module' })
  const ask = (question: Ask) =>
    new Promise<Told>((resolve) => {
      worker.onmessage = ({ data }: MessageEvent<Told>) => resolve(data)
      worker.onerror = () =>
        resolve({ told: 'failed', message: '这个文件读不了，请用表格软件另存一份再试。' })
      worker.postMessage(question)
    })
  const told = await ask({ ask: 'open', file })
  if (told.told !== 'opened') {
    worker.terminate()
    return told.told === 'failed' ? told.message : '这个文件读不了。'
  }
  const { heading, rows, encoding } = told
  return {
    heading,
    rows,
    encoding,
    async next() {
      const answer = await ask({ ask: 'next' })
      return answer.told === 'piece' ? answer.piece : null
    },
    close: () => worker.terminate(),
  }
}
