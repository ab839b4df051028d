import type { Page } from 'playwright-core'
import { callAs } from '../support/cloud'
import { Desk } from '../support/desk'
import { expectAttribute, expectCount, expectText } from '../support/expect'
import { journey } from '../support/journey'
import { keepScreenshot, seriousFindings } from '../support/look'
import { resident, worker } from '../support/prepared'
import type { Stage } from '../support/stage'
import { StaffPage } from '../support/staff-page'

/** Staff come in by the code on the screen, with the phone beside it; and what is kept of it. */
export function describeSignIn(stage: Stage): void {
  journey('a community worker scans the code and says yes, or no', stage, async () => {
    const { browser, url } = stage()
    const { page, problems } = await openComputer(stage)
    await expectAttribute(page.getByTestId('sign-in'), 'data-state', 'waiting')
    const desk = await Desk.open(browser, url, { people: [worker] })
    const phone = desk.phone(1)
    await phone.scanCode()
    await expectText(phone.get('sign-in-browser'), 'Chrome')
    await expectText(page.getByTestId('sign-in'), '已经扫码')
    await phone.tap('sign-in-refuse')
    await expectText(page.getByTestId('sign-in'), '手机上没有同意')

    await page.getByRole('button', { name: '换一个二维码' }).click()
    await expectAttribute(page.getByTestId('sign-in'), 'data-state', 'waiting')
    await phone.scanCode()
    await phone.tap('sign-in-confirm')
    await phone.get('sign-in-done').waitFor()
    await expectText(page.getByTestId('my-unit'), '罗布社区')
    const [cookie] = await page.context().cookies()
    expect(cookie).toMatchObject({ name: 'session', httpOnly: true, sameSite: 'Strict' })
    await page.reload()
    await expectText(page.getByTestId('my-unit'), '罗布社区')
    expect(problems).toEqual([])
    expect(await violationsOf(page)).toEqual([])
  })

  journey('who did what stands in the log, word by word', stage, async () => {
    const admin = await StaffPage.enter(stage(), worker)
    const { page } = admin
    await watchViolations(page)
    await lookAtHostileWords(page, stage)
    await findPerson(page)
    await showInDark(page)
    expect(admin.problems).toEqual([])
    expect(await violationsOf(page)).toEqual([])
  })
}

const hostile = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'

/** A reason that would be markup is text, in the log as everywhere. */
async function lookAtHostileWords(page: Page, stage: Stage): Promise<void> {
  const { url } = stage()
  const contact = { name: hostile.slice(0, 20), phone: '13800001234' }
  const draft = { text: hostile, contact }
  const { id } = await callAs(url, resident, ['resident', 'requests.submit', draft])
  await page.evaluate(reveal, { id, reason: hostile })
  await page.goto(new URL(`/admin/#/people/log?request=${id}`, url).href)
  const line = page.getByTestId('audit')
  await expectCount(line, 1)
  await expectText(line, '查看居民联系方式')
  await expectText(line, hostile)
  expect(await page.evaluate(`'hacked' in window`)).toBe(false)
  await page.goto(new URL('/admin/#/people/log', url).href)
  await expectText(page.getByTestId('audit').first(), /./u)
  expect(await seriousFindings(page)).toEqual([])
  await keepScreenshot(page, 'admin-log')
  await narrowToArea(page)
}

/** What the community's own people did is not that area's. */
async function narrowToArea(page: Page): Promise<void> {
  await page.getByTestId('unit-picker').click()
  await page.getByRole('button', { name: '罗布社区下面的单位' }).click()
  await page.getByTestId('unit-choice').filter({ hasText: '罗布社区 3 片区' }).click()
  await expectCount(page.getByTestId('audit').filter({ hasText: '社区工作者' }), 0)
}

/** The page's own call, with its cookie. */
async function reveal(input: { id: string; reason: string }): Promise<void> {
  const answer = await fetch('/http/console', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-requested-with': 'jinlin-admin' },
    body: JSON.stringify({ operation: 'requests.revealContact', input }),
  })
  const { ok } = (await answer.json()) as { ok: boolean }
  if (!ok) throw new Error('the contact was not shown')
}

async function findPerson(page: Page): Promise<void> {
  await page.getByRole('link', { name: '人员', exact: true }).click()
  await page.getByTestId('people-search').locator('input').fill('社区工作者 1')
  await page.keyboard.press('Enter')
  await expectCount(page.getByTestId('person'), 1)
  await page.getByTestId('person').click()
  await expectText(page.getByTestId('person-panel'), 'Chrome')
  await expectText(page.getByTestId('person-panel'), '登录管理页')
  expect(await seriousFindings(page)).toEqual([])
  await keepScreenshot(page, 'admin-people')
}

async function showInDark(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.reload()
  await page.getByTestId('person').first().click()
  await expectText(page.getByTestId('person-panel'), '岗位')
  expect(await seriousFindings(page)).toEqual([])
  await keepScreenshot(page, 'admin-people-dark')
}

/** The sign-in page in a browser that nobody has signed in with. */
async function openComputer(stage: Stage): Promise<{ page: Page; problems: string[] }> {
  const { browser, url } = stage()
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  await watchViolations(page)
  await page.goto(new URL('/admin/', url).href)
  return { page, problems }
}

/** Notes what the page's content security policy refused, from the next load on. */
async function watchViolations(page: Page): Promise<void> {
  await page.addInitScript(`
    window.violations = []
    document.addEventListener('securitypolicyviolation', (event) =>
      window.violations.push(event.violatedDirective + ' ' + event.blockedURI))
  `)
}

const violationsOf = (page: Page) => page.evaluate(`window.violations`)
