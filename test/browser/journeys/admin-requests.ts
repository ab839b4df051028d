import { callAs } from '../support/cloud'
import { expectAttribute, expectCount, expectText } from '../support/expect'
import { journey } from '../support/journey'
import type { Stage } from '../support/stage'
import { StaffPage } from '../support/staff-page'

const worker = 'worker_luobu_1'
const colleague = 'worker_luobu_2'
const resident = 'resident_luobu_14_1'

/** What community staff do in a browser all day. */
export function describeAdminRequests(stage: Stage): void {
  const open = () => StaffPage.enter(stage(), worker)
  const submit = (text: string, openid = resident) =>
    callAs(stage().url, openid, ['resident', 'requests.submit', { text }])

  /** The list, not the rows of the page before it. */
  const openList = async (admin: StaffPage): Promise<void> => {
    await admin.go('/requests')
    await admin.page.getByRole('search').waitFor()
    await admin.get('request-row').first().waitFor()
  }

  describe('the staff page', () => {
    journey('is entered by a code, and left', stage, async () => {
      const { browser, url } = stage()
      const admin = await StaffPage.open(browser, { url })
      await admin.signInByPhone(browser, url, worker)
      await expectText(admin.get('my-unit'), '罗布社区')
      const [cookie] = await admin.cookies()
      expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' })
      await admin.get('me').click()
      await admin.page.getByRole('menuitem', { name: '退出' }).click()
      await admin.get('copy-code').waitFor()
      expect(await admin.cookies()).toEqual([])
      expect(admin.problems).toEqual([])
    })

    journey('shows a request within seconds of its submission', stage, async () => {
      const admin = await open()
      const counting = admin.page.waitForResponse(
        (response) => response.request().postData()?.includes('"today.news"') ?? false,
      )
      await openList(admin)
      await counting
      const text = `刚提交的事 ${String(Date.now())}`
      await submit(text)
      await admin.get('news').click({ timeout: 8_000 })
      await admin.go('/requests?q=刚提交的事')
      await admin.row(text).waitFor()
    })

    journey('hands a request on by keys alone, and others hear of it', stage, async () => {
      const word = `k${Date.now().toString(36)}`
      const text = `用键盘督办的事 ${word}`
      const { id } = await submit(text)
      const admin = await open()
      await openList(admin)
      await admin.press('/')
      await admin.page.keyboard.type(word)
      await admin.press('Enter')
      await expectCount(admin.get('request-row'), 1)
      await admin.press('Escape')
      await admin.press('j', 'Enter')
      await expectText(admin.get('panel-text'), text)
      await admin.press('s')
      await admin.get('command').waitFor()
      await admin.page.keyboard.type('请今天去看一下')
      await admin.press('Control+Enter')
      await expectText(admin.get('step').first(), '请今天去看一下')
      const seen = await callAs(stage().url, 'leader_luobu_14', ['handler', 'requests.get', { id }])
      expect(seen.history.at(-1)).toMatchObject({ command: 'supervise', text: '请今天去看一下' })
      expect(admin.problems).toEqual([])
    })

    journey('tells of what a colleague did meanwhile, and overwrites nothing', stage, async () => {
      const text = `两个人同时办的事 ${String(Date.now())}`
      const { id } = await submit(text)
      const admin = await open()
      await admin.go(`/requests?id=${id}`)
      await expectText(admin.get('panel-text'), text)
      await admin.press('l')
      const words = admin.get('command').locator('textarea')
      await words.fill('原来分得不准')
      const reclassified = { id, topic: 'noise', reason: '是噪音' } as const
      await callAs(stage().url, colleague, ['handler', 'requests.reclassify', reclassified])
      await admin.get('command-send').click()
      await expectText(admin.get('command').getByRole('alert'), '调整类别')
      expect(await words.inputValue()).toBe('原来分得不准')
    })

    journey('goes on where it stopped when the session ended in between', stage, async () => {
      const text = `写到一半的事 ${String(Date.now())}`
      const { id } = await submit(text)
      const admin = await open()
      await admin.go(`/requests?id=${id}`)
      await expectText(admin.get('panel-text'), text)
      await admin.press('s')
      await admin.get('command').locator('textarea').fill('写好了还没有发')
      await admin.page.context().clearCookies()
      await admin.get('command-send').click()
      await admin.signIn(stage().url, worker)
      await expectText(admin.get('step').first(), '写好了还没有发')
    })

    journey('treats hostile words as words', stage, async () => {
      const text = '<img src=x onerror=alert(1)><script>alert(2)</script>{{7*7}}'
      const { id } = await submit(text)
      const admin = await open()
      let dialogs = 0
      admin.page.on('dialog', (dialog) => ((dialogs += 1), dialog.dismiss()))
      await admin.go(`/requests?id=${id}`)
      await expectText(admin.get('panel-text'), text)
      await expectAttribute(admin.get('panel-state'), 'data-state', 'assigned')
      expect(dialogs).toBe(0)
      expect(admin.problems).toEqual([])
    })
  })
}
