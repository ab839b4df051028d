import type { Tally } from './engine/execute'

/** One database call a function made and what it cost. */
export interface Operation {
  action: string
  collection: string
  /** Name of the index used, several joined by " | "; null when the whole collection was read. */
  index: string | null
  keysExamined: number
  documentsExamined: number
  /** Documents that came of it: those returned and, in an aggregation, those joined to them. */
  found: number
  returned: number
  milliseconds: number
}

/** One call of a WeChat open API. */
export interface OpenApiCall {
  api: string
  data: unknown
  errorCode: number
}

/** What one invocation did itself; what the functions it called did stands apart in `nested`. */
export interface Explain {
  /** Number of database calls. */
  calls: number
  operations: Operation[]
  openApi: OpenApiCall[]
  /** What works here as on the platform but is probably not meant. */
  warnings: string[]
  nested: { functionName: string; explain: Explain }[]
}

export function newExplain(): Explain {
  return { calls: 0, operations: [], openApi: [], warnings: [], nested: [] }
}

export function describeTally(
  tally: Tally,
): Pick<Operation, 'index' | 'keysExamined' | 'documentsExamined' | 'found'> {
  const names = [...tally.indexes].filter((name) => name !== '')
  return {
    index: names.length === 0 ? null : names.join(' | '),
    keysExamined: tally.keysExamined,
    documentsExamined: tally.documentsExamined,
    found: tally.found,
  }
}
