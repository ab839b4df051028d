import type { Command } from '../../../typings/domain'
import { isRefusal } from '../../../core/errors'
import { allowedCommands } from '../../../core/requests/decide'
import type { Request } from '../../../core/requests/types'
import { give, hour, monday, newRequest, someone } from '../place'
import { inputFor } from '../requests/states'
import type { CommandName } from '../../../core/requests/command-input'

const people = [
  'resident1',
  'leader7',
  'leader8',
  'areaLeader',
  'worker1',
  'officer',
  'dispatcher',
  'housingOfficer',
  'waterContact',
  'system',
]

/** What moves a request on comes more often than what ends it early or says a word more. */
const weights: Partial<Record<Command, number>> = {
  resolve: 5,
  rate: 20,
  reopen: 3,
  accept: 3,
  pass_deadline: 10,
  escalate: 2,
}

/** One step of a random life: whose turn it is, which of the things they may do, after how long. */
export interface Turn {
  who: number
  what: number
  wait: number
}

/**
 * Every version of a request that lived through some turns, by the product's own decisions. Turns
 * that come to nothing are passed over; seldom is somebody without anything to do.
 */
export function liveThrough(turns: readonly Turn[], id: string, at = monday): Request[] {
  const versions = [newRequest({ text: `楼道的灯坏了 ${id}` }, { id, now: at })]
  let now = at
  for (const { who, what, wait } of turns) {
    const request = versions.at(-1) as Request
    now += wait * hour
    const able = people.flatMap((userId) =>
      allowedCommands(request, someone(userId, now), now).flatMap((name) =>
        Array.from({ length: weights[name] ?? 1 }, () => ({ userId, name })),
      ),
    )
    const turn = able[(who * 31 + what) % Math.max(1, able.length)]
    if (!turn) continue
    const input = inputFor(request, turn.name as CommandName)
    const result = give(request, turn.userId, rated(input, who), { now, other: otherOf(id) })
    if (!isRefusal(result)) versions.push(result.next)
  }
  return versions
}

function rated<T extends { name: string }>(input: T, by: number): T {
  if (input.name !== 'rate') return input
  const satisfaction = (by % 5) + 1
  return { ...input, solved: by % 3 !== 0, ...(by % 2 === 0 && { satisfaction }) }
}

const otherOf = (id: string) => newRequest({}, { id: `${id}-other` })
