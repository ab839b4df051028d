import { host } from '../host'
import { settings } from '../settings'
import { askModal } from '../shell/modal'
import { authorize } from './authorization'
import { ApiError, asyncApis, cancelled, type ApiTable } from './call'
import { requirePrivacy } from './privacy'

async function locate(scope: string, api: string): Promise<object> {
  await requirePrivacy(api)
  await authorize(scope)
  const { latitude, longitude } = settings.location
  return {
    latitude,
    longitude,
    speed: -1,
    accuracy: 65,
    altitude: 0,
    verticalAccuracy: 65,
    horizontalAccuracy: 65,
  }
}

/** Stands for WeChat's map: the place is typed, its coordinates are the phone's own. */
async function chooseLocation(): Promise<object> {
  await requirePrivacy('chooseLocation')
  const { latitude, longitude, name, address } = settings.location
  const answer = await askModal({
    title: '选择位置',
    editable: true,
    content: name || address,
    placeholderText: '地点名称，例如 东门菜市场',
  })
  if (!answer.confirm) throw cancelled
  const chosen = answer.content ?? ''
  return { name: chosen, address: address || chosen, latitude, longitude }
}

const waitingScans = new Map<number, (result: string | null) => void>()
let nextScan = 1

host.on('scanResult', ({ id, result }) => {
  waitingScans.get(id)?.(result)
  waitingScans.delete(id)
})

function askHost(): Promise<string | null> {
  const id = nextScan++
  host.send({ type: 'scan', id })
  return new Promise((resolve) => waitingScans.set(id, resolve))
}

async function askPerson(): Promise<string | null> {
  const { confirm, content } = await askModal({
    title: '扫一扫',
    editable: true,
    placeholderText: '粘贴码里的内容或小程序路径',
  })
  return confirm ? content : null
}

async function scan(): Promise<object> {
  const result = await (host.isPresent ? askHost() : askPerson())
  if (result === null) throw cancelled
  const isPath = /^\/?pages\/|^\/?[\w-]+\/pages\//.test(result)
  return {
    result: isPath ? '' : result,
    scanType: isPath ? 'WX_CODE' : 'QR_CODE',
    charSet: 'UTF-8',
    rawData: '',
    ...(isPath ? { path: result.replace(/^\//, '') } : {}),
  }
}

/** Places and codes. */
export const placeApis: ApiTable = asyncApis({
  getLocation: () => locate('scope.userLocation', 'getLocation'),
  getFuzzyLocation: () => locate('scope.userFuzzyLocation', 'getFuzzyLocation'),
  chooseLocation,
  choosePoi: chooseLocation,
  openLocation: async ({ name = '', address = '' }: { name?: string; address?: string }) => {
    await askModal({
      title: name || '位置',
      content: address || '这里不能显示地图',
      showCancel: false,
    })
  },
  scanCode: scan,
  chooseAddress() {
    throw new ApiError('this phone has no address book')
  },
})
