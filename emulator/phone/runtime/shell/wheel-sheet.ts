import { openSheet } from './sheet'
import { Wheel } from './wheel'

const itemHeight = 48

interface WheelQuestion {
  title: string
  /** Asked again after each change, because one column may decide the next. */
  columns(): string[][]
  value: number[]
  onColumnChange?(column: number, index: number): void
}

function buildItem(text: string): HTMLElement {
  const item = document.createElement('button')
  item.type = 'button'
  item.className = 'phone-wheel-item'
  item.textContent = text
  return item
}

/** The native picker: a sheet with wheels. Answers the picked positions, or null when cancelled. */
export function pickFromWheels(question: WheelQuestion): Promise<number[] | null> {
  return openSheet<number[] | null>({ title: question.title, dismissed: null }, (sheet) => {
    const picked = [...question.value]
    const row = document.createElement('div')
    row.className = 'phone-wheel-row'
    const fill = (): void => fillColumns(row, question.columns())
    const columns = question.columns().map((_, position) => {
      const element = document.createElement('div')
      const wheel = new Wheel(element, {
        itemHeight: () => itemHeight,
        onPick: (index) => {
          picked[position] = index
          question.onColumnChange?.(position, index)
          fill()
        },
      })
      element.addEventListener('click', ({ target }) => {
        wheel.turnTo([...element.children].indexOf(target as Element))
      })
      return { element, wheel }
    })
    row.append(...columns.map(({ element }) => element))
    fill()
    sheet.body.append(row)
    sheet.addActions('取消', '确定', () => picked)
    setTimeout(() => columns.forEach(({ wheel }, index) => wheel.show(picked[index] ?? 0)))
  })
}

function fillColumns(row: HTMLElement, columns: string[][]): void {
  for (const [position, labels] of columns.entries()) {
    const element = row.children[position]
    const shown = Array.from(element?.children ?? [], (item) => item.textContent).join('\n')
    if (element === undefined || shown === labels.join('\n')) continue
    element.replaceChildren(...labels.map((label) => buildItem(label)))
  }
}
