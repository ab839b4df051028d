import { decide } from '../../core/requests/decide'
import { viewRequest } from '../../core/requests/view'
import type { RequestView } from '../../typings/api'
import { answeredBefore, contextOf, findVisible } from './act'
import type { Backend } from './backend'
import type { Context } from './operation'
import { orRefuse, refused } from './serve'
import { saveDecision } from './stores/requests'

/**
 * Ends a request in favour of the main one. Two documents, so two writes: both decided
 * before the first, the main one's first. Where the second does not come about, a retry
 * finds the main one done by the pair's key and goes on.
 */
export async function mergeRequests(
  backend: Backend,
  context: Context,
  { id, into, reason }: { id: string; into: string; reason?: string },
): Promise<RequestView> {
  for (let attempt = 0; attempt < 4; attempt++) {
    const [merged, main] = await Promise.all([
      findVisible(backend.database, context, { id, side: 'handler' }),
      findVisible(backend.database, context, { id: into, side: 'handler' }),
    ])
    const first = answeredBefore(merged.request, context, 'merge')
    if (first) return viewRequest(first, merged.person, context.now)
    const command = { name: 'merge', ...(reason && { reason }) } as const
    const ending = orRefuse(
      decide(merged.request, command, { ...contextOf(merged, context), other: main.request }),
    )
    if (!(await absorb(backend, context, { merged, main }))) continue
    if (!(await saveDecision(backend.database, merged.request, ending))) continue
    await backend.announce(id)
    return viewRequest(ending.next, merged.person, context.now)
  }
  throw refused('CONFLICT')
}

type Found = Awaited<ReturnType<typeof findVisible>>

async function absorb(
  { database, announce }: Backend,
  context: Context,
  { merged, main }: { merged: Found; main: Found },
): Promise<boolean> {
  const key = `merge-${merged.request._id}`
  if (main.request.history.some((entry) => entry.key === key)) return true
  const taking = orRefuse(
    decide(
      main.request,
      { name: 'absorb' },
      { ...contextOf(main, context), key, other: merged.request },
    ),
  )
  if (!(await saveDecision(database, main.request, taking))) return false
  await announce(main.request._id)
  return true
}
