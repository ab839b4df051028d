import type { BulletinLine, BulletinView } from '../../typings/bulletins'
import type { StaffBulletin } from '../../typings/console/bulletins'
import { stateOf } from './life'
import type { Bulletin } from './types'

const iso = (at: number) => new Date(at).toISOString()

/** A notice as its readers see it in a list. */
export function viewBulletinLine(bulletin: Bulletin): BulletinLine {
  const { _id, title, author, from, until, audience } = bulletin
  return {
    id: _id,
    title,
    from: { id: author.unit.id, name: author.unit.name },
    at: iso(from),
    until: iso(until),
    isForWorkers: audience === 'appointed',
  }
}

export function viewBulletin(bulletin: Bulletin): BulletinView {
  return { ...viewBulletinLine(bulletin), text: bulletin.text }
}

/** A notice as staff see it, with how many have read it. */
export function viewForStaff(
  bulletin: Bulletin & { readers: number },
  { userId, now }: { userId: string; now: number },
): StaffBulletin {
  const { author, withdrawn } = bulletin
  return {
    id: bulletin._id,
    version: bulletin.version,
    title: bulletin.title,
    text: bulletin.text,
    from: iso(bulletin.from),
    until: iso(bulletin.until),
    units: bulletin.to.map(({ id, name, kind }) => ({ id, name, level: kind })),
    audience: bulletin.audience,
    state: stateOf(bulletin, now),
    by: {
      unit: { id: author.unit.id, name: author.unit.name },
      label: author.label,
      isMe: author.userId === userId,
    },
    createdAt: iso(bulletin.createdAt),
    updatedAt: iso(bulletin.updatedAt),
    readers: bulletin.readers,
    withdrawn: withdrawn && { at: iso(withdrawn.at), label: withdrawn.label },
  }
}
