import type { Browser, BrowserContext, FrameLocator, Locator, Page } from 'playwright-core'

type Jump = 'hour' | 'day' | 'working_day' | 'now'

export interface DeskOptions {
  /** Whose phones stand on the desk, from left to right. */
  people: readonly string[]
  width?: number
  height?: number
  colorScheme?: 'light' | 'dark'
  fontSize?: number
}

/** The desk in a browser of its own. */
export class Desk {
  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
    readonly problems: string[],
  ) {}

  static async open(browser: Browser, url: string, options: DeskOptions): Promise<Desk> {
    const { width = 1280, height = 800, colorScheme = 'light' } = options
    const context = await browser.newContext({ viewport: { width, height }, colorScheme })
    const { people, fontSize = 16 } = options
    const phones = people.map((openid) => ({ openid, theme: colorScheme, fontSize }))
    await context.addInitScript(
      `localStorage['desk.phones'] ??= ${JSON.stringify(JSON.stringify(phones))}`,
    )
    await stayOnThisBuild(context)
    const page = await context.newPage()
    const problems = watchProblems(page)
    await page.goto(url)
    await page.getByTestId('phone-1').waitFor()
    return new Desk(page, context, problems)
  }

  phone(number: number): DeskPhone {
    return new DeskPhone(this.page, this.page.getByTestId(`phone-${number}`))
  }

  /** Moves the time lever and waits until the clock stands again. */
  async jump(to: Jump): Promise<void> {
    await this.page.getByTestId(`jump-${to}`).click()
    await this.page.getByTestId('desk-clock').and(this.page.locator('[aria-busy=false]')).waitFor()
  }

  get group(): Locator {
    return this.page.getByTestId('group-panel')
  }

  close(): Promise<void> {
    return this.context.close()
  }
}

/** Somebody who works on the mini program meanwhile doesn't reload the phones of the tests. */
export async function stayOnThisBuild(context: BrowserContext): Promise<void> {
  await context.route('**/phone/_events', (route) => route.fulfill({ status: 204 }))
}

/** Errors that pages throw or log; a network that a test switched off is none. */
function watchProblems(page: Page): string[] {
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text())
  })
  return problems
}

/** One phone on the desk: the small WeChat around it and the mini program in it. */
export class DeskPhone {
  readonly program: FrameLocator

  constructor(
    private readonly page: Page,
    readonly element: Locator,
  ) {
    this.program = element.frameLocator('iframe')
  }

  /** Something in the mini program's visible page by its test name. */
  get(name: string): Locator {
    return this.program.locator(`[data-testid="${name}"]:visible`)
  }

  async tap(name: string): Promise<void> {
    await this.get(name).first().click()
  }

  async write(name: string, text: string): Promise<void> {
    await this.get(name).locator('textarea, input').first().fill(text)
  }

  /** The state that a request's page or answer page shows. */
  state(page: 'request' | 'answer'): Locator {
    return this.get(`${page}-state`)
  }

  /** The first photo of a phone: the person agrees to its use, then picks it. */
  async takeFirstPhoto(file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    await this.tap('photo-add')
    const [chooser] = await Promise.all([
      this.page.waitForEvent('filechooser'),
      this.tap('privacy-agree'),
    ])
    await chooser.setFiles(file)
  }

  /** Sends the card of the visible page into the person's first group. */
  async share(): Promise<void> {
    await this.tap('share-button')
    await this.element.getByTestId('share-to').first().click()
  }

  /** Opens the latest card with these words in the group that is on the screen. */
  async openCard(words: string): Promise<void> {
    await this.element.getByTestId('card').filter({ hasText: words }).last().click()
  }

  /** Back to the group's chat, from wherever the phone is. */
  async openGroup(name: string): Promise<void> {
    await this.element.getByTestId('dock-wechat').click()
    await this.element.getByTestId('open-group').filter({ hasText: name }).first().click()
  }

  /** Sends the card of a page's own button into a group. */
  async send(button: string, group: string): Promise<void> {
    await this.tap(button)
    await this.element.getByTestId('share-to').filter({ hasText: group }).click()
  }

  async openMiniProgram(): Promise<void> {
    await this.element.getByTestId('dock-mini-program').click()
  }

  /** The newest message of the chat on the screen. */
  get lastMessage(): Locator {
    return this.element.getByTestId('message').last()
  }

  /** Writes into the chat on the screen. */
  async type(text: string): Promise<void> {
    await this.element.getByTestId('chat-input').fill(text)
    await this.element.getByTestId('chat-input').press('Enter')
  }

  /** Scans the code that was drawn last, such as the one on a screen beside the phone. */
  async scanCode(): Promise<void> {
    await this.element.getByTestId('dock-wechat').click()
    await this.element.getByTestId('scan').click()
    await this.element.getByTestId('scan-code').first().click()
  }

  /** Points the open scanner at a poster. */
  async scanPoster(label: string): Promise<void> {
    await this.element.getByTestId('scan-text').fill(label)
    await this.element.getByTestId('scan-poster').filter({ hasText: label }).click()
  }

  /** The back arrow of the mini program's navigation bar. */
  async goBack(): Promise<void> {
    await this.program.getByRole('button', { name: '返回' }).first().click()
  }

  async switchNetwork(): Promise<void> {
    await this.element.getByTestId('network').click()
  }
}
