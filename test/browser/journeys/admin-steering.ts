import { callAs } from '../support/cloud'
import { expectAttribute, expectCount, expectText } from '../support/expect'
import { journey } from '../support/journey'
import { keepScreenshot, seriousFindings } from '../support/look'
import type { Stage } from '../support/stage'
import { StaffPage } from '../support/staff-page'

const worker = 'worker_chengxi_1'
/** Of the 11th micro-grid, which nobody leads. */
const resident = 'resident_chengxi_11_1'
const neighbour = 'resident_chengxi_11_2'
const nextLeader = 'leader_chengxi_12'

/** What staff do with requests that nobody steers: give them to somebody, make one of two. */
export function describeAdminSteering(stage: Stage): void {
  const submit = (text: string, openid = resident) =>
    callAs(stage().url, openid, ['resident', 'requests.submit', { text }])
  const seenBy = (openid: string, id: string) =>
    callAs(stage().url, openid, ['resident', 'requests.get', { id }])
  const open = () => StaffPage.enter(stage(), worker)

  journey('a request of a vacant micro-grid is given to the leader next door', stage, async () => {
    const text = `没有微网格长的地方 ${String(Date.now())}`
    const { id, dispatch } = await submit(text)
    expect(dispatch.reason).toMatch('暂时没有微网格长')
    const admin = await open()
    await admin.go('/requests?q=没有微网格长的地方')
    await admin.row(text).getByRole('checkbox').check({ force: true })
    await expectText(admin.get('bulk'), '选了 1 件')
    await admin.press('g', 'a')
    await chooseUnit(admin, ['城西社区', '城西社区 2 片区', '城西社区 12 微网格'])
    const dialog = admin.page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: '理由' }).fill('离得最近，先去看看')
    expect(await seriousFindings(admin.page)).toEqual([])
    await keepScreenshot(admin.page, 'admin-assign')
    await admin.get('assign-send').click()
    await expectText(admin.get('assign-results'), '城西社区 12 微网格长')
    const { handler, history } = await seenBy(resident, id)
    expect(handler?.label).toBe('城西社区 12 微网格长')
    expect(history.at(-1)?.reason).toBe('离得最近，先去看看')
    const { items } = await callAs(stage().url, nextLeader, ['handler', 'queue.list', {}])
    expect(items.map((item) => item.id)).toContain(id)
    expect(admin.problems).toEqual([])
  })

  journey('two requests about the same thing become one', stage, async () => {
    const text = `小区门口的井盖松了，车压过去很响 ${String(Date.now())}`
    const first = await submit(text)
    const second = await submit(`${text}，晚上睡不着`, neighbour)
    const admin = await open()
    await admin.go(`/requests?id=${second.id}`)
    await expectText(admin.get('panel-text'), '晚上睡不着')
    await admin.press('m')
    await expectText(admin.page.getByRole('dialog'), first.number)
    expect(await seriousFindings(admin.page)).toEqual([])
    await keepScreenshot(admin.page, 'admin-merge')
    await admin.get('merge-there').click()
    await expectCount(admin.get('merge-there'), 0)
    await expectAttribute(admin.get('panel-state'), 'data-state', 'merged')
    const { state, mergedInto } = await seenBy(neighbour, second.id)
    expect({ state, mergedInto: mergedInto?.number }).toEqual({
      state: 'merged',
      mergedInto: first.number,
    })
    expect(admin.problems).toEqual([])
  })
}

async function chooseUnit(admin: StaffPage, way: readonly (string | RegExp)[]): Promise<void> {
  const dialog = admin.page.getByRole('dialog')
  await dialog.getByTestId('unit-picker').click()
  for (const [at, name] of way.entries()) {
    const item = dialog.getByRole('listitem').filter({ hasText: name }).first()
    if (at < way.length - 1) await item.locator('.below').click()
    else await item.getByTestId('unit-choice').click()
  }
}
