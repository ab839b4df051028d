/** Digits and letters without those that are taken for one another: 32 of them, 5 bits each. */
export const codeAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** 80 bits: nobody guesses them at the pace the function answers. */
export const codeLength = 16

/** A code that makes whoever redeems it first an administrator. `_id` is its hash. */
export interface AdminCode {
  _id: string
  /** Epoch milliseconds. */
  createdAt: number
  expiresAt: number
  usedBy: string | null
}

/** In groups of four, as it is read out and typed. */
export function groupsOf(code: string): string {
  return code.replace(/.{4}(?=.)/g, '$&-')
}

/** What was meant by what was typed: case, gaps and look-alikes do not matter. */
export function readCode(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
}

/** Whether it can still be redeemed by this person; who did so may do it again, to no effect. */
export function isRedeemable(code: AdminCode, userId: string, now: number): boolean {
  return now < code.expiresAt && (code.usedBy === null || code.usedBy === userId)
}
