import type { Answer } from './types'

/** WeChat's scenes of msgSecCheck and mediaCheckAsync. */
export const scenes = { profile: 1, comment: 2, forum: 3, social: 4 } as const
export type Scene = (typeof scenes)[keyof typeof scenes]

/** Characters msgSecCheck takes at most. */
export const longestText = 2500

/** What somebody wrote, to be asked about in their name. */
export interface CheckTask {
  openid: string
  scene: Scene
  text?: string
  /** A storage file id. */
  photo?: string
}

/** WeChat's reply as its interface gives it. */
export interface Reply {
  code: number
  suggest?: string | undefined
  traceId?: string | undefined
}

const notVisited = 61010

/** What a reply means; anything we do not know is for people to look at, or no answer at all. */
export function answerOf({ code, suggest, traceId }: Reply): Answer {
  if (code === notVisited) return { is: 'not_visited' }
  if (code !== 0) return { is: 'failed' }
  if (suggest !== undefined) return { is: 'said', suggest: suggestionOf(suggest) }
  return traceId ? { is: 'started', traceId } : { is: 'failed' }
}

function suggestionOf(suggest: string): 'pass' | 'review' | 'risky' {
  return suggest === 'pass' || suggest === 'risky' ? suggest : 'review'
}

/** The pushed event `wxa_media_check`, as far as it is read. */
export interface MediaResult {
  traceId: string
  answer: Answer
}

/** Null for an event that names no check. */
export function mediaResultOf(event: Record<string, unknown>): MediaResult | null {
  const { trace_id: traceId, errcode, result } = event
  if (typeof traceId !== 'string' || !/^[\w-]{1,128}$/.test(traceId)) return null
  const { suggest } = (result ?? {}) as { suggest?: unknown }
  const said = typeof suggest === 'string' ? { suggest } : {}
  return { traceId, answer: answerOf({ code: Number(errcode ?? 0), ...said }) }
}
