import { leader, minute, piece, settle, submit, verdicts, waitingOf, world } from './desk'

/** A service that does not answer, and one that does not know the author. */
export function trySilence(): void {
  describe('when WeChat does not answer', () => {
    it('it is asked again after 1, 5 and 30 minutes; then people look', async () => {
      world.cloud.failOpenApi('security.msgSecCheck', -1)
      const { id } = await submit('水管漏水')
      await settle()
      for (const [wait, tries] of [
        [2, 2],
        [4, 2],
        [2, 3],
        [28, 3],
        [3, 4],
      ] as const) {
        world.cloud.clock.advance(wait * minute)
        await settle()
        expect({ wait, tries: piece(id, '1').tries }).toEqual({ wait, tries })
      }
      expect(piece(id, '1')).toMatchObject({ verdict: 'review', cause: 'unavailable' })
      expect(world.stored(id).safety.checkAt).toBeNull()
      expect(await waitingOf(id)).toMatchObject([{ cause: 'unavailable' }])
    })

    it('45009, too many in a minute: later it passes', async () => {
      world.cloud.failOpenApi('security.msgSecCheck', 45009)
      const { id } = await submit('下水道堵了')
      await settle()
      expect(piece(id, '1')).toMatchObject({ verdict: 'unchecked', tries: 1 })
      world.cloud.failOpenApi('security.msgSecCheck', null)
      world.cloud.clock.advance(2 * minute)
      await settle()
      expect(verdicts(id)).toEqual({ 1: 'passed' })
    })

    it('61010, written hours ago: staff look; what staff wrote themselves needs no look', async () => {
      world.cloud.failOpenApi('security.msgSecCheck', -1)
      const { id } = await submit('楼梯扶手松了')
      await world.tell(leader, ['handler', 'requests.escalate'], { id, reason: '要协调' })
      await world.tell('area_luobu_1', ['handler', 'requests.escalate'], { id, reason: '要协调' })
      const staff = world.stored(id).handler?.userId ?? ''
      await world.tell(staff, ['handler', 'requests.reply'], { id, text: '已经报修' })
      await settle()
      world.cloud.failOpenApi('security.msgSecCheck', null)
      world.cloud.clock.advance(180 * minute)
      await settle()
      expect(verdicts(id)).toMatchObject({ 1: 'review', 2: 'review', 4: 'passed' })
      expect((await waitingOf(id)).map(({ cause }) => cause)).toContain('not_visited')
    })

    it('a submission waits for none of it', async () => {
      world.cloud.failOpenApi('security.msgSecCheck', -1)
      const { id } = await submit('垃圾没有清')
      expect(world.lastCall().explain.calls).toBeLessThanOrEqual(3)
      expect(world.lastCall().explain.openApi).toEqual([])
      await world.tell(leader, ['handler', 'requests.reply'], { id, text: '马上清' })
      expect(world.lastCall().explain).toMatchObject({ calls: 2, openApi: [] })
    })
  })
}
