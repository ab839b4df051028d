const digits = 8
const span = 10 ** digits

/**
 * Eight digits for saying on the phone, from a hash in hexadecimal (at least 16 digits).
 * Another attempt, after a number turned out to be taken, gives another number.
 */
export function requestNumber(digest: string, attempt: number): string {
  if (!/^[0-9a-f]{16,}$/iu.test(digest)) throw new RangeError('a digest is 16 or more hex digits')
  const seed = BigInt(`0x${digest.slice(0, 16)}`)
  const spread = BigInt(attempt) * 2_654_435_761n
  return ((seed + spread) % BigInt(span)).toString().padStart(digits, '0')
}

/** As people read it aloud: "4827 1930". */
export function spokenNumber(number: string): string {
  return `${number.slice(0, 4)} ${number.slice(4)}`
}
