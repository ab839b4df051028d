import { monday } from '../scenarios/world'
import {
  asLeader,
  follow,
  follower,
  leader,
  minute,
  piece,
  resident,
  seenBy,
  settle,
  submit,
  upload,
  verdicts,
  waitingOf,
  world,
} from './desk'

/** Pictures: who sees them until their results are pushed, and results that are not WeChat's. */
export function tryPictures(): void {
  describe('pictures', () => {
    it('hidden from neighbours until passed; who took it and who handles it see it', async () => {
      const photo = await upload('一张普通的照片')
      world.cloud.failOpenApi('security.mediaCheckAsync', -1)
      const { id } = await submit('墙上裂了', { photos: [photo] })
      await world.idle()
      await follow(id)
      expect(await seenBy(resident, id)).toMatchObject({
        photos: [photo],
        check: { photos: ['unchecked'], withheld: 0 },
      })
      expect(await asLeader(id)).toMatchObject({
        photos: [photo],
        check: { photos: ['unchecked'] },
      })
      expect(await seenBy(follower, id)).toMatchObject({ photos: [], check: { withheld: 1 } })
      world.cloud.failOpenApi('security.mediaCheckAsync', null)
      world.cloud.clock.advance(2 * minute)
      await settle()
      expect(verdicts(id)).toEqual({ 1: 'passed', '1-0': 'passed' })
      expect(world.stored(id).safety.traceIds).toEqual([])
      expect(await seenBy(follower, id)).toMatchObject({ photos: [photo] })
    })

    it("a handler's picture reaches the resident once it has passed", async () => {
      const { id } = await submit('栏杆断了')
      await settle()
      const photo = await upload('修好的栏杆', leader)
      world.cloud.failOpenApi('security.mediaCheckAsync', -1)
      await world.tell(leader, ['handler', 'requests.reply'], { id, text: '好了', photos: [photo] })
      const last = async () => (await seenBy(resident, id)).history.at(-1)
      expect(await last()).toMatchObject({ text: '好了', photos: [], check: { withheld: 1 } })
      await world.idle()
      world.cloud.failOpenApi('security.mediaCheckAsync', null)
      world.cloud.clock.advance(2 * minute)
      await settle()
      expect(await last()).toMatchObject({ photos: [photo] })
    })

    it('a picture that fails goes to staff and stays with those who handle it', async () => {
      const good = await upload('没问题')
      const bad = await upload('图里有违规示例')
      const { id } = await submit('看这两张', { photos: [good, bad] })
      await settle()
      await follow(id)
      expect(verdicts(id)).toEqual({ 1: 'passed', '1-0': 'passed', '1-1': 'risky' })
      expect(await seenBy(follower, id)).toMatchObject({ photos: [good], check: { withheld: 1 } })
      expect(await asLeader(id)).toMatchObject({ check: { photos: ['passed', 'risky'] } })
      expect(await waitingOf(id)).toMatchObject([{ id: '1-1', state: 'risky', photo: bad }])
    })

    const push = (event: object) => world.cloud.push('wechat', event)
    const result = (traceId: string, suggest: string) => ({
      MsgType: 'event',
      Event: 'wxa_media_check',
      trace_id: traceId,
      errcode: 0,
      result: { suggest, label: 100 },
    })

    /** A picture whose result has not come: the check's id is known, nothing was pushed. */
    async function underWay(): Promise<{ id: string; traceId: string }> {
      const { id } = await submit('还在看的照片', { photos: [await upload('图里有违规示例')] })
      await settle()
      const { safety } = world.stored(id)
      const traceId = `trace-${id}`
      const pieces = safety.pieces.map((one) =>
        one.kind === 'photo'
          ? {
              id: one.id,
              kind: one.kind,
              verdict: 'unchecked',
              tries: 1,
              nextAt: monday * 2,
              traceId,
            }
          : one,
      )
      const open = { pieces, traceIds: [traceId], checkAt: monday * 2, reviewKey: null }
      const set = { safety: { ...safety, ...open, reviewUnits: [] } }
      await world.cloud.database.update('requests', { _id: id }, { $set: set })
      return { id, traceId }
    }

    it('a result pushed twice counts once, in at most four calls; a later one changes nothing', async () => {
      const { id, traceId } = await underWay()
      const first = await push(result(traceId, 'pass'))
      expect(first).toMatchObject({ result: 'success', explain: { calls: 2 } })
      const { rev } = world.stored(id).safety
      const again = await push(result(traceId, 'risky'))
      expect(again).toMatchObject({ result: 'success' })
      expect(again.explain.calls).toBeLessThanOrEqual(4)
      expect(world.stored(id).safety.rev).toBe(rev)
      expect(verdicts(id)).toMatchObject({ '1-0': 'passed' })
    })

    it.each([
      ['an id that nobody gave', { ...result('made-up', 'pass') }],
      ['no id', { ...result('', 'pass'), trace_id: undefined }],
      ['a condition for an id', { ...result('', 'pass'), trace_id: { $ne: null } }],
      ['no result', { MsgType: 'event', Event: 'wxa_media_check', trace_id: 'made-up' }],
    ])('a forged result changes nothing: %s', async (_name, event) => {
      const { id } = await underWay()
      const before = world.stored(id)
      expect(await push(event)).toMatchObject({ result: 'success' })
      expect(world.stored(id)).toEqual(before)
    })

    it('a check that WeChat could not finish is begun again', async () => {
      const { id, traceId } = await underWay()
      await push({ ...result(traceId, 'pass'), errcode: -1010 })
      expect(piece(id, '1-0')).toMatchObject({ verdict: 'unchecked', tries: 2 })
      world.cloud.clock.advance(31 * minute)
      await settle()
      expect(verdicts(id)).toMatchObject({ '1-0': 'risky' })
    })

    it('a result that never comes: asked again, at last people look', async () => {
      const { id } = await underWay()
      const silent = { $set: { 'safety.checkAt': 1, 'safety.pieces.1.nextAt': 1 } }
      await world.cloud.database.update('requests', { _id: id }, silent)
      await settle()
      expect(piece(id, '1-0')).toMatchObject({ verdict: 'risky', tries: 3 })
    })
  })
}
