import type { StoredRequest } from '../../cloudfunctions/shared/stores/requests'
import type { Counter } from '../../cloudfunctions/shared/stores/counters'
import { tallyAt } from '../../core/numbers/batch'
import { type Tally, addTally, flatten } from '../../core/numbers/tally'
import type { Cloud } from '../../emulator'

type Cells = Record<string, Record<string, number>>
type Stored = Pick<Cloud, 'database'>

/** Every counter as paths, by its id; empty ones left away. */
export function countersOf({ database }: Stored): Cells {
  const counters = database.find('counters') as unknown as Counter[]
  const cells = counters.map(({ _id, sums }) => [_id, Object.fromEntries(flatten(sums))] as const)
  return Object.fromEntries(cells.filter(([, sums]) => Object.keys(sums).length > 0))
}

/** The same from all requests, each as it stood at the version that `versionOf` says. */
export function fullCount(
  { database }: Stored,
  versionOf: (request: StoredRequest) => number = ({ version }) => version,
): Cells {
  const days = new Map<string, Tally>()
  for (const request of database.find('requests') as unknown as StoredRequest[]) {
    const change = tallyAt(request, versionOf(request))
    if (!change) continue
    const sum = days.get(change.day) ?? new Map()
    addTally(sum, change.tally)
    days.set(change.day, sum)
  }
  return Object.fromEntries(
    [...days].flatMap(([day, tally]) =>
      [...tally].map(([unitId, cells]) => [`${day}:${unitId}`, Object.fromEntries(cells)]),
    ),
  )
}
