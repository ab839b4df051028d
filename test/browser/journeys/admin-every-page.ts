import { keepScreenshot, seriousFindings } from '../support/look'
import { callAs } from '../support/cloud'
import type { Stage } from '../support/stage'
import { StaffPage } from '../support/staff-page'

const dispatcher = 'dispatcher_1'
const resident = 'resident_luobu_14_1'

interface PageCase {
  name: string
  address: string
  /** A selector of what is there when the page has its content. */
  ready: string
}

/** Every page of the staff's side, with something on it. */
const pages: readonly PageCase[] = [
  { name: 'today', address: '/today', ready: '[data-testid=tile-1]' },
  {
    name: 'requests',
    address: '/requests',
    ready: 'main:has([role=search]) [data-testid=request-row]',
  },
  { name: 'request', address: '/requests?id=:id', ready: '[data-testid=step]' },
  { name: 'sessions', address: '/sessions', ready: '[data-testid=session]' },
]

/** Light and dark, at both widths: nothing serious for axe-core, and a picture for people. */
export function describeAdminEveryPage(stage: Stage): void {
  describe.each(['light', 'dark'] as const)('every staff page, %s', (colorScheme) => {
    let admin: StaffPage
    let id: string

    beforeAll(async () => {
      const { browser, url } = stage()
      const draft = { text: '楼道的灯不亮了，晚上看不清台阶' }
      id = (await callAs(url, resident, ['resident', 'requests.submit', draft])).id
      admin = await StaffPage.open(browser, { url, colorScheme })
      await admin.get('copy-code').waitFor()
      await keepScreenshot(admin.page, `admin-sign-in-${colorScheme}`)
      expect(await seriousFindings(admin.page)).toEqual([])
      await admin.signIn(url, dispatcher)
    }, 60_000)

    afterAll(() => admin?.close())

    it.each(pages)('$name can be used by everybody', async ({ name, address, ready }) => {
      await admin.go(address.replace(':id', id))
      await admin.page.locator(ready).first().waitFor()
      await admin.keepPictures(`admin-${name}-${colorScheme}`)
      expect(await seriousFindings(admin.page)).toEqual([])
      expect(admin.problems).toEqual([])
    })
  })
}
