import { randomInt } from 'node:crypto'
import tcb from '@cloudbase/node-sdk'
import { adminCodeId } from '../../cloudfunctions/shared/stores/admin-codes'
import { limits } from '../../core/limits'
import { type AdminCode, codeAlphabet, codeLength, groupsOf } from '../../core/sessions/admin-code'
import type { Target } from '../place/load'

/** Puts a new one-time code into an environment; only its hash stays there. As people type it. */
export async function makeAdminCode(target: Target, now: number): Promise<string> {
  const code = Array.from({ length: codeLength }, () => codeAlphabet[randomInt(32)]).join('')
  const document: AdminCode = {
    _id: adminCodeId(code),
    createdAt: now,
    expiresAt: now + limits.adminCodeMinutes * 60_000,
    usedBy: null,
  }
  const collection = tcb.init(target).database().collection('admin_codes')
  const answer = (await collection.add(document)) as { code?: string; message?: string }
  if (answer.code) throw new Error(`${answer.code}: ${answer.message ?? ''}`)
  return groupsOf(code)
}
