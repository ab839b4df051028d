import type { Fields } from '../engine/values'
import type { OpenApi } from './open-apis'
import { qrPng } from './qr-png'

const visibleCharacters = /^[\w!#$&'()*+,/:;=?@\-.~%]{1,32}$/
const narrowest = 280
const widest = 1280
const usual = 430

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/**
 * `wxacode.getUnlimited`: only WeChat draws its round codes, so this is an ordinary QR code. It
 * says the page and the scene as they would be opened, and whoever listens is told of it.
 */
export const getUnlimitedCode: OpenApi = (data, context) => {
  const scene = text(data.scene)
  const page = text(data.page)
  if (!visibleCharacters.test(scene))
    return { errcode: 40169, errmsg: 'invalid length for scene, or the data is not json string' }
  if (page.startsWith('/')) return { errcode: 41030, errmsg: 'invalid page' }
  const path = `${page}?scene=${encodeURIComponent(scene)}`
  const content = qrPng(path, widthOf(data))
  context.emit({ api: 'wxacode.getUnlimited', openid: context.openid, data: { scene, path } })
  return { contentType: 'image/png', content }
}

function widthOf({ width }: Fields): number {
  return Math.min(widest, Math.max(narrowest, typeof width === 'number' ? width : usual))
}
