import * as v from 'valibot'
import { chinaDay } from '../../core/calendar'
import { claim, findInvitation, readCode } from '../../core/grids/invitations'
import { untilDay } from '../../core/grids/people-entries'
import type { Unit } from '../../core/grids/types'
import type { ResidentClaims } from '../../typings/claims'
import { digestOfCode } from '../shared/grids/codes'
import type { OperationContext, Operations } from '../shared/operation'
import { words } from '../shared/schemas'
import { orRefuse, refused } from '../shared/serve'
import { findInvited, saveUnit } from '../shared/stores/grids'
import { findChain, findHeld } from '../shared/stores/units'
import { viewAppointments, viewUnit } from '../shared/views'

const input = v.strictObject({ code: words('邀请码', 40) })

/** Somebody whom staff have put down for a charge takes it up with the code they were given. */
export const claims: Operations<ResidentClaims> = {
  'appointments.look': {
    input,
    async run({ code }, { backend: { database }, now }) {
      const digest = digestOfCode(readCode(code))
      const unit = await findInvited(database, digest)
      const found = orRefuse(findInvitation(unit ?? nobody, digest, now))
      const view = viewUnit(await findChain(database, { _id: unit?._id }))
      if (!view) throw refused('NOT_FOUND')
      const { role, label, from, until } = found
      return { unit: view, role, label, from: chinaDay(from), until: untilDay(until) || null }
    },
  },
  'appointments.claim': {
    input,
    async run({ code }, context) {
      const held = await takeUp(context, digestOfCode(readCode(code)))
      return { appointments: viewAppointments(held, context) }
    },
  },
}

const nobody = { invitations: [] }
const attempts = 4

/** The units the person then holds. The same call again finds that it has been done. */
async function takeUp({ backend, openid, now }: OperationContext, digest: string): Promise<Unit[]> {
  const { database } = backend
  for (let attempt = 0; attempt < attempts; attempt++) {
    const unit = await findInvited(database, digest)
    const held = await findHeld(database, openid)
    const isMine = (one: Unit) =>
      one.appointments.some(({ userId, claimedBy }) => userId === openid && claimedBy === digest)
    if (!unit && held.some(isMine)) return held
    const kind = unit?.kind ?? 'micro_grid'
    const people = orRefuse(
      claim(unit ?? { kind, appointments: [], ...nobody }, { digest, userId: openid }, now),
    )
    if (!unit || !(await saveUnit(database, unit, { change: people, now }))) continue
    await backend.recheck()
    return [...held.filter(({ _id }) => _id !== unit._id), { ...unit, ...people }]
  }
  throw refused('CONFLICT', '刚刚有人在改这个单位，请再试一次。')
}
