import { launch } from '../launch'
import { description } from '../description'
import { askModal } from '../shell/modal'
import { ApiError } from './call'

const key = `phone:${launch.openid}:authorizations`
const names: Record<string, string> = {
  'scope.userLocation': '获取你的位置信息',
  'scope.userFuzzyLocation': '获取你的模糊位置信息',
  'scope.writePhotosAlbum': '保存图片到相册',
  'scope.camera': '使用你的摄像头',
  'scope.record': '使用你的麦克风',
  'scope.addPhoneCalendar': '使用你的日历（仅写入）权限',
}

/** Permissions asked for so far: scope → granted. */
export function authorizations(): Record<string, boolean> {
  return JSON.parse(localStorage.getItem(key) ?? '{}') as Record<string, boolean>
}

export function setAuthorization(scope: string, isGranted: boolean): void {
  localStorage.setItem(key, JSON.stringify({ ...authorizations(), [scope]: isGranted }))
}

/** Asks once for a permission; a refusal holds until it is changed in the settings. */
export async function authorize(scope: string): Promise<void> {
  const known = authorizations()[scope]
  if (known === true) return
  if (known === undefined && (await ask(scope))) return
  throw new ApiError('auth deny')
}

async function ask(scope: string): Promise<boolean> {
  const { confirm } = await askModal({
    title: `申请${names[scope] ?? scope}`,
    content: description().app.permission?.[scope]?.desc ?? '',
    cancelText: '拒绝',
    confirmText: '允许',
  })
  setAuthorization(scope, confirm)
  return confirm
}
