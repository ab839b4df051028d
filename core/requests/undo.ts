import type { Clocks, Deadline } from './clocks'
import type { Changes, Request } from './types'

/** What a step changed, as it was before. The clocks hold only what differs: they are the most of it. */
export interface Undo extends Partial<Omit<Changes, 'clocks'>> {
  clocks?: ClocksUndo
}

interface ClocksUndo extends Partial<Omit<Clocks, 'deadlines'>> {
  /** How many deadlines there were, and those that were different. */
  count: number
  deadlines: { index: number; was: Deadline }[]
}

/** Takes down how a request was, for the fields that a step changes. */
export function undoOf(request: Request, fields: Partial<Changes>): Undo {
  const names = Object.keys(fields) as (keyof Changes)[]
  const changed = names.filter((name) => name !== 'clocks' && request[name] !== fields[name])
  const before: Undo = Object.fromEntries(changed.map((name) => [name, request[name]]))
  const { clocks } = fields
  if (!clocks || clocks === request.clocks) return before
  return { ...before, clocks: undoOfClocks(request.clocks, clocks) }
}

/** The request as it was before the step that left this. */
export function undo(request: Request, { clocks, ...fields }: Undo): Request {
  const before = { ...request, ...fields }
  return clocks ? { ...before, clocks: clocksBefore(request.clocks, clocks) } : before
}

function undoOfClocks(before: Clocks, after: Clocks): ClocksUndo {
  const { deadlines, ...rest } = before
  const names = Object.keys(rest) as (keyof typeof rest)[]
  const changed = names.filter((name) => before[name] !== after[name])
  return {
    ...Object.fromEntries(changed.map((name) => [name, before[name]])),
    count: deadlines.length,
    deadlines: deadlines.flatMap((was, index) =>
      was === after.deadlines[index] ? [] : [{ index, was }],
    ),
  }
}

function clocksBefore(after: Clocks, { count, deadlines, ...fields }: ClocksUndo): Clocks {
  const restored = after.deadlines.slice(0, count)
  for (const { index, was } of deadlines) restored[index] = was
  return { ...after, ...fields, deadlines: restored }
}
