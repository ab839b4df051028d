import type { BookingView } from '../../../typings/bookings'
import { callResident } from '../../api/client'
import { explain, say } from '../../api/pages'

const hourInSeconds = 3600

/** Puts a booking into the phone's calendar, with an alarm an hour before. */
export async function addToCalendar({ service, home, startAt, endAt, code }: BookingView) {
  try {
    await wx.addPhoneCalendar({
      title: `${home.name} ${service.name}`,
      startTime: Math.floor(Date.parse(startAt) / 1000),
      endTime: String(Math.floor(Date.parse(endAt) / 1000)),
      location: home.address,
      description: `到时报 ${code}`,
      alarm: true,
      alarmOffset: hourInSeconds,
    })
    say('加到手机日历了')
  } catch {
    say('没有加到日历，可以在设置里允许')
  }
}

/** Sends the calendar file to a chat, the person's own for instance. */
export async function sendCalendarFile(id: string): Promise<void> {
  const result = await callResident('bookings.calendar', { id })
  if (!result.ok) {
    explain(result.failure.message)
    return
  }
  sendFile(result.data)
}

/** Hands a text file to a chat. */
export function sendFile({ fileName, text }: { fileName: string; text: string }): void {
  if (!wx.canIUse('shareFileMessage')) {
    say('这个版本的微信还不能发文件')
    return
  }
  const filePath = `${wx.env.USER_DATA_PATH}/${fileName}`
  wx.getFileSystemManager().writeFileSync(filePath, text, 'utf-8')
  wx.shareFileMessage({ filePath, fileName, fail: () => say('没有发出去') })
}
