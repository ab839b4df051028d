/** Error codes the SDKs know, as the gateway sends them. */
export type ErrorCode =
  | 'SYS_ERR'
  | 'INVALID_PARAM'
  | 'INVALIID_ENV'
  | 'DATABASE_REQUEST_FAILED'
  | 'DATABASE_COLLECTION_NOT_EXIST'
  | 'DATABASE_COLLECTION_ALREADY_EXIST'
  | 'FUNCTIONS_EXECUTE_FAIL'
  | 'FUNCTIONS_TIME_LIMIT_EXCEEDED'
  | 'FUNCTION_NOT_FOUND'
  | 'STORAGE_FILE_NONEXIST'
  | 'STORAGE_REQUEST_FAIL'
  | 'NOT_EMULATED'

/** A failure the caller of the gateway is told about, in the platform's own shape. */
export class GatewayError extends Error {
  readonly code: ErrorCode

  constructor(code: ErrorCode, message: string) {
    super(message)
    this.code = code
  }
}

/** A reason the emulator can't start, said in one sentence for the person at the terminal. */
export class StartError extends Error {}

const advice = 'Please check your request, but if the problem persists, contact us.'

/** A query or update the database refuses, with the text of its own error. */
export function databaseError(reason: string): GatewayError {
  return new GatewayError('DATABASE_REQUEST_FAILED', `[FailedOperation] ${reason}`)
}

/** What strict mode says about work that would not stay cheap as data grows. */
export function strictError(reason: string): GatewayError {
  return new GatewayError('DATABASE_REQUEST_FAILED', `[strict] ${reason}`)
}

export function notEmulated(what: string): GatewayError {
  return new GatewayError('NOT_EMULATED', `${what} is not emulated`)
}

export function missingCollection(name: string): GatewayError {
  return new GatewayError(
    'DATABASE_COLLECTION_NOT_EXIST',
    `[ResourceNotFound] Db or Table not exist: ${name}. ${advice}`,
  )
}

/** A write that met another transaction's write; the SDK does not retry it. */
export function transactionConflict(): GatewayError {
  return new GatewayError(
    'DATABASE_REQUEST_FAILED',
    `[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. ${advice}`,
  )
}

export function transactionGone(): GatewayError {
  return new GatewayError(
    'DATABASE_REQUEST_FAILED',
    `[ResourceUnavailable.TransactionNotExist] Transaction not exist or already ended. ${advice}`,
  )
}

interface DuplicateKey {
  environment: string
  collection: string
  index: string
  key: string
}

/** A unique index refused a write: MongoDB's text inside the platform's envelope. */
export function duplicateKey({ environment, collection, index, key }: DuplicateKey): GatewayError {
  const text = `E11000 duplicate key error collection: ${environment}.${collection} index: ${index} dup key: ${key}`
  return databaseError(`multiple write errors: [{write errors: [{${text}}]}, {<nil>}]`)
}
