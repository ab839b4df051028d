import type { Operation } from '../shared/operation'
import { insertAudit } from '../shared/stores/audits'
import type { NewAudit } from '../shared/stores/audits'
import type { ConsoleContext } from './context'
import { isLogged } from './logged'

type Act = Pick<NewAudit, 'action' | 'requestId' | 'unitId' | 'subject' | 'reason'>

/** Writes down what somebody at the page does; a look at private things before they are shown. */
export function logAct(context: ConsoleContext, act: Act): Promise<void> {
  const { staff, held, now: at, key, backend } = context
  const { userId, label, posts } = staff
  const path = held.find(({ _id }) => _id === posts[0]?.unitId)?.path ?? []
  return insertAudit(backend.database, { at, userId, label, path, key, via: 'page', ...act })
}

type Table = Record<string, Operation<unknown, unknown, ConsoleContext>>

/** The same operations; those of the list write down that they were done, and to what. */
export function logging<T extends object>(operations: T): T {
  const logged = Object.entries(operations as Table).map(([name, operation]) => [
    name,
    isLogged(name) ? withLog(name, operation) : operation,
  ])
  return Object.fromEntries(logged) as T
}

function withLog(action: string, operation: Table[string]): Table[string] {
  return {
    input: operation.input,
    async run(input, context) {
      const output = await operation.run(input, context)
      await logAct(context, { action, ...subjectOf(action, input, output) })
      return output
    },
  }
}

/** What can be said of any act by what went in and what came out. */
function subjectOf(action: string, input: unknown, output: unknown): Omit<Act, 'action'> {
  const asked = input as Record<string, unknown>
  const given = output as Record<string, unknown>
  const texts = [given.number, given.name, given.label, asked.name].map(textOf)
  const isOfRequest = action.startsWith('requests.') || action.startsWith('reviews.')
  return {
    subject: texts.find((text) => text !== '') ?? '',
    reason: textOf(asked.reason),
    ...(isOfRequest && textOf(asked.id) && { requestId: textOf(asked.id) }),
    ...(textOf(asked.unitId) && { unitId: textOf(asked.unitId) }),
  }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')
