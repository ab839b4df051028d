/** What an operation that only reads is called, after its dot. */
const reading = new Set([
  'get',
  'heat',
  'list',
  'search',
  'current',
  'targets',
  'duplicates',
  'news',
  'stuck',
  'homes',
  'day',
  'week',
  'checkInByCode',
  'tree',
  'try',
  'parents',
  'vacancies',
  'outlines',
  'deputies',
  'changes',
  'check',
  'start',
  'news',
  'heat',
  'photos',
  'problems',
  'add',
  'photos',
  'news',
])

/** Their own code writes the log, before it shows anything or when somebody is known. */
const loggingThemselves = new Set([
  'signIn.start',
  'signIn.poll',
  'requests.revealContact',
  'appointments.revealPhone',
  'audits.export',
  'numbers.export',
  'numbers.rows',
  'reviews.decide',
  'units.export',
  'units.remove',
  'imports.apply',
])

/** Everything else changes something, or takes something out of the page: it is logged. */
export function isLogged(operation: string): boolean {
  const verb = operation.split('.')[1] ?? ''
  return !reading.has(verb) && !loggingThemselves.has(operation)
}
