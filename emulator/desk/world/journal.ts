import { readFileSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Message } from '../types'

const keptMessages = 2000

/** Where the messages outlive a restart. */
export interface Journal {
  messages: Message[]
  /** Resolves when everything added so far is on the disk. */
  add(message: Message): Promise<void>
  /** Resolves when nothing is being written. */
  rest(): Promise<void>
}

/** A journal in one JSON file; the newest 2,000 messages are kept. */
export function openJournal(file: string): Journal {
  const messages = readMessages(file)
  let written: Promise<void> = Promise.resolve()
  let isQueued = false
  const write = async () => {
    isQueued = false
    await mkdir(dirname(file), { recursive: true })
    await writeFile(`${file}.new`, JSON.stringify(messages))
    await rename(`${file}.new`, file)
  }
  return {
    messages,
    add(message) {
      messages.push(message)
      messages.splice(0, messages.length - keptMessages)
      if (!isQueued) written = written.then(write, write)
      isQueued = true
      return written
    },
    rest: () => written.catch(() => undefined),
  }
}

function readMessages(file: string): Message[] {
  try {
    const stored: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return Array.isArray(stored) ? stored : []
  } catch {
    return []
  }
}
