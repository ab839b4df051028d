import { type World, openWorld } from '../scenarios/world'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 90_000)
afterAll(() => world?.close())

const me = 'resident_luobu_07_1'
const neighbour = (n: number) => `resident_luobu_${String(n).padStart(2, '0')}_2`
const worker = 'worker_luobu_1'
/** Tuesday, four seats each. */
const clinic = 'home-luobu-clinic:202611240900'
const laterClinic = 'home-luobu-clinic:202611240930'
const cost = () => world.lastCall().explain.calls
const at = (time: string) => world.cloud.clock.set(Date.parse(`${time}:00+08:00`))
const monday9 = () => at('2026-11-23T09:00')

it('finds a service, books in two calls, and a repeated press gets the first answer', async () => {
  const { tell } = world
  const found = await tell(me, ['resident', 'homes.find'], { kind: 'clinic', day: '2026-11-24' })
  expect(found.items.map(({ home }) => [home.id, home.isMine])).toEqual([['home-luobu', true]])
  expect(found.items[0]?.slots).toHaveLength(4)
  const week = await tell(me, ['resident', 'homes.week'], { homeId: 'home-luobu' })
  expect(cost()).toBe(1)
  expect(week.days).toHaveLength(7)
  const slot = week.days[1]?.slots.find(({ id }) => id === clinic)
  expect(slot).toMatchObject({ left: 4, capacity: 4, mine: null, waiting: 0 })
  expect(slot?.hindrance).toBeUndefined()

  const press = { key: 'press-0001' }
  const booked = await tell(me, ['resident', 'bookings.book'], { slotId: clinic }, press)
  expect(cost()).toBe(2)
  expect(booked).toMatchObject({ state: 'held', party: 1, place: null, guest: null })
  expect(booked.code).toMatch(/^\d{4}$/)
  const again = await tell(me, ['resident', 'bookings.book'], { slotId: clinic }, press)
  expect(again).toEqual(booked)
  const twice = await world.refusal(me, ['resident', 'bookings.book'], { slotId: clinic })
  expect(twice.code).toBe('ALREADY_BOOKED')

  const list = await tell(me, ['resident', 'bookings.list'], {})
  expect(cost()).toBe(1)
  expect(list.items).toEqual([booked])
  const file = await tell(me, ['resident', 'bookings.calendar'], { id: booked.id })
  expect(file.text).toContain('DTSTART:20261124T010000Z')
})

it('keeps the limit of one a day, also when one presses many slots at once', async () => {
  const over = await world.refusal(me, ['resident', 'bookings.book'], { slotId: laterClinic })
  expect(over.code).toBe('OVER_LIMIT')
  const slots = ['0900', '0930', '1000', '1030'].map((time) => `home-luobu-clinic:20261126${time}`)
  const answers = await Promise.all(
    slots.map((slotId) => world.ask(neighbour(1), ['resident', 'bookings.book'], { slotId })),
  )
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  const codes = answers.flatMap((answer) => (answer.ok ? [] : [answer.error.code]))
  expect(new Set(codes)).toEqual(new Set(['OVER_LIMIT']))
})

it('moves without losing the first seat, and the limit goes along', async () => {
  const { tell } = world
  const list = await tell(me, ['resident', 'bookings.list'], {})
  const id = list.items[0]?.id ?? ''
  const press = { key: 'move-0001' }
  const moved = await tell(me, ['resident', 'bookings.move'], { id, slotId: laterClinic }, press)
  expect(moved).toMatchObject({ state: 'held', slotId: laterClinic })
  expect((await tell(me, ['resident', 'bookings.get'], { id })).state).toBe('moved')
  const again = await tell(me, ['resident', 'bookings.move'], { id, slotId: laterClinic }, press)
  expect(again.id).toBe(moved.id)
  const over = await world.refusal(me, ['resident', 'bookings.book'], { slotId: clinic })
  expect(over.code).toBe('OVER_LIMIT')
  await tell(me, ['resident', 'bookings.cancel'], { id: moved.id })
  expect(cost()).toBe(2)
  const back = await tell(me, ['resident', 'bookings.book'], { slotId: clinic })
  expect(back.state).toBe('held')
})

it('puts who comes late on the waitlist, and a cancelled seat goes to the first of them', async () => {
  const { tell } = world
  const seats = await Promise.all(
    [2, 3, 4].map((n) => tell(neighbour(n), ['resident', 'bookings.book'], { slotId: clinic })),
  )
  expect(seats.map(({ state }) => state)).toEqual(['held', 'held', 'held'])
  const waits = []
  for (const n of [5, 6])
    waits.push(await tell(neighbour(n), ['resident', 'bookings.book'], { slotId: clinic }))
  expect(waits.map(({ state }) => state)).toEqual(['waiting', 'waiting'])
  const second = waits[1]?.id ?? ''
  expect((await tell(neighbour(6), ['resident', 'bookings.get'], { id: second })).place).toBe(2)

  await tell(neighbour(2), ['resident', 'bookings.cancel'], { id: seats[0]?.id ?? '' })
  const first = waits[0]?.id ?? ''
  const offered = await tell(neighbour(5), ['resident', 'bookings.get'], { id: first })
  expect(offered).toMatchObject({ state: 'offered', allowed: ['confirm', 'move', 'cancel'] })
  await world.tick()
  const [told] = await world.inbox(neighbour(5))
  expect(told).toMatchObject({ opens: 'booking', bookingId: first })
  expect(told?.text).toContain('前确认')
  await tell(neighbour(5), ['resident', 'bookings.confirm'], { id: first })
  expect((await tell(neighbour(6), ['resident', 'bookings.get'], { id: second })).place).toBe(1)
})

it('passes an offer on that nobody confirms, and reminds who comes', async () => {
  const { tell } = world
  const holder = await tell(neighbour(5), ['resident', 'bookings.list'], {})
  await tell(neighbour(5), ['resident', 'bookings.cancel'], { id: holder.items[0]?.id ?? '' })
  await tell(neighbour(7), ['resident', 'bookings.book'], { slotId: clinic })
  at('2026-11-23T11:30')
  await world.tick()
  const [lost] = (await tell(neighbour(6), ['resident', 'bookings.list'], {})).items
  expect(lost?.state).toBe('expired')
  const late = await world.refusal(neighbour(6), ['resident', 'bookings.confirm'], {
    id: lost?.id ?? '',
  })
  expect(late.code).toBe('TOO_LATE')
  const [next] = (await tell(neighbour(7), ['resident', 'bookings.list'], {})).items
  expect(next?.state).toBe('offered')
  at('2026-11-24T08:05')
  await world.tick()
  const reminder = (await world.inbox(me)).find(({ text }) => text.startsWith('提醒'))
  expect(reminder?.text).toContain('罗布社区近邻家园健康门诊')
  await world.tick()
  expect((await world.inbox(me)).filter(({ text }) => text.startsWith('提醒'))).toHaveLength(1)
  monday9()
})

it('serves an elder through the leader: booked, checked in by the code, seen by nobody else', async () => {
  const { tell } = world
  const slotId = 'home-luobu-canteen:202611241100'
  const guest = { name: '陈阿婆', phone: '13800001234' }
  const leader = 'leader_luobu_07'
  const young = await world.refusal(leader, ['handler', 'bookings.bookFor'], { slotId, guest })
  expect(young).toMatchObject({ code: 'BAD_INPUT', field: 'birthYear' })
  const order = { slotId, guest, birthYear: 1941 }
  const booked = await tell(leader, ['handler', 'bookings.bookFor'], order)
  expect(booked).toMatchObject({ guest: '陈阿婆', state: 'held' })
  expect(booked.steps[0]?.label).toBe('罗布社区 07 微网格长')
  const twice = await world.refusal('leader_luobu_08', ['handler', 'bookings.bookFor'], order)
  expect(twice.code).toBe('ALREADY_BOOKED')
  const other = await world.refusal(me, ['resident', 'bookings.get'], { id: booked.id })
  expect(other.code).toBe('NOT_FOUND')

  const early = await world.refusal(worker, ['handler', 'bookings.checkIn'], { id: booked.id })
  expect(early.code).toBe('TOO_SOON')
  at('2026-11-24T11:02')
  const { items } = await tell(worker, ['handler', 'bookings.findByCode'], {
    homeId: 'home-luobu',
    code: booked.code,
  })
  expect(items.map(({ name, phone }) => [name, phone])).toEqual([['陈阿婆', '138****1234']])
  const seen = await tell(worker, ['handler', 'bookings.checkIn'], { id: items[0]?.id ?? '' })
  expect(seen.state).toBe('attended')
  const stranger = await world.refusal('worker_chengxi_1', ['handler', 'bookings.miss'], {
    id: booked.id,
  })
  expect(stranger.code).toBe('FORBIDDEN')
  const review = { id: booked.id, mark: 'good' } as const
  const reviewed = await tell(leader, ['resident', 'bookings.review'], review)
  expect(reviewed.review).toEqual({ mark: 'good', text: '' })
  monday9()
})

it('keeps a room for whom staff approve', async () => {
  const { tell } = world
  const slotId = 'home-luobu-room:202611261900'
  const asked = await tell(me, ['resident', 'bookings.book'], { slotId })
  expect(asked.state).toBe('requested')
  const waiting = await tell(neighbour(8), ['resident', 'bookings.book'], { slotId })
  expect(waiting.state).toBe('waiting')
  const reason = '当晚要开居民大会'
  await tell(worker, ['handler', 'bookings.decline'], { id: asked.id, reason })
  const next = await tell(neighbour(8), ['resident', 'bookings.get'], { id: waiting.id })
  expect(next.state).toBe('requested')
  const approved = await tell(worker, ['handler', 'bookings.approve'], { id: waiting.id })
  expect(approved.state).toBe('held')
  await world.tick()
  expect((await world.inbox(me)).some(({ text }) => text.includes(reason))).toBe(true)
})

it('lets the desk take walk-ins, overbook with a reason, close a slot and a day', async () => {
  const { tell } = world
  const slotId = 'home-luobu-talk:202611251430'
  await tell(me, ['resident', 'bookings.book'], { slotId })
  const guest = { name: '李大爷' }
  const full = await world.refusal(worker, ['handler', 'bookings.walkIn'], { slotId, guest })
  expect(full.code).toBe('SLOT_FULL')
  const extra = { slotId, guest, reason: '急需疏导，医生同意加一位' }
  const added = await tell(worker, ['handler', 'bookings.overbook'], extra)
  expect(added.steps[0]).toMatchObject({ act: 'overbook', reason: extra.reason })
  const day = await tell(worker, ['handler', 'desk.day'], {
    homeId: 'home-luobu',
    day: '2026-11-25',
  })
  expect(cost()).toBe(1)
  const listed = day.slots.find(({ id }) => id === slotId)
  expect(listed?.rows.map(({ name, isExtra }) => [name, isExtra])).toEqual([
    ['', false],
    ['李大爷', true],
  ])
  const none = await world.refusal(me, ['handler', 'desk.day'], { homeId: 'home-luobu' })
  expect(none.code).toBe('FORBIDDEN')

  const reason = '医生临时有事'
  const closed = await tell(worker, ['handler', 'slots.close'], { slotId, reason })
  expect(closed).toMatchObject({ closedBecause: reason, hindrance: 'closed' })
  await world.tick()
  expect((await world.inbox(me)).some(({ text }) => text.includes(reason))).toBe(true)
  const mine = await tell(me, ['resident', 'bookings.list'], {})
  const gone = mine.items.find((one) => one.slotId === slotId)
  expect(gone).toMatchObject({ state: 'closed', closedBecause: reason, allowed: [] })
  const shut = await world.refusal(neighbour(9), ['resident', 'bookings.book'], { slotId })
  expect(shut.code).toBe('SLOT_CLOSED')

  const days = { homeId: 'home-luobu', from: '2026-11-28', to: '2026-11-29', reason: '线路检修' }
  const saturday = 'home-luobu-repair:202611280900'
  await tell(neighbour(9), ['resident', 'bookings.book'], { slotId: saturday })
  const shutDays = await tell(worker, ['handler', 'homes.close'], days)
  expect(shutDays.closedSlots).toBe(1)
  const later = await world.refusal(me, ['resident', 'bookings.book'], {
    slotId: 'home-luobu-repair:202611280930',
  })
  expect(later.message).toContain('线路检修')
})

it('lets a resident book for three relatives a day, and no more', async () => {
  const slotId = 'home-luobu-canteen:202611251100'
  const answers = await Promise.all(
    ['大伯', '二伯', '三伯', '四伯', '五伯'].map((name) => {
      const input = { slotId, guest: { name }, birthYear: 1950 }
      return world.ask(neighbour(9), ['resident', 'bookings.book'], input)
    }),
  )
  expect(answers.filter(({ ok }) => ok)).toHaveLength(3)
  const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.error.code]))
  expect(refused).toEqual(['OVER_LIMIT', 'OVER_LIMIT'])
})

it('makes a booking of a request, and the request knows it', async () => {
  const { tell } = world
  const text = '我妈腿脚不便，想请人上门剪头发'
  const request = await tell(me, ['resident', 'requests.submit'], { text })
  const slotId = 'home-luobu-haircut:202611280900'
  monday9()
  const order = { slotId: slotId.replace('20261128', '20261212'), requestId: request.id }
  const guest = { name: '我妈', phone: '13900002222' }
  const input = { ...order, guest, birthYear: 1950 }
  const booked = await tell('leader_luobu_07', ['handler', 'bookings.bookFor'], input)
  expect(booked.requestId).toBe(request.id)
  const known = await tell('leader_luobu_07', ['resident', 'bookings.ofRequest'], {
    requestId: request.id,
  })
  expect(known.items.map(({ id }) => id)).toEqual([booked.id])
  for (const person of [me, 'worker_luobu_1']) {
    const seen = await tell(person, ['resident', 'bookings.ofRequest'], { requestId: request.id })
    expect(seen.items.map(({ id }) => id)).toEqual([booked.id])
  }
  const hidden = await tell('resident_luobu_09_1', ['resident', 'bookings.ofRequest'], {
    requestId: request.id,
  })
  expect(hidden.items).toEqual([])
  const foreign = await world.refusal('resident_chengxi_05_1', ['resident', 'bookings.book'], input)
  expect(foreign.code).toBe('NOT_FOUND')
})

it('serves the villages of a joint area and nobody beyond', async () => {
  const { tell } = world
  const slotId = 'home-350405104205-clinic:202611240900'
  await tell('villager', ['resident', 'profile.join'], { gridId: '350405104204' })
  const offers = await tell('villager', ['resident', 'homes.find'], { kind: 'clinic' })
  expect(offers.items.map(({ home }) => home.name)).toEqual(['姜后村近邻家园'])
  expect((await tell('villager', ['resident', 'bookings.book'], { slotId })).state).toBe('held')
  const beyond = await world.refusal(me, ['resident', 'bookings.book'], { slotId })
  expect(beyond.code).toBe('NOT_ELIGIBLE')
})

it('skips holidays and works on make-up days', async () => {
  at('2026-09-18T09:00')
  const week = await world.tell(me, ['resident', 'homes.week'], {
    homeId: 'home-luobu',
    from: '2026-09-20',
  })
  const days = week.days.map(({ day, slots }) => [
    day,
    slots.some(({ serviceId }) => serviceId === 'home-luobu-class'),
  ])
  expect(Object.fromEntries(days)).toMatchObject({
    '2026-09-20': true,
    '2026-09-24': true,
    '2026-09-25': false,
    '2026-09-26': false,
  })
  monday9()
})
