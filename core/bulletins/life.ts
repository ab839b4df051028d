import type { Bulletin, BulletinState, Reader } from './types'

type Timed = Pick<Bulletin, 'from' | 'until' | 'withdrawn'>

export function stateOf({ from, until, withdrawn }: Timed, now: number): BulletinState {
  if (withdrawn) return 'withdrawn'
  if (until <= now) return 'over'
  return from <= now ? 'shown' : 'scheduled'
}

/** The two mirrors of its times that indexes are made of. */
export function dueFields(
  bulletin: Timed & Pick<Bulletin, 'to'>,
  now: number,
): Pick<Bulletin, 'shownTo' | 'dueAt'> {
  const state = stateOf(bulletin, now)
  const shownTo = state === 'shown' ? bulletin.to.map(({ id }) => id) : []
  if (state === 'over' || state === 'withdrawn') return { shownTo, dueAt: null }
  return { shownTo, dueAt: state === 'scheduled' ? bulletin.from : bulletin.until }
}

/** Whether it can still be changed. */
export function isOver(bulletin: Timed, now: number): boolean {
  return ['over', 'withdrawn'].includes(stateOf(bulletin, now))
}

/** Whether somebody is among those it is for. */
export function concerns({ to, audience }: Pick<Bulletin, 'to' | 'audience'>, reader: Reader) {
  const isIn = (path: readonly string[]) => to.some(({ id }) => path.includes(id))
  if (isIn(reader.worksIn)) return true
  return audience === 'everybody' && isIn(reader.livesIn)
}

/** What somebody is shown now, the newest first, each once. */
export function shownTo(found: readonly Bulletin[], reader: Reader, now: number): Bulletin[] {
  const byId = new Map(found.map((one) => [one._id, one]))
  return [...byId.values()]
    .filter((one) => stateOf(one, now) === 'shown' && concerns(one, reader))
    .toSorted((a, b) => b.from - a.from || (a._id < b._id ? -1 : 1))
}
