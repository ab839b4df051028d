import type { Contact } from './types'

/** The family name and stars: 王**. Names of a single character keep it. */
export function maskName(name: string): string {
  const [first] = [...name.trim()]
  return first ? `${first}**` : ''
}

/** The first three and the last four digits: 138****1234; shorter numbers show the last two only. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/gu, '')
  if (digits.length >= 10) return `${digits.slice(0, 3)}****${digits.slice(-4)}`
  return digits === '' ? '' : `****${digits.slice(-2)}`
}

export function maskContact({ name = '', phone = '' }: Contact): { name: string; phone: string } {
  return { name: maskName(name), phone: maskPhone(phone) }
}
