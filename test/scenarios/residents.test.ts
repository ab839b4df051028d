import { uploadFolder } from '../../cloudfunctions/shared/ids'
import { dayMs } from '../../core/calendar'
import type { RequestDraft } from '../../typings/api'
import { openWorld } from './world'
import type { World } from './world'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 60_000)
afterAll(() => world?.close())

const resident = 'resident_luobu_07_1'
const leader = 'leader_luobu_07'

const submit = (draft: Partial<RequestDraft> = {}, openid = resident) =>
  world.tell(openid, ['resident', 'requests.submit'], { text: '楼道灯坏了三天。', ...draft })

async function resolved(draft: Partial<RequestDraft> = {}) {
  const { id } = await submit(draft)
  await resolve(leader, id)
  return id
}

const resolve = (openid: string, id: string) =>
  world.tell(openid, ['handler', 'requests.resolve'], { id, text: '换好了。', outcome: 'solved' })

describe('what a resident does with a request', () => {
  it('urges once a day; the handler sees how often', async () => {
    const { id } = await submit()
    const urged = await world.tell(resident, ['resident', 'requests.urge'], { id, text: '急用' })
    expect(urged.urges.count).toBe(1)
    const again = await world.refusal(resident, ['resident', 'requests.urge'], { id })
    expect(again.code).toBe('TOO_SOON')
    world.cloud.clock.advance(dayMs)
    await world.tell(resident, ['resident', 'requests.urge'], { id })
    const seen = await world.tell(leader, ['handler', 'requests.get'], { id })
    expect(seen.urges.count).toBe(2)
    const { items } = await world.tell(leader, ['handler', 'queue.list'], {})
    expect(items.find((one) => one.id === id)?.urgeCount).toBe(2)
  })

  it('withdraws it, and nobody can go on with it', async () => {
    const { id } = await submit()
    const withdrawn = await world.tell(resident, ['resident', 'requests.withdraw'], { id })
    expect(withdrawn).toMatchObject({ state: 'withdrawn', due: { next: null } })
    const late = await world.refusal(leader, ['handler', 'requests.accept'], { id })
    expect(late.code).toBe('WRONG_STATE')
    const { items } = await world.tell(leader, ['handler', 'queue.list'], {})
    expect(items.map((one) => one.id)).not.toContain(id)
  })

  it('says "not solved": the same leader has it again, the second time the area above', async () => {
    const id = await resolved()
    const first = await world.tell(resident, ['resident', 'requests.reopen'], {
      id,
      reason: '又不亮了',
    })
    expect(first).toMatchObject({
      state: 'assigned',
      level: 'micro_grid',
      handler: { label: '罗布社区 07 微网格长' },
      outcome: null,
    })
    await resolve(leader, id)
    const second = await world.tell(resident, ['resident', 'requests.rate'], {
      id,
      solved: false,
      text: '还是不亮',
    })
    expect(second).toMatchObject({
      state: 'assigned',
      level: 'area',
      handler: { label: '罗布社区 1 片区网格长' },
    })
    expect(second.history.at(-1)?.reason).toContain('再次反映没有解决')
    expect(second.submittedAt).toBe(first.submittedAt)
    const { items } = await world.tell('area_luobu_1', ['handler', 'queue.list'], {})
    expect(items.map((one) => one.id)).toContain(id)
  })

  it('has fourteen days to say so', async () => {
    const id = await resolved()
    world.cloud.clock.advance(14 * dayMs + 60_000)
    const late = await world.refusal(resident, ['resident', 'requests.reopen'], {
      id,
      reason: '又坏',
    })
    expect(late.code).toBe('TOO_LATE')
  })

  it('adds a late word after the end: the last handler hears it, nothing opens again', async () => {
    const id = await resolved()
    await world.tell(resident, ['resident', 'requests.rate'], { id, solved: true })
    const said = await world.tell(resident, ['resident', 'requests.supplement'], {
      id,
      text: '谢谢，对面那盏也请看看',
    })
    expect(said).toMatchObject({ state: 'closed', version: 4 })
    await world.tick()
    const [latest] = (await world.inbox(leader)).filter((one) => one.requestId === id)
    expect(latest?.text).toContain('对面那盏也请看看')
  })
})

describe('who sees what of whom', () => {
  const contact = { name: '陈秀英', phone: '13805981234' }

  it('name and phone are masked for the handler', async () => {
    const { id } = await submit({ contact })
    const seen = await world.tell(leader, ['handler', 'requests.get'], { id })
    expect(seen.reporter?.name).toMatch(/^陈/)
    expect(JSON.stringify(seen)).not.toContain(contact.name)
    expect(JSON.stringify(seen)).not.toContain(contact.phone)
  })

  it('anonymous is anonymous to the handlers too', async () => {
    const { id } = await submit({ contact, isAnonymous: true, photos: [own('a.jpg')] })
    for (const openid of [leader, 'area_luobu_1', 'worker_luobu_1', 'dispatcher_1']) {
      const seen = await world.tell(openid, ['handler', 'requests.get'], { id })
      expect(seen).toMatchObject({ reporter: null, onBehalfOf: null, isAnonymous: true })
      expect(JSON.stringify(seen)).not.toMatch(/陈|138(0598|\*+)1234|resident_luobu/)
    }
    const mine = await world.tell(resident, ['resident', 'requests.get'], { id })
    expect(mine).toMatchObject({ isMine: true, reporter: { name: expect.stringMatching(/^陈/) } })
  })

  it('a private request stays from a neighbour whose own was merged into it', async () => {
    const main = await submit({ text: '楼上漏水，家里有病人。', isPrivate: true })
    const other = await submit({ text: '二楼在滴水。' }, 'resident_luobu_07_2')
    for (const { id } of [main, other])
      await world.tell(leader, ['handler', 'requests.accept'], { id })
    await world.tell(leader, ['handler', 'requests.merge'], { id: other.id, into: main.id })
    const answer = await world.ask('resident_luobu_07_2', ['resident', 'requests.get'], {
      id: main.id,
    })
    expect(answer.ok).toBe(true)
    expect(JSON.stringify(answer)).not.toContain('病人')
  })

  it("neighbours find nothing of each other's", async () => {
    const { id } = await submit()
    const other = 'resident_luobu_07_2'
    expect((await world.refusal(other, ['resident', 'requests.get'], { id })).code).toBe(
      'NOT_FOUND',
    )
    const list = await world.tell(other, ['resident', 'requests.list'], {})
    expect(list.items.map((one) => one.id)).not.toContain(id)
  })
})

describe('for somebody else', () => {
  const neighbour = { name: '老王', phone: '13900001111' }

  it('a resident reports for a neighbour: whom it is for stands in it, masked', async () => {
    const { id } = await submit({ onBehalfOf: neighbour })
    const seen = await world.tell(leader, ['handler', 'requests.get'], { id })
    expect(seen.onBehalfOf?.name).toMatch(/^老/)
    expect(JSON.stringify(seen)).not.toContain(neighbour.phone)
  })

  it('a leader writes one down on a visit; it comes from their own grid', async () => {
    const request = await world.tell(leader, ['handler', 'requests.submitOnBehalf'], {
      text: '独居老人家里水管漏水。',
      onBehalfOf: neighbour,
    })
    expect(request).toMatchObject({ channel: 'visit', unit: { name: '罗布社区 07 微网格' } })
    expect(request.history[0]?.actor).toMatchObject({ role: 'micro_grid_leader', isMe: true })
    const mine = await world.tell(leader, ['resident', 'requests.list'], {})
    expect(mine.items.map(({ id }) => id)).toContain(request.id)
  })

  it("but not for another's grid", async () => {
    const draft = { text: '路灯不亮。', gridId: world.unit('罗布社区 40 微网格')._id }
    const { code } = await world.refusal(leader, ['handler', 'requests.submitOnBehalf'], draft)
    expect(code).toBe('FORBIDDEN')
  })
})

const own = (name: string, openid = resident) =>
  `cloud://jinlin-local.6a69-jinlin-local-1300000000/${uploadFolder(openid)}/${name}`

describe('photos', () => {
  async function upload(openid: string): Promise<string> {
    const { uploadFolder: folder } = await world.tell(openid, ['resident', 'profile.get'], {})
    const query = new URLSearchParams({ openid, path: `${folder}/lamp.jpg`, type: 'image/jpeg' })
    const address = `${world.cloud.url}/_emulator/upload?${query}`
    const answer = await fetch(address, { method: 'POST', body: new Uint8Array([255, 216, 255]) })
    const { fileID } = (await answer.json()) as { fileID: string }
    return fileID
  }

  it("one's own upload, as the phone uploads it, is accepted and shown to the handler", async () => {
    const photo = await upload(resident)
    const { id } = await submit({ photos: [photo] })
    const seen = await world.tell(leader, ['handler', 'requests.get'], { id })
    expect(seen.photos).toEqual([photo])
  })

  it("another's upload is refused, and nothing is written", async () => {
    const photo = await upload('resident_luobu_07_2')
    const before = world.cloud.database.count('requests')
    const draft = { text: '看照片。', photos: [photo] }
    const { code } = await world.refusal(resident, ['resident', 'requests.submit'], draft)
    expect(code).toBe('NOT_YOUR_PHOTO')
    expect(world.cloud.database.count('requests')).toBe(before)
  })

  it.each([
    ['a folder that only contains the own one', `${own('../../x/')}`],
    [
      "another's folder before the own one",
      `cloud://e.b/uploads/other/${uploadFolder(resident)}/a.jpg`,
    ],
  ])('%s is refused', async (_, photo) => {
    const draft = { text: '看照片。', photos: [photo] }
    const { code } = await world.refusal(resident, ['resident', 'requests.submit'], draft)
    expect(code).toBe('NOT_YOUR_PHOTO')
  })

  it("a leader's answer takes the leader's own photos only", async () => {
    const { id } = await submit()
    const photo = await upload(leader)
    await world.tell(leader, ['handler', 'requests.reply'], { id, text: '看过了', photos: [photo] })
    const theirs = { id, text: '看过了', photos: [own('a.jpg')] }
    const { code } = await world.refusal(leader, ['handler', 'requests.reply'], theirs)
    expect(code).toBe('NOT_YOUR_PHOTO')
  })
})
