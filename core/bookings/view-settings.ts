import type { HomeSettings, ServiceDraft } from '../../typings/console/homes'
import type { Home, Service } from './types'

/** All that a home's people decide, as they may change it; closures that are over are left out. */
export function viewHomeSettings(
  home: Home,
  { served, today }: { served: readonly { _id: string; name: string }[]; today: string },
): HomeSettings {
  const { name, address, phone, contact, hours, accessibility, point, version } = home
  return {
    id: home._id,
    version,
    name,
    address,
    phone,
    contact,
    hours,
    accessibility,
    point,
    closures: home.closures.filter(({ to }) => to >= today),
    services: home.services.map(viewServiceDraft),
    serves: served.map((unit) => ({ id: unit._id, name: unit.name })),
  }
}

function viewServiceDraft({ schedule, ...service }: Service): ServiceDraft & { id: string } {
  const { sessions, days, except, extra } = schedule
  const { id, name, kind, price, note, ages, unitIds, minutes, capacity } = service
  const { partyMost, waitlistMost, leadMinutes, horizonDays, cancelMinutes } = service
  const { perDay, perWeek, needsApproval } = service
  return {
    ...{ id, name, kind, price, note, ages, unitIds, minutes, capacity },
    ...{ partyMost, waitlistMost, leadMinutes, horizonDays, cancelMinutes },
    ...{ perDay, perWeek, needsApproval, sessions, days, except, extra },
  }
}
