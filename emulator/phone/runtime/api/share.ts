import { description } from '../description'
import { fileUrl } from '../files/address'
import { localFile } from '../files/local-files'
import type { EventTarget } from '../framework/descriptor'
import type { ShareCard } from '../host'
import type { Page } from '../pages/page'
import { asyncApis, type ApiTable } from './call'

interface ShareContent {
  title?: string
  path?: string
  imageUrl?: string
  promise?: Promise<ShareContent>
}

interface ShareEvent {
  from: 'button' | 'menu'
  target?: EventTarget
}

const promiseTimeout = 3000
let menu: Record<string, unknown> = {}

async function settledContent(content: ShareContent): Promise<ShareContent> {
  if (content.promise === undefined) return content
  const late = new Promise<ShareContent>((resolve) => {
    setTimeout(() => resolve(content), promiseTimeout)
  })
  return { ...content, ...(await Promise.race([content.promise, late])) }
}

function defaultPath({ route, query }: Page): string {
  const search = new URLSearchParams(query).toString()
  return search === '' ? route : `${route}?${search}`
}

function defaultTitle(): string {
  const title = description().app.window?.navigationBarTitleText
  return typeof title === 'string' && title !== '' ? title : '小程序'
}

/** A picture that the phone made lives on this page only: it goes along as it is. */
async function pictureAddress(imageUrl: string, page: Page): Promise<string> {
  const made = localFile(imageUrl)
  if (made !== undefined) return dataUrl(made.blob)
  return new URL(fileUrl(imageUrl, page.route), location.href).href
}

function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(new Error('the picture of a card could not be read'))
    reader.readAsDataURL(blob)
  })
}

/** The card a page gives when it is shared, with WeChat's defaults where it says nothing. */
export async function shareCardOf(page: Page, event: ShareEvent): Promise<ShareCard> {
  const content = (page.call('onShareAppMessage', event) ?? {}) as ShareContent
  const { title, path, imageUrl } = await settledContent(content)
  return {
    title: title || page.navigationBar.title || defaultTitle(),
    path: (path || defaultPath(page)).replace(/^\//, ''),
    imageUrl: imageUrl ? await pictureAddress(imageUrl, page) : '',
    withShareTicket: menu.withShareTicket === true,
    isToDo: typeof menu.toDoActivityId === 'string',
  }
}

export const shareApis: ApiTable = asyncApis({
  showShareMenu(options: Record<string, unknown>) {
    menu = options
  },
  hideShareMenu() {
    menu = {}
  },
  updateShareMenu(options: Record<string, unknown>) {
    menu = { ...menu, ...options }
  },
  getShareInfo: () => ({ encryptedData: '', iv: '', cloudID: '' }),
  showShareImageMenu: () => undefined,
})
