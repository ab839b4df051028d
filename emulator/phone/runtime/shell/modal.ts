import { textButton } from './sheet'

export interface ModalInput {
  title?: string
  content?: string
  showCancel?: boolean
  cancelText?: string
  cancelColor?: string
  confirmText?: string
  confirmColor?: string
  editable?: boolean
  placeholderText?: string
}

export interface ModalAnswer {
  confirm: boolean
  cancel: boolean
  content: string | null
}

function buildField(content: string, placeholder: string): HTMLTextAreaElement {
  const field = document.createElement('textarea')
  field.value = content
  field.placeholder = placeholder
  field.setAttribute('aria-label', placeholder || '请输入')
  return field
}

function heading(title: string): HTMLElement {
  const element = document.createElement('h2')
  element.textContent = title
  return element
}

function paragraph(content: string): HTMLElement {
  const element = document.createElement('p')
  element.textContent = content
  return element
}

function colouredButton(text: string, colour: string | undefined, action: () => void): HTMLElement {
  const button = textButton('phone-modal-button', text, action)
  button.style.color = colour ?? ''
  return button
}

/** WeChat's dialog: a question, one or two answers, perhaps a text field. */
export function askModal(input: ModalInput): Promise<ModalAnswer> {
  const { title = '', content = '', showCancel = true, editable = false } = input
  return new Promise((resolve) => {
    const mask = document.createElement('div')
    mask.className = 'phone-mask phone-mask--centre phone-shell'
    const panel = document.createElement('div')
    panel.className = 'phone-modal'
    panel.setAttribute('role', 'alertdialog')
    panel.setAttribute('aria-modal', 'true')
    panel.setAttribute('aria-label', title || content || '提示')
    const field = editable ? buildField(content, input.placeholderText ?? '') : null
    const answer = (confirm: boolean): void => {
      mask.remove()
      resolve({ confirm, cancel: !confirm, content: confirm && field ? field.value : null })
    }
    const buttons = document.createElement('div')
    buttons.className = 'phone-modal-buttons'
    if (showCancel) {
      buttons.append(
        colouredButton(input.cancelText ?? '取消', input.cancelColor, () => answer(false)),
      )
    }
    const confirm = input.confirmText ?? '确定'
    buttons.append(colouredButton(confirm, input.confirmColor ?? '#576b95', () => answer(true)))
    if (title !== '') panel.append(heading(title))
    if (field !== null) panel.append(field)
    else if (content !== '') panel.append(paragraph(content))
    panel.append(buttons)
    mask.append(panel)
    document.body.append(mask)
    field?.focus()
  })
}
