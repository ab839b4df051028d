import { launch } from '../launch'
import { post } from './emulator'
import { openSheet, textButton } from '../shell/sheet'
import { ApiError, asyncApis, type ApiTable } from './call'

type Answer = 'accept' | 'reject'

const mostTemplates = 5
const key = `phone:${launch.openid}:subscriptions`

/** Answers the person asked to be remembered. */
function remembered(): Record<string, Answer> {
  return JSON.parse(localStorage.getItem(key) ?? '{}') as Record<string, Answer>
}

function templateRow(id: string, chosen: Map<string, boolean>): HTMLElement {
  const row = document.createElement('label')
  row.className = 'phone-subscription'
  const box = document.createElement('input')
  box.type = 'checkbox'
  box.checked = true
  box.addEventListener('change', () => chosen.set(id, box.checked))
  row.append(box, id)
  return row
}

function rememberRow(choice: { isKept: boolean }): HTMLElement {
  const row = document.createElement('label')
  row.className = 'phone-subscription phone-subscription--remember'
  const box = document.createElement('input')
  box.type = 'checkbox'
  box.addEventListener('change', () => {
    choice.isKept = box.checked
  })
  row.append(box, '总是保持以上选择，不再询问')
  return row
}

function ask(ids: string[]): Promise<Record<string, Answer>> {
  const chosen = new Map(ids.map((id) => [id, true]))
  const keep = { isKept: false }
  const refused = Object.fromEntries(ids.map((id) => [id, 'reject' as const]))
  return openSheet<Record<string, Answer>>(
    { title: '申请发送一次以下消息', dismissed: refused },
    ({ body, close }) => {
      const finish = (answers: Record<string, Answer>): void => {
        if (keep.isKept) localStorage.setItem(key, JSON.stringify({ ...remembered(), ...answers }))
        close(answers)
      }
      const accept = (): void => {
        const entries = ids.map((id) => [id, chosen.get(id) ? 'accept' : 'reject'] as const)
        finish(Object.fromEntries(entries))
      }
      body.append(
        ...ids.map((id) => templateRow(id, chosen)),
        rememberRow(keep),
        textButton('phone-sheet-primary', '允许', accept),
        textButton('phone-sheet-secondary', '取消', () => finish(refused)),
      )
    },
  )
}

/** Tells the cloud emulator what may be sent now; without one there is nobody to send. */
async function reportGrants(answers: Record<string, Answer>): Promise<void> {
  const templates = Object.keys(answers).filter((id) => answers[id] === 'accept')
  if (templates.length === 0) return
  await post('grant', { openid: launch.openid, templates }).catch((error: unknown) => {
    console.warn('The grant of subscribe messages reached no cloud', error)
  })
}

async function subscribe({ tmplIds = [] }: { tmplIds?: string[] }): Promise<object> {
  if (!navigator.userActivation.isActive) {
    throw new ApiError('can only be invoked by user TAP gesture.')
  }
  if (tmplIds.length === 0) throw new ApiError('Templates count is 0', { errCode: 10001 })
  if (tmplIds.length > mostTemplates) {
    throw new ApiError('Templates count out of max bounds', { errCode: 20003 })
  }
  const known = remembered()
  const open = tmplIds.filter((id) => known[id] === undefined)
  const asked = open.length === 0 ? {} : await ask(open)
  const answers = Object.fromEntries(tmplIds.map((id) => [id, asked[id] ?? known[id] ?? 'reject']))
  await reportGrants(answers)
  return answers
}

export const subscribeApis: ApiTable = asyncApis({ requestSubscribeMessage: subscribe })
