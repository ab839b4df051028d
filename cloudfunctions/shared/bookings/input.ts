import * as v from 'valibot'
import { limits } from '../../../core/limits'
import type { BookInput, ServiceKind } from '../../../typings/bookings'
import { day, id, phone, words } from '../schemas'
import type { Order } from './prepare'

export const guest = v.strictObject({
  name: words('姓名', limits.personName),
  phone: v.exactOptional(phone),
})

export const party = v.pipe(
  v.number('人数不对。'),
  v.integer('人数不对。'),
  v.minValue(1, '至少要有 1 位。'),
  v.maxValue(50, '人数太多了，请打电话和家园商量。'),
)

export const bookEntries = {
  slotId: id,
  party: v.exactOptional(party),
  birthYear: v.exactOptional(
    v.pipe(
      v.number('出生年份不对。'),
      v.integer('出生年份不对。'),
      v.minValue(1900, '出生年份不对，请填四位数的年份。'),
      v.maxValue(2100, '出生年份不对，请填四位数的年份。'),
    ),
  ),
  requestId: v.exactOptional(id),
  mayWait: v.exactOptional(v.boolean('请选择是或否。')),
}

/** Seven days of a home from one on, today unless told. */
export const weekInput = v.strictObject({ homeId: id, from: v.exactOptional(day) })

export const serviceKinds = [
  'clinic',
  'canteen',
  'haircut',
  'meeting_room',
  'childcare_class',
  'repair',
  'counselling',
  'activity',
] as const satisfies readonly ServiceKind[]

/** What was filled in, with what is understood of the rest. */
export function orderOf(input: BookInput, as: Order['as']): Order {
  return {
    slotId: input.slotId,
    party: input.party ?? 1,
    birthYear: input.birthYear ?? null,
    guest: input.guest ?? null,
    requestId: input.requestId ?? null,
    mayWait: input.mayWait ?? true,
    as,
    how: 'book',
    reason: '',
    moving: null,
    movingFrom: null,
  }
}
