import type { Clock } from '../clock'
import type { Database } from '../engine/database'
import type { Tally } from '../engine/execute'
import type { Fields } from '../engine/values'
import type { Operation } from '../explain'
import type { Functions } from '../functions/functions'
import type { Invocation } from '../functions/invocation'
import type { Files } from '../storage/files'
import type { OpenApis } from '../open-api/open-apis'
import type { Body } from './wire'

/** The parts of the cloud that the gateway's actions work on. */
export interface Services {
  environment: string
  url: () => string
  database: Database
  clock: Clock
  functions: Functions
  files: Files
  openApis: OpenApis
  /** The function that takes what WeChat pushes. */
  messagePush: string | undefined
  isStrict: boolean
  warn: (message: string) => void
}

/** One request to the gateway while it is being answered. */
export interface Call {
  cloud: Services
  action: string
  body: Body
  /** The invocation it came from; none for a program outside, such as a set-up script. */
  invocation: Invocation | undefined
  tally: Tally
  record: (operation: Operation) => void
}

/** Fields of the answer besides the request's id; a Buffer goes out as it is. */
export type Answer = Fields | Buffer

export type Action = (call: Call) => Promise<Answer> | Answer
