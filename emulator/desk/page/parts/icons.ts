import add from 'tdesign-icons-svg/src/add.svg?raw'
import app from 'tdesign-icons-svg/src/app.svg?raw'
import back from 'tdesign-icons-svg/src/chevron-left.svg?raw'
import chat from 'tdesign-icons-svg/src/chat.svg?raw'
import close from 'tdesign-icons-svg/src/close.svg?raw'
import contact from 'tdesign-icons-svg/src/service.svg?raw'
import dark from 'tdesign-icons-svg/src/moon.svg?raw'
import down from 'tdesign-icons-svg/src/chevron-down.svg?raw'
import light from 'tdesign-icons-svg/src/mode-light.svg?raw'
import notice from 'tdesign-icons-svg/src/notification.svg?raw'
import offline from 'tdesign-icons-svg/src/wifi-off.svg?raw'
import online from 'tdesign-icons-svg/src/wifi.svg?raw'
import scan from 'tdesign-icons-svg/src/scan.svg?raw'
import search from 'tdesign-icons-svg/src/search.svg?raw'
import time from 'tdesign-icons-svg/src/time.svg?raw'

export const icons = {
  add,
  app,
  back,
  chat,
  close,
  contact,
  dark,
  down,
  light,
  notice,
  offline,
  online,
  scan,
  search,
  time,
} as const

export type IconName = keyof typeof icons

/** The package writes the attribute `viewBox` in a way browsers don't read. */
export function drawing(name: IconName): string {
  return icons[name].replace('view-box', 'viewBox')
}
