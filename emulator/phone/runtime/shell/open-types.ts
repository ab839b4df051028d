import type { Builtin } from '../builtins/builtin'
import { describeTarget, type EventTarget } from '../framework/descriptor'
import { host } from '../host'
import { topPage } from '../pages/stack'
import { shareCardOf } from '../api/share'
import { authorizations, setAuthorization } from '../api/authorization'
import { askModal } from './modal'
import { openSheet, textButton } from './sheet'
import { showToast } from './toast'

interface ShareOrigin {
  from: 'button' | 'menu'
  target?: Builtin
}

/** Asks the page for its card and gives it to the host; alone, says that it went nowhere. */
export async function shareFrom({ from, target }: ShareOrigin): Promise<void> {
  const page = topPage()
  const described: EventTarget | undefined =
    target === undefined ? undefined : describeTarget(target.component)
  const card = await shareCardOf(page, { from, ...(described ? { target: described } : {}) })
  host.send({ type: 'share', card })
  if (!host.isPresent) showToast({ title: '这部手机没有可以转发的群', icon: 'none' })
}

export function openContact(button: Builtin): { path: string; query: Record<string, string> } {
  const session = {
    sessionFrom: button.text('sessionFrom'),
    title: button.text('sendMessageTitle'),
    path: button.text('sendMessagePath'),
    imageUrl: button.text('sendMessageImg'),
    showsCard: button.flag('showMessageCard'),
  }
  host.send({ type: 'contact', session })
  if (!host.isPresent)
    void askModal({ title: '客服会话', content: '单独打开的手机里没有微信聊天', showCancel: false })
  return { path: session.path, query: {} }
}

function settingRow(name: string, isGranted: boolean): HTMLButtonElement {
  const row = textButton('phone-action', `${name}：${isGranted ? '允许' : '不允许'}`, () => {
    setAuthorization(name, !authorizations()[name])
    row.textContent = `${name}：${authorizations()[name] ? '允许' : '不允许'}`
  })
  return row
}

/** The settings page of WeChat: which permissions the mini program has. */
export async function showSettings(): Promise<Record<string, boolean>> {
  await openSheet<null>({ title: '设置', dismissed: null }, (sheet) => {
    const rows = Object.entries(authorizations()).map(([name, isGranted]) =>
      settingRow(name, isGranted),
    )
    if (rows.length === 0) sheet.body.append('还没有请求过权限')
    sheet.body.append(...rows)
    sheet.addActions('关闭', '完成', () => null)
  })
  return authorizations()
}
