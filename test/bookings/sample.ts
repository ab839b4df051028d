import type { Home, Service, SlotPlan } from '../../core/bookings/types'
import { chinaInstant } from '../../core/calendar'

/** A clinic on Tuesdays, six seats for parties up to three, and a short waitlist. */
export const service: Service = {
  id: 'home-test-clinic',
  name: '健康门诊',
  kind: 'clinic',
  price: '免费',
  note: '',
  ages: null,
  unitIds: [],
  minutes: 60,
  capacity: 6,
  partyMost: 3,
  waitlistMost: 8,
  leadMinutes: 60,
  horizonDays: 14,
  cancelMinutes: 120,
  perDay: 1,
  perWeek: 2,
  needsApproval: false,
  schedule: {
    since: '2026-01-01',
    sessions: [{ rule: 'FREQ=WEEKLY;BYDAY=TU', from: '09:00', to: '10:00' }],
    days: 'every',
    except: [],
    extra: [],
  },
}

export const home: Home = {
  _id: 'home-test',
  name: '罗布社区近邻家园',
  address: '党群服务中心一楼',
  phone: '0598-5555555',
  contact: '值班人员',
  hours: '每天 8:30–21:00',
  point: null,
  photos: [],
  accessibility: [],
  path: ['district', 'community'],
  serves: ['community'],
  deskUnitIds: ['community'],
  closures: [],
  services: [service],
  version: 1,
}

export const start = chinaInstant('2026-11-24', '09:00')

export const plan: SlotPlan = {
  id: 'home-test-clinic:202611240900',
  startAt: start,
  endAt: start + 3_600_000,
}
