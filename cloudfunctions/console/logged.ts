import type { ConsoleApi } from '../../typings/console'

type Name = keyof ConsoleApi

/** What changes nothing and shows nothing that is masked. */
const reading: readonly Name[] = [
  'sessions.current',
  'sessions.list',
  'today.get',
  'today.news',
  'notices.stuck',
  'requests.search',
  'requests.get',
  'requests.targets',
  'requests.photos',
  'requests.duplicates',
  'views.list',
  'units.tree',
  'units.get',
  'units.parents',
  'units.vacancies',
  'units.outlines',
  'appointments.deputies',
  'imports.start',
  'imports.add',
  'imports.check',
  'imports.changes',
  'imports.problems',
  'jobs.list',
  'jobs.get',
  'numbers.get',
  'numbers.heat',
  'bulletins.list',
  'bulletins.get',
  'settings.get',
  'settings.try',
  'reviews.list',
  'desk.homes',
  'desk.day',
  'bookings.findByCode',
  'homes.get',
  'homes.check',
  'homes.week',
  'people.search',
  'people.get',
  'audits.search',
]

/** Their own code writes the log, before it shows anything or when somebody is known. */
const loggingThemselves: readonly Name[] = [
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
]

const unlogged = new Set<string>([...reading, ...loggingThemselves])

/** Everything else changes something, or takes something out of the page: it is logged. */
export const isLogged = (operation: string): boolean => !unlogged.has(operation)
