import { openSheet, textButton } from './sheet'

interface ActionQuestion {
  itemList: string[]
  itemColor?: string
  alertText?: string
}

/** WeChat's list of actions; answers the position that was tapped, or null. */
export function askActions({
  itemList,
  itemColor,
  alertText = '',
}: ActionQuestion): Promise<number | null> {
  return openSheet<number | null>(
    { title: alertText, dismissed: null, className: 'phone-mask--actions' },
    ({ body, close }) => {
      for (const [index, text] of itemList.entries()) {
        const button = textButton('phone-action', text, () => close(index))
        button.style.color = itemColor ?? ''
        body.append(button)
      }
      body.append(textButton('phone-action phone-action--cancel', '取消', () => close(null)))
    },
  )
}
