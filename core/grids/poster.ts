import type { PosterView } from '../../typings/groups'
import { type Refusal, refuse } from '../errors'
import type { Unit } from './types'

/** The page that takes the poster's code in. */
export const posterPage = 'packages/join/join'

/** WeChat's codes carry at most 32 visible characters. */
const carried = /^[\w!#$&'()*+,/:;=?@\-.~%]{1,32}$/

/** What a unit's code carries; a refusal while it has none that fits. */
export function posterScene({ gridCode, name }: Unit): { scene: string } | Refusal {
  if (gridCode && carried.test(gridCode)) return { scene: gridCode }
  return refuse('NOT_FOUND', `${name}还没有网格码，请社区在管理页上补上。`)
}

/** The words around the code, the same on the phone's poster and on the printed one. */
export function posterOf({ _id, name }: Unit, scene: string, image: string): PosterView {
  return {
    unit: { id: _id, name },
    gridCode: scene,
    title: name,
    invitation: '扫一扫，找到您的微网格长',
    steps: ['打开微信，扫一扫', '说一句要办的事，也可以拍照', '有人接手，每一步都看得到'],
    image,
  }
}
