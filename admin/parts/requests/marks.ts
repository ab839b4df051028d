import type { RequestRow } from '../../../typings/console'

/** What is worth knowing of a request at a glance, besides its state and its time. */
export function marksOf(row: RequestRow): string[] {
  const { coHandlers, urgeCount, photoCount, followerCount, isAnonymous, isPrivate } = row
  return [
    row.place,
    urgeCount > 0 && `催过 ${urgeCount} 次`,
    coHandlers.units > 0 && `协办 ${coHandlers.answered}/${coHandlers.units} 已答复`,
    followerCount > 0 && `另有 ${followerCount} 人反映`,
    photoCount > 0 && `${photoCount} 张照片`,
    isAnonymous && '匿名',
    isPrivate && '不公开',
    row.isSolved === false && '居民说没解决',
  ].filter((mark) => mark !== false && mark !== '') as string[]
}
