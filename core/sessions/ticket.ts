import { limits } from '../limits'
import { refuse } from '../errors'
import type { Refusal } from '../errors'

/** How far a ticket is; each state is reached once. */
export type TicketState = 'shown' | 'looked_at' | 'confirmed' | 'refused' | 'used'

/**
 * A browser's wish to be signed in. `_id` is what its code carries, for everybody who stands
 * before the screen; only the browser has the secret, of which the hash is kept.
 */
export interface Ticket {
  _id: string
  secretHash: string
  browser: string
  /** The network address it was asked from. */
  source: string
  /** Epoch milliseconds. */
  createdAt: number
  state: TicketState
  /** Who scanned it first: from then on it is theirs. */
  person: Signer | null
}

export interface Signer {
  userId: string
  label: string
  /** From the district down to the unit of their post. */
  path: string[]
}

/** The only ways on. */
const next: Record<TicketState, readonly TicketState[]> = {
  shown: ['looked_at'],
  looked_at: ['confirmed', 'refused'],
  confirmed: ['used'],
  refused: [],
  used: [],
}

export const endOfTicket = ({ createdAt }: Pick<Ticket, 'createdAt'>) =>
  createdAt + limits.ticketMinutes * 60_000

export const isOver = (ticket: Ticket, now: number) => now >= endOfTicket(ticket)

const over = () => refuse('TOO_LATE', '这个登录码过期了，请在电脑上换一个再扫。')

/** Somebody has scanned it. Whoever was first may look again; to others it is taken. */
export function lookAt(ticket: Ticket, person: Signer, now: number): Ticket | Refusal {
  if (isOver(ticket, now)) return over()
  if (ticket.state === 'shown') return { ...ticket, state: 'looked_at', person }
  if (ticket.person?.userId !== person.userId)
    return refuse('ALREADY_TAKEN', '这个登录码已经有人扫过，请在电脑上换一个再扫。')
  return ticket.state === 'looked_at' ? ticket : settled()
}

/** The person who scanned it lets the browser in, or not. Once, and in time. */
export function settle(
  ticket: Ticket,
  { to, userId, now }: { to: 'confirmed' | 'refused'; userId: string; now: number },
): Ticket | Refusal {
  if (ticket.person?.userId !== userId)
    return refuse('NOT_FOUND', '没有找到这个登录码，请在电脑上换一个再扫。')
  if (ticket.state === to) return ticket
  if (!next[ticket.state].includes(to)) return settled()
  return isOver(ticket, now) ? over() : { ...ticket, state: to }
}

const settled = () => refuse('WRONG_STATE', '这个登录码已经用过了，请在电脑上换一个再扫。')

/** What the browser is told when it asks. */
export type Progress = 'waiting' | 'scanned' | 'in' | 'refused' | 'over'

/** A confirmed ticket lets the browser in once; asked again, it is over. */
export function progressOf(ticket: Ticket, now: number): Progress {
  if (ticket.state === 'refused') return 'refused'
  if (ticket.state === 'used' || isOver(ticket, now)) return 'over'
  const progress = { shown: 'waiting', looked_at: 'scanned', confirmed: 'in' } as const
  return progress[ticket.state]
}
