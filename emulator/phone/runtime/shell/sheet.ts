/** A panel that slides up from the bottom and asks one thing. */
export interface Sheet<Answer> {
  body: HTMLElement
  close(answer: Answer): void
  /** Cancel and confirm, left and right above the content. */
  addActions(cancel: string, confirm: string, answer: () => Answer): void
}

interface SheetOptions<Answer> {
  title: string
  /** The answer when the person taps beside the sheet or cancels. */
  dismissed: Answer
  className?: string
}

function textButton(className: string, text: string, action: () => void): HTMLButtonElement {
  const element = document.createElement('button')
  element.type = 'button'
  element.className = className
  element.textContent = text
  element.addEventListener('click', action)
  return element
}

/** Opens a sheet; `build` fills it. Resolves with the answer when it closes. */
export function openSheet<Answer>(
  { title, dismissed, className = '' }: SheetOptions<Answer>,
  build: (sheet: Sheet<Answer>) => void,
): Promise<Answer> {
  return new Promise((resolve) => {
    const mask = document.createElement('div')
    mask.className = `phone-mask phone-shell ${className}`
    const panel = document.createElement('div')
    panel.className = 'phone-sheet'
    panel.setAttribute('role', 'dialog')
    panel.setAttribute('aria-modal', 'true')
    panel.setAttribute('aria-label', title || '请选择')
    const head = document.createElement('div')
    head.className = 'phone-sheet-head'
    const heading = document.createElement('h2')
    heading.textContent = title
    head.append(heading)
    const body = document.createElement('div')
    body.className = 'phone-sheet-body'
    panel.append(head, body)
    mask.append(panel)
    const close = (answer: Answer): void => {
      mask.remove()
      resolve(answer)
    }
    mask.addEventListener('click', ({ target }) => {
      if (target === mask) close(dismissed)
    })
    build({
      body,
      close,
      addActions(cancel, confirm, answer) {
        heading.before(textButton('phone-sheet-cancel', cancel, () => close(dismissed)))
        heading.after(textButton('phone-sheet-confirm', confirm, () => close(answer())))
      },
    })
    head.hidden = title === '' && head.children.length === 1
    document.body.append(mask)
  })
}

export { textButton }
