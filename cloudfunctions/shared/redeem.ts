import type { Appointment, Unit } from '../../core/grids/types'
import { isRedeemable, readCode } from '../../core/sessions/admin-code'
import type { OperationContext } from './operation'
import { refused } from './serve'
import { insertAudit } from './stores/audits'
import { claimAdminCode, findAdminCode } from './stores/admin-codes'
import { findDistrict, savePeople } from './stores/units'
import { countTry } from './tries'

const attempts = 4

/**
 * Makes whoever has the one-time code a dispatcher of the district: the first administrator.
 * Two documents: the code is taken first, and whoever took it may try again until they are
 * appointed.
 */
export async function redeemAdminCode(
  context: OperationContext,
  typed: string,
): Promise<{ label: string }> {
  const { openid, now, backend } = context
  const { database } = backend
  await countTry(database, { kind: 'redeem', source: openid }, now)
  const code = await findAdminCode(database, readCode(typed))
  if (!code || !isRedeemable(code, openid, now)) throw wrongCode()
  const isMine = code.usedBy === openid || (await claimAdminCode(database, code._id, openid))
  if (!isMine) throw wrongCode()
  const { district, label } = await appoint(context, `admin-${code._id.slice(0, 12)}`)
  const { path } = district
  const audit = { at: now, userId: openid, label, path, action: 'redeem_admin_code' } as const
  await insertAudit(database, { ...audit, key: code._id })
  await backend.recheck()
  return { label }
}

const wrongCode = () => refused('NOT_FOUND', '这个管理员码不对、用过了或者过期了，请重新生成一个。')

async function appoint(
  context: OperationContext,
  id: string,
): Promise<{ district: Unit; label: string }> {
  const { database } = context.backend
  for (let attempt = 0; attempt < attempts; attempt++) {
    const district = await findDistrict(database)
    if (!district) throw refused('UNAVAILABLE', '还没有装入地方数据，请先装入再来。')
    const known = district.appointments.find((one) => one.id === id)
    if (known) return { district, label: known.label }
    const appointment = appointmentOf(district, context, id)
    const appointments = [...district.appointments, appointment]
    if (await savePeople(database, { ...district, appointments }, context.now))
      return { district, label: appointment.label }
  }
  throw refused('CONFLICT')
}

function appointmentOf({ name }: Unit, { openid, now }: OperationContext, id: string): Appointment {
  return {
    id,
    userId: openid,
    role: 'district_dispatcher',
    label: `${name}管理员`,
    from: now,
    until: null,
    leave: [],
    deputy: null,
  }
}
