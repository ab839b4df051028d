/**
 * What a new unit's poster carries: nine digits and a check digit, so that one digit misread
 * finds no unit rather than another. From a number that is spread evenly: a digest of its id.
 */
export function gridCode(spread: bigint): string {
  const digits = String(spread % 1_000_000_000n).padStart(9, '0')
  return `${digits}${checkDigit(digits)}`
}

export function checkDigit(digits: string): number {
  const sum = [...digits].reduce(
    (total, digit, index) => total + Number(digit) * (index % 2 ? 1 : 3),
    0,
  )
  return (10 - (sum % 10)) % 10
}
