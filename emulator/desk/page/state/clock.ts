import { onUnmounted, ref, type Ref } from 'vue'
import { world } from './world'

const everySecond = 1000

/** The cloud's time in epoch milliseconds, kept running. */
export function useNow(): Ref<number> {
  const now = ref(Date.now() + world.ahead)
  const timer = setInterval(() => (now.value = Date.now() + world.ahead), everySecond)
  onUnmounted(() => clearInterval(timer))
  return now
}

function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', ...options })
}

const dayFormat = formatter({ month: 'long', day: 'numeric' })
const weekdayFormat = formatter({ weekday: 'short' })
const timeFormat = formatter({ hour: '2-digit', minute: '2-digit', hour12: false })

/** "15:20" */
export function timeWords(at: number): string {
  return timeFormat.format(at)
}

/** "11月23日 周一" */
export function dayWords(at: number): string {
  return `${dayFormat.format(at)} ${weekdayFormat.format(at)}`
}

/** "15:20" on the same Chinese day, else "11月23日 15:20". */
export function messageTime(at: number, now: number): string {
  const isToday = dayFormat.format(at) === dayFormat.format(now)
  return isToday ? timeWords(at) : `${dayFormat.format(at)} ${timeWords(at)}`
}
