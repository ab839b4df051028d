import { journey } from '../support/journey'
import type { Stage } from '../support/stage'

interface PhoneStats {
  cloudCalls: number
  setDataBytes: number
  nodes: number
}

const people = ['resident_luobu_07_1', 'leader_luobu_07', 'a_newcomer']

/** The first screen's budget: one cloud call, 20 KB of setData, fewer than 500 nodes. */
export function describeFirstScreen(stage: Stage): void {
  for (const openid of people) {
    journey(`the first screen of ${openid} keeps within its budget`, stage, async () => {
      const { browser, url } = stage()
      const page = await (await browser.newContext()).newPage()
      await page.setViewportSize({ width: 375, height: 812 })
      await page.goto(`${url}phone/?openid=${openid}`)
      await page.locator('[data-testid="report-button"]:visible').waitFor()
      await page.waitForTimeout(1000)
      const stats = await page.evaluate(() => {
        const { stats: now } = (globalThis as unknown as { __phone: { stats: PhoneStats } }).__phone
        return { cloudCalls: now.cloudCalls, setDataBytes: now.setDataBytes, nodes: now.nodes }
      })
      expect(stats.cloudCalls).toBe(1)
      expect(stats.setDataBytes).toBeLessThanOrEqual(20 * 1024)
      expect(stats.nodes).toBeLessThan(500)
    })
  }
}
