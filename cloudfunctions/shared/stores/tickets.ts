import type { Unit } from '../../../core/grids/types'
import type { Ticket } from '../../../core/sessions/ticket'
import type { Database } from '../database'

export async function insertTicket(database: Database, ticket: Ticket): Promise<void> {
  await database.insert('tickets', ticket)
}

export async function findTicket(database: Database, id: string): Promise<Ticket | null> {
  const [ticket] = await database.find<Ticket>('tickets', { _id: id }, { limit: 1 })
  return ticket ?? null
}

/** A ticket with the units that the person who scanned it may act for. */
export interface TicketCase {
  ticket: Ticket
  held: Unit[]
}

export async function findTicketCase(
  database: Database,
  { id, openid }: { id: string; openid: string },
): Promise<TicketCase | null> {
  const held = { from: 'units', pipeline: [{ $match: { members: openid } }], as: 'held' }
  const [row] = await database.aggregate<Ticket & { held: Unit[] }>('tickets', { _id: id }, [
    { $limit: 1 },
    { $lookup: held },
  ])
  if (!row) return null
  const { held: units, ...ticket } = row
  return { ticket, held: units }
}

/** Brings a ticket on, if it is still as it was read: of two at once one wins. */
export async function saveTicket(
  database: Database,
  before: Ticket,
  { state, person }: Pick<Ticket, 'state' | 'person'>,
): Promise<boolean> {
  const where = { _id: before._id, state: before.state }
  return (await database.update('tickets', where, { set: { state, person } })) === 1
}
