import { randomBytes } from 'node:crypto'
import { gridCode } from '../../../core/grids/grid-code'
import { invitationCode } from '../../../core/grids/invitations'
import { digest } from '../ids'

/** The code of a unit's poster: always the same for the same unit. */
export const gridCodeOf = (unitId: string): string => gridCode(BigInt(`0x${digest(unitId, 16)}`))

/** A one-time code nobody guesses; only its digest is kept. */
export const newInvitationCode = (): string => invitationCode(randomBytes(16))

export const digestOfCode = (code: string): string => digest(`invitation:${code}`)
