import type { RequestView } from '../../typings/api'
import {
  asLeader,
  follow,
  follower,
  leader,
  minute,
  resident,
  seenBy,
  settle,
  submit,
  verdicts,
  waiting,
  waitingOf,
  worker,
  world,
} from './desk'

/** Words that pass, words that do not, and the people who look at those. */
export function tryWords(): void {
  describe('words that pass', () => {
    it('reach those who act at once, neighbours once they are checked', async () => {
      const submitted = await submit('楼道的灯不亮', { place: { name: '3 栋 2 单元' } })
      expect(submitted).toMatchObject({ text: '楼道的灯不亮', check: { words: 'unchecked' } })
      await settle()
      await follow(submitted.id)
      expect(verdicts(submitted.id)).toEqual({ 1: 'passed' })
      const shown = await seenBy(follower, submitted.id)
      expect(shown).toMatchObject({ text: '楼道的灯不亮', place: { name: '3 栋 2 单元' } })
      expect(shown.check).toBeUndefined()
      expect((await seenBy(resident, submitted.id)).check).toBeUndefined()
    })

    it('a reply too: the resident reads it before, neighbours after', async () => {
      world.cloud.failOpenApi('security.msgSecCheck', -1)
      const { id } = await submit('门口的路灯坏了')
      await world.tell(leader, ['handler', 'requests.reply'], { id, text: '今晚去换' })
      await follow(id)
      const words = (view: RequestView) => view.history.at(-1)?.text
      expect(words(await seenBy(resident, id))).toBe('今晚去换')
      expect(words(await seenBy(follower, id))).toBeUndefined()
      expect((await seenBy(follower, id)).text).toBe('')
      world.cloud.failOpenApi('security.msgSecCheck', null)
      await world.idle()
      world.cloud.clock.advance(2 * minute)
      await settle()
      expect(words(await seenBy(follower, id))).toBe('今晚去换')
      expect((await seenBy(follower, id)).text).toBe('门口的路灯坏了')
    })

    it('a neighbour hears of a step without the words nobody has looked at', async () => {
      world.cloud.failOpenApi('security.msgSecCheck', -1)
      const { id } = await submit('电梯里的灯坏了')
      await follow(id)
      await world.tell(leader, ['handler', 'requests.reply'], { id, text: '没有人看过的话' })
      await settle()
      const [notice] = (await world.inbox(follower)).filter(({ requestId }) => requestId === id)
      expect(notice?.text).toContain('回复了您')
      expect(notice?.text).not.toContain('没有人看过')
      const own = (await world.inbox(resident)).filter(({ requestId }) => requestId === id)
      expect(own.some(({ text }) => text.includes('没有人看过的话'))).toBe(true)
    })
  })

  describe('words WeChat advises against, or doubts', () => {
    it.each([
      ['违规示例', 'risky'],
      ['疑似示例', 'review'],
    ] as const)(
      '%s: hidden from neighbours, told to staff, and the case goes on',
      async (word, verdict) => {
        const { id } = await submit(`楼下天天有${word}`)
        await settle()
        await follow(id)
        expect(verdicts(id)).toEqual({ 1: verdict })
        expect((await seenBy(follower, id)).text).toBe('')
        expect(await seenBy(resident, id)).toMatchObject({
          text: `楼下天天有${word}`,
          check: { words: 'unchecked' },
        })
        expect(await asLeader(id)).toMatchObject({ check: { words: verdict } })
        await world.tell(leader, ['handler', 'requests.accept'], { id })
        expect(await waitingOf(id)).toMatchObject([
          { id: '1', state: verdict, cause: 'doubtful', text: `楼下天天有${word}`, author: '居民' },
        ])
      },
    )

    it('staff let it pass: neighbours read it, the audit says who decided', async () => {
      const { id } = await submit('这里写着疑似示例')
      await settle()
      await follow(id)
      const review = { id: `request:${id}`, piece: '1' }
      const left = await world.tell(worker, ['handler', 'reviews.decide'], {
        ...review,
        decision: 'pass',
      })
      expect(left).toMatchObject({ id: `request:${id}`, requestId: id, pieces: [] })
      expect((await seenBy(follower, id)).text).toBe('这里写着疑似示例')
      expect(await waitingOf(id)).toEqual([])
      expect(world.cloud.database.find('audits', { requestId: id })).toMatchObject([
        { userId: worker, action: 'show_content' },
      ])
      const again = await world.refusal(worker, ['handler', 'reviews.decide'], {
        ...review,
        decision: 'hide',
        reason: '改主意了',
      })
      expect(again.code).toBe('NOT_FOUND')
    })

    it('staff keep it from neighbours: with a reason its author reads', async () => {
      const { id } = await submit('全是违规示例')
      await settle()
      await follow(id)
      const hide = { id: `request:${id}`, piece: '1', decision: 'hide' } as const
      const bare = await world.refusal(worker, ['handler', 'reviews.decide'], hide)
      expect(bare).toMatchObject({ code: 'BAD_INPUT', field: 'reason' })
      await world.tell(worker, ['console', 'reviews.decide'], { ...hide, reason: '有人身攻击' })
      expect((await seenBy(follower, id)).text).toBe('')
      expect(await seenBy(resident, id)).toMatchObject({
        text: '全是违规示例',
        check: { words: 'hidden', reason: '有人身攻击' },
      })
    })

    it('nobody decides about their own words; another community sees none of it', async () => {
      const { id } = await submit('路上有坑')
      await world.tell(leader, ['handler', 'requests.escalate'], { id, reason: '要协调' })
      await world.tell('area_luobu_1', ['handler', 'requests.escalate'], { id, reason: '要协调' })
      const { handler } = world.stored(id)
      const staff = handler?.userId ?? ''
      await world.tell(staff, ['handler', 'requests.reply'], { id, text: '这是疑似示例' })
      await settle()
      const own = { id: `request:${id}`, piece: '4', decision: 'pass' } as const
      const refusal = await world.refusal(staff, ['handler', 'reviews.decide'], own)
      expect(refusal.code).toBe('FORBIDDEN')
      const other = await world.refusal('worker_jinsha_1', ['handler', 'reviews.decide'], own)
      expect(other.code).toBe('NOT_FOUND')
      expect((await waiting('worker_jinsha_1')).map(({ requestId }) => requestId)).not.toContain(id)
    })

    it('the list pages, the longest waiting first, by a cursor', async () => {
      const all = await waiting()
      const pages = []
      for (let cursor = ''; ;) {
        const input = { limit: 2, ...(cursor && { cursor }) }
        const page = await world.tell(worker, ['handler', 'reviews.list'], input)
        pages.push(...page.items)
        if (!page.next) break
        cursor = page.next
      }
      expect(pages).toEqual(all)
      expect(all.length).toBeGreaterThan(2)
      expect(all.map(({ at }) => at)).toEqual(all.map(({ at }) => at).toSorted())
      expect(world.lastCall().explain).toMatchObject({ calls: 3, warnings: [] })
    })
  })
}
